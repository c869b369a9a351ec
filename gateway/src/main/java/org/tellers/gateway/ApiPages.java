package org.tellers.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The Swagger page at HQ's origin, with the documents of the five services and of the door's own session as they are committed. */
@Singleton
class ApiPages {

    private static final String PAGE = "/q/swagger-ui/";

    private record Page(String type, Buffer body) {}

    private final Map<String, Page> pages = new LinkedHashMap<>();

    ApiPages() {
        String library = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
        add(PAGE, "text/html; charset=utf-8", "swagger/index.html");
        add(PAGE + "start.js", "text/javascript; charset=utf-8", "swagger/start.js");
        add(PAGE + "swagger-ui.css", "text/css; charset=utf-8", library + "swagger-ui.css");
        add(PAGE + "swagger-ui-bundle.js", "text/javascript; charset=utf-8", library + "swagger-ui-bundle.js");
        add(
                PAGE + "swagger-ui-standalone-preset.js",
                "text/javascript; charset=utf-8",
                library + "swagger-ui-standalone-preset.js");
        for (String service : new String[] {"membership", "ballot", "notification", "voting", "reporting", "gateway"}) {
            add("/q/openapi/" + service + ".yaml", "application/yaml", "openapi/" + service + ".yaml");
        }
    }

    /** Whether the path belongs to these pages. */
    static boolean isOne(@Nullable String path) {
        return path != null && (path.startsWith("/q/swagger-ui") || path.startsWith("/q/openapi/"));
    }

    /** Answers if the path is one of these pages. */
    boolean answer(HttpServerRequest request, HttpServerResponse response) {
        String path = request.path();
        if ("/q/swagger-ui".equals(path)) {
            response.setStatusCode(302).putHeader(HttpHeaders.LOCATION, PAGE).end();
            return true;
        }
        Page page = pages.get(path);
        if (page == null) {
            return false;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, page.type())
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH, Integer.toString(page.body().length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(page.body());
        }
        return true;
    }

    private void add(String path, String type, String resource) {
        read(resource).ifPresent(body -> pages.put(path, new Page(type, body)));
    }

    private static Optional<Buffer> read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static String version() {
        Properties properties = new Properties();
        read("META-INF/maven/org.webjars/swagger-ui/pom.properties").ifPresent(bytes -> {
            try {
                properties.load(new java.io.StringReader(bytes.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the version of the Swagger page", e);
            }
        });
        return properties.getProperty("version", "");
    }
}

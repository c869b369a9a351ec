package org.tellers.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/**
 * A real HTTP server in the place of the services, which tells what reached it, and a built voting app. Its port is the
 * system property {@link #PORT}; {@code ?hold} keeps an answer back until {@code /release}, {@code ?silent} for ever.
 */
@NullUnmarked
public class StandInServices implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "gateway.test.port";

    /** The voters' origin as browsers would see it. */
    static final String VOTERS_ORIGIN = "https://vote.example";

    /** The import of which the register tells how far it is. */
    static final String IMPORT = "/api/membership/imports/0199b1c2-0000-7000-8000-000000000001";

    /** What it tells. */
    static volatile Work work = new Work(200, "{}");

    /** The token with which it was asked last. */
    static volatile String workAskedWith = "";

    /**
     * How far an import is.
     *
     * @param status HTTP status
     * @param told the document
     */
    record Work(int status, String told) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> held = new ArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.setProperty(PORT, Integer.toString(server.actualPort()));
        Map<String, String> settings = new HashMap<>();
        for (String service : List.of("membership", "ballot", "voting", "reporting")) {
            settings.put("tellers.gateway.services." + service, "http://localhost:" + server.actualPort());
        }
        settings.put("tellers.gateway.services.notification", "http://localhost:" + closedPort());
        settings.put("tellers.gateway.voting-app", app("Vote").toString());
        settings.put("tellers.gateway.admin-app", app("Headquarters").toString());
        settings.put("tellers.gateway.verify-page", app("Check").toString());
        settings.put("tellers.gateway.widget", widget().toString());
        settings.put("tellers.gateway.voters-origin", VOTERS_ORIGIN + "/");
        // Voters need nobody who signs people in, so the door opens without; SessionTest brings one.
        settings.put("tellers.gateway.sign-in.issuer", "http://localhost:" + closedPort() + "/realms/tellers");
        settings.put("tellers.gateway.concurrent", "4");
        settings.put("tellers.gateway.waiting", "4");
        settings.put("tellers.gateway.patience", "PT2S");
        settings.put("tellers.gateway.voters-silence", "PT2S");
        settings.put("tellers.gateway.hq-body", "200000");
        settings.put("tellers.gateway.register-body", "200000");
        settings.put("tellers.gateway.progress.look-every", "PT0.05S");
        settings.put("tellers.gateway.progress.heartbeat", "PT0.4S");
        settings.put("tellers.gateway.progress.quiet", "PT2S");
        settings.put("tellers.gateway.progress.each", "2");
        return settings;
    }

    private void answer(HttpServerRequest request) {
        if (IMPORT.equals(request.path()) && request.query() == null) {
            Work now = work;
            workAskedWith = request.getHeader("Authorization");
            request.response()
                    .setStatusCode(now.status())
                    .putHeader("Content-Type", now.status() == 200 ? "application/json" : "application/problem+json")
                    .end(now.told());
        } else if (request.path().equals("/release")) {
            held.forEach(waiting -> tell(waiting, 0));
            request.response().end(Integer.toString(held.size()));
            held.clear();
        } else if (request.path().equals("/held")) {
            request.response().end(Integer.toString(held.size()));
        } else if ("hold".equals(request.query())) {
            held.add(request);
        } else if ("bare".equals(request.query())) {
            request.response().setStatusCode(413).end();
        } else if (!"silent".equals(request.query())) {
            request.bodyHandler(body -> tell(request, body.length()));
        }
    }

    private static void tell(HttpServerRequest request, int length) {
        JsonObject headers = new JsonObject();
        request.headers()
                .forEach(header -> headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Set-Cookie", "who=someone")
                .putHeader("Server", "secret/1")
                .putHeader("Cache-Control", "public, max-age=9")
                .putHeader("Content-Security-Policy", "default-src *")
                .putHeader("Access-Control-Allow-Origin", "https://elsewhere.example")
                .end(new JsonObject()
                        .put("method", request.method().name())
                        .put("uri", request.uri())
                        .put("length", length)
                        .put("headers", headers)
                        .encode());
    }

    private static Path app(String title) {
        try {
            Path folder = Files.createTempDirectory("web-app");
            Path dist = Files.createDirectory(folder.resolve("dist"));
            Files.createDirectory(dist.resolve("assets"));
            Files.writeString(folder.resolve("secret.txt"), "secret");
            Files.writeString(dist.resolve("index.html"), "<!doctype html><title>" + title + "</title>");
            Files.writeString(dist.resolve("SHA256SUMS"), "0  index.html");
            Files.writeString(dist.resolve("SHA256SUMS.sig"), "signature");
            Files.writeString(dist.resolve("help.html"), "<!doctype html><title>Help</title>");
            Files.createDirectory(dist.resolve("cy"));
            Files.writeString(
                    dist.resolve("cy/index.html"), "<!doctype html><html lang=cy><title>" + title + "</title>");
            for (String page : List.of("send-again", "details", "confirm-email", "undo-email")) {
                for (String path : List.of(page, "cy/" + page)) {
                    Files.writeString(dist.resolve(path + ".html"), "<!doctype html><title>" + path + "</title>");
                }
            }
            Files.writeString(dist.resolve("assets/vote-Ab12Cd34.js"), "plain");
            Files.writeString(dist.resolve("assets/vote-Ab12Cd34.js.br"), "brotli");
            Files.writeString(dist.resolve("assets/vote-Ab12Cd34.js.gz"), "gzip");
            return dist;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path widget() {
        try {
            Path dist = Files.createTempDirectory("widget");
            Path script = Files.createDirectories(dist.resolve("files/0123456789abcdef"));
            Files.writeString(script.resolve("ballot-turnout.js"), "plain");
            Files.writeString(script.resolve("ballot-turnout.js.br"), "brotli");
            Path pages = Files.createDirectory(dist.resolve("pages"));
            for (String page : List.of("turnout.en", "turnout.cy", "embed.en", "embed.cy")) {
                Files.writeString(
                        pages.resolve(page + ".html"),
                        "<!doctype html><title>" + page + "</title>%BALLOT% %ORIGIN%/oembed?url=%PAGE%");
            }
            Files.writeString(
                    dist.resolve("widget.json"),
                    new JsonObject()
                            .put("script", "/widget/0123456789abcdef/ballot-turnout.js")
                            .put("integrity", "sha384-abc")
                            .put("titles", new JsonObject().put("en", "Turnout").put("cy", "Faint"))
                            .encode());
            return dist;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.close();
        vertx.close();
    }
}

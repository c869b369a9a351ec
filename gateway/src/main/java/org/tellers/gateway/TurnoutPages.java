package org.tellers.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The turnout for other sites (story A2): the widget's script under an address that names its bytes, a page of each
 * ballot's turnout, the same to be shown in a frame, and what oEmbed (oembed.com) says about that page.
 */
@Singleton
class TurnoutPages {

    /** Where headquarters' app learns what a webmaster has to paste. */
    static final String EMBEDDING = "/api/embedding";

    private static final String OEMBED = "/oembed";
    private static final Pattern PAGE =
            Pattern.compile("(?<base>(?:/cy)?)/(?<framed>(?:embed/)?)turnout/(?<ballot>[0-9A-Za-z]{1,64})");
    private static final int FRAME_WIDTH = 480;
    private static final int FRAME_HEIGHT = 340;
    private static final int DAY_SECONDS = 86_400;

    private static final Refusal URL_MISSING = new Refusal(
            400,
            "url-missing",
            "Say with url= which page is to be embedded, for example that of a turnout.",
            null,
            false);
    private static final Refusal JSON_ONLY = new Refusal(
            501, "format-not-offered", "oEmbed is answered here as JSON only: ask with format=json.", null, false);

    private final Path folder;
    private final String origin;
    private final WebApp files;
    private volatile @Nullable Built built;

    @Inject
    TurnoutPages(GatewayConfig config) {
        this.folder = config.widget();
        this.origin = config.votersOrigin().toString().replaceAll("/+$", "");
        this.files = WebApp.ofFiles("turnout widget", folder.resolve("files"), "/widget", sign());
    }

    /**
     * What the build tells.
     *
     * @param script address of the widget's script
     * @param integrity its hash, for subresource integrity
     * @param titles of the pages, by language
     * @param pages pages with places for the ballot and the origin, by name and language
     */
    private record Built(String script, String integrity, Map<String, String> titles, Map<String, String> pages) {}

    /**
     * A page of a ballot's turnout.
     *
     * @param base what its address begins with in its language
     * @param framed whether it is made for a frame
     * @param ballot the ballot's identifier
     */
    private record Page(String base, boolean framed, String ballot) {

        static Optional<Page> at(@Nullable String path) {
            Matcher page = PAGE.matcher(path == null ? "" : path);
            return page.matches()
                    ? Optional.of(new Page(
                            String.valueOf(page.group("base")),
                            page.end("framed") > page.start("framed"),
                            String.valueOf(page.group("ballot"))))
                    : Optional.empty();
        }

        String language() {
            return base.isEmpty() ? "en" : "cy";
        }

        String file() {
            return (framed ? "embed." : "turnout.") + language();
        }
    }

    /** Answers if the path at the voters' origin is one of these. */
    boolean answer(HttpServerRequest request, HttpServerResponse response) {
        Optional<Page> page = Page.at(request.path());
        boolean asks = OEMBED.equals(request.path());
        if (page.isEmpty() && !asks) {
            return files.answer(request, response);
        }
        Optional<Built> there = built();
        if (there.isEmpty()) {
            Refusal.NOT_BUILT.send(response);
        } else if (page.isPresent()) {
            send(request, response, "text/html; charset=utf-8", filled(page.get(), there.get()));
        } else {
            oEmbed(request, response, there.get());
        }
        return true;
    }

    /** Who may keep and show an answer of these. */
    void headers(@Nullable String path, HttpServerResponse response) {
        Optional<Page> page = Page.at(path);
        if (files.isImmutable(path)) {
            SecurityHeaders.anywhere(response);
            SecurityHeaders.immutable(response);
        } else if (OEMBED.equals(path)) {
            SecurityHeaders.anywhere(response);
            SecurityHeaders.aMinute(response);
        } else if (page.isPresent()) {
            SecurityHeaders.aMinute(response);
            if (page.get().framed()) {
                SecurityHeaders.framed(response);
            }
        }
    }

    /** Answers if the path at HQ's origin asks what a webmaster has to paste. */
    boolean tell(HttpServerRequest request, HttpServerResponse response) {
        if (!EMBEDDING.equals(request.path())) {
            return false;
        }
        built().ifPresentOrElse(
                        there -> send(
                                request,
                                response,
                                "application/json",
                                new JsonObject()
                                        .put("votersOrigin", origin)
                                        .put("script", origin + there.script())
                                        .put("integrity", there.integrity())
                                        .encode()),
                        () -> Refusal.NOT_BUILT.send(response));
        return true;
    }

    private String filled(Page page, Built there) {
        String address = origin + page.base() + "/turnout/" + page.ballot();
        return Objects.requireNonNull(there.pages().get(page.file()))
                .replace("%PAGE%", URLEncoder.encode(address, UTF_8))
                .replace("%ORIGIN%", origin)
                .replace("%BALLOT%", page.ballot());
    }

    private void oEmbed(HttpServerRequest request, HttpServerResponse response, Built there) {
        String url = request.getParam("url");
        String format = request.getParam("format");
        if (format != null && !format.equals("json")) {
            JSON_ONLY.send(response);
        } else if (url == null) {
            URL_MISSING.send(response);
        } else {
            ofOurs(url)
                    .ifPresentOrElse(
                            page -> send(
                                    request,
                                    response,
                                    "application/json",
                                    frame(request, page, there).encode()),
                            () -> Refusal.NOT_HERE.send(response));
        }
    }

    /** The page of a turnout that an address names, if it is one of this origin. */
    private Optional<Page> ofOurs(String url) {
        try {
            return url.startsWith(origin + "/")
                    ? Page.at(URI.create(url).getRawPath()).filter(page -> !page.framed())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private JsonObject frame(HttpServerRequest request, Page page, Built there) {
        int width = atMost(FRAME_WIDTH, request.getParam("maxwidth"));
        int height = atMost(FRAME_HEIGHT, request.getParam("maxheight"));
        String title = Objects.requireNonNull(there.titles().get(page.language()));
        String source = origin + page.base() + "/embed/turnout/" + page.ballot();
        return new JsonObject()
                .put("version", "1.0")
                .put("type", "rich")
                .put("title", title)
                .put("provider_name", "Tellers")
                .put("provider_url", origin)
                .put("cache_age", DAY_SECONDS)
                .put("width", width)
                .put("height", height)
                .put(
                        "html",
                        "<iframe src=\"%s\" width=\"%d\" height=\"%d\" title=\"%s\" frameborder=\"0\" loading=\"lazy\"></iframe>"
                                .formatted(source, width, height, title));
    }

    private static int atMost(int ours, @Nullable String theirs) {
        return theirs != null && theirs.matches("[1-9]\\d{0,4}") ? Math.min(ours, Integer.parseInt(theirs)) : ours;
    }

    private static void send(HttpServerRequest request, HttpServerResponse response, String type, String text) {
        Buffer body = Buffer.buffer(text);
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private Path sign() {
        return folder.resolve("widget.json");
    }

    /** What was built; looked for again while it is not there, so that it may be built after the start. */
    private Optional<Built> built() {
        if (built == null && Files.isRegularFile(sign())) {
            built = read();
        }
        return Optional.ofNullable(built);
    }

    private Built read() {
        try {
            JsonObject manifest = new JsonObject(Files.readString(sign()));
            Map<String, String> titles = new HashMap<>();
            manifest.getJsonObject("titles").forEach(title -> titles.put(title.getKey(), (String) title.getValue()));
            Map<String, String> pages = new HashMap<>();
            for (String language : titles.keySet()) {
                for (String name : new String[] {"turnout", "embed"}) {
                    String page = name + "." + language;
                    pages.put(page, Files.readString(folder.resolve("pages/" + page + ".html")));
                }
            }
            return new Built(manifest.getString("script"), manifest.getString("integrity"), titles, pages);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the turnout widget", e);
        }
    }
}

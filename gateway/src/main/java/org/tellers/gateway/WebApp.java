package org.tellers.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A built web app, the same bytes for everyone. Its few files are read once; a request can only name one of them, so no
 * path leads anywhere else.
 */
final class WebApp {

    private static final Logger LOG = Logger.getLogger(WebApp.class);

    private static final Pattern NO_PAGE = Pattern.compile("(?!)");

    /** By what follows the last dot of a name; the build's list of hashes has none. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("SHA256SUMS", "text/plain; charset=utf-8"),
            Map.entry("sig", "text/plain; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("wasm", "application/wasm"));

    private final String name;
    private final Path folder;
    private final String base;
    private final Pattern pages;
    private final Path sign;
    private final String immutable;
    private volatile Map<String, Asset> assets = Map.of();

    /**
     * An app of files.
     *
     * @param name what the log calls it
     * @param folder where the build put it
     * @param base path before every one of its addresses, empty for none
     * @param pages addresses after the base that its index.html answers for
     */
    WebApp(String name, Path folder, String base, Pattern pages) {
        this(name, folder, base, pages, folder.resolve("index.html"), "/assets/");
    }

    private WebApp(String name, Path folder, String base, Pattern pages, Path sign, String immutable) {
        this.name = name;
        this.folder = folder;
        this.base = base;
        this.pages = pages;
        this.sign = sign;
        this.immutable = immutable;
    }

    /**
     * Files alone, each with a hash of it in its address.
     *
     * @param name what the log calls them
     * @param folder where the build put them
     * @param base path before every one of their addresses
     * @param sign a file that the build writes when all others are there
     */
    static WebApp ofFiles(String name, Path folder, String base, Path sign) {
        return new WebApp(name, folder, base, NO_PAGE, sign, "/");
    }

    /**
     * A file of the app.
     *
     * @param type media type
     * @param immutable whether its name holds a hash of it
     * @param plain its bytes
     * @param brotli its bytes as the build compressed them, if it did
     * @param gzip the same
     */
    private record Asset(
            String type,
            boolean immutable,
            Buffer plain,
            @Nullable Buffer brotli,
            @Nullable Buffer gzip) {}

    /** Whether the app is there. */
    boolean present() {
        return assets().containsKey("/index.html");
    }

    /** Answers if the path is the app's. */
    boolean answer(HttpServerRequest request, HttpServerResponse response) {
        String path = local(request.path());
        if (path == null) {
            return false;
        }
        Optional<Asset> found = find(path);
        if (found.isEmpty()) {
            if (!pages.matcher(path).matches() || present()) {
                return false;
            }
            Refusal.NOT_BUILT.send(response);
            return true;
        }
        send(request, response, found.get());
        return true;
    }

    /** The path after the base, or null where it is not this app's. */
    private @Nullable String local(@Nullable String path) {
        if (path == null || !path.startsWith(base)) {
            return null;
        }
        String rest = path.substring(base.length());
        return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : null;
    }

    private Optional<Asset> find(String path) {
        Map<String, Asset> files = assets();
        return Stream.of(
                        Optional.ofNullable(files.get(path)),
                        Optional.ofNullable(files.get(path + ".html")),
                        Optional.ofNullable(files.get(path.replaceAll("/$", "") + "/index.html")),
                        Optional.ofNullable(pages.matcher(path).matches() ? index(files, path) : null))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The page for an address of the app, in the language that the address begins with. */
    private static @Nullable Asset index(Map<String, Asset> files, String path) {
        Asset welsh = path.startsWith("/cy/") ? files.get("/cy/index.html") : null;
        return welsh == null ? files.get("/index.html") : welsh;
    }

    private static void send(HttpServerRequest request, HttpServerResponse response, Asset asset) {
        Buffer body = asset.plain();
        if (asset.brotli() != null || asset.gzip() != null) {
            response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
            if (asset.brotli() != null && accepts(request, "br")) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "br");
                body = asset.brotli();
            } else if (asset.gzip() != null && accepts(request, "gzip")) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
                body = asset.gzip();
            }
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type());
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    /** Whether the answer must keep the long life that {@link SecurityHeaders#immutable} gives it. */
    boolean isImmutable(@Nullable String path) {
        String local = local(path);
        Asset asset = local == null ? null : assets.get(local);
        return asset != null && asset.immutable();
    }

    private static boolean accepts(HttpServerRequest request, String coding) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals(coding)
                                || (one.startsWith(coding + ";")
                                        && !one.replace(" ", "").matches(".*q=0(\\.0*)?")));
    }

    /** The files; read again while they are not there, so that the app may be built after the start. */
    private Map<String, Asset> assets() {
        if (assets.isEmpty()) {
            synchronized (this) {
                if (assets.isEmpty() && Files.isRegularFile(sign)) {
                    assets = read();
                    LOG.infof("%s: %d files", name, assets.size());
                }
            }
        }
        return assets;
    }

    private Map<String, Asset> read() {
        Map<String, Asset> read = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                String name = file.getFileName().toString();
                String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
                if (type == null) {
                    continue;
                }
                String path = "/" + folder.relativize(file).toString().replace('\\', '/');
                read.put(
                        path,
                        new Asset(
                                type,
                                path.startsWith(immutable),
                                Buffer.buffer(Files.readAllBytes(file)),
                                sibling(file, ".br"),
                                sibling(file, ".gz")));
            }
            return Map.copyOf(read);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the " + name, e);
        }
    }

    private static @Nullable Buffer sibling(Path file, String suffix) throws IOException {
        Path compressed = file.resolveSibling(file.getFileName() + suffix);
        return Files.isRegularFile(compressed) ? Buffer.buffer(Files.readAllBytes(compressed)) : null;
    }
}

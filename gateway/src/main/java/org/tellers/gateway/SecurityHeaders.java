package org.tellers.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Headers that every answer carries, whoever made it; they replace what a service may have said. */
final class SecurityHeaders {

    private static final String NOTHING_PERMITTED = Stream.of(
                    "accelerometer",
                    "autoplay",
                    "browsing-topics",
                    "camera",
                    "display-capture",
                    "encrypted-media",
                    "fullscreen",
                    "geolocation",
                    "gyroscope",
                    "hid",
                    "identity-credentials-get",
                    "idle-detection",
                    "local-fonts",
                    "magnetometer",
                    "microphone",
                    "midi",
                    "payment",
                    "picture-in-picture",
                    "publickey-credentials-get",
                    "screen-wake-lock",
                    "serial",
                    "storage-access",
                    "usb",
                    "xr-spatial-tracking")
            .map(feature -> feature + "=()")
            .collect(Collectors.joining(", "));

    /** What a service or the proxy may say about itself, and what only the door decides. */
    private static final List<String> DROPPED = List.of(
            "server",
            "via",
            "x-powered-by",
            "set-cookie",
            "warning",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-expose-headers");

    /** Whole, partial, unchanged. */
    private static final Set<Integer> GOOD = Set.of(200, 206, 304);

    private SecurityHeaders() {}

    static void set(Origin origin, HttpServerResponse response) {
        MultiMap headers = response.headers();
        DROPPED.forEach(headers::remove);
        headers.set("Content-Security-Policy", origin.contentSecurityPolicy())
                .set("Referrer-Policy", "no-referrer")
                .set("X-Content-Type-Options", "nosniff")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Permissions-Policy", NOTHING_PERMITTED)
                .set("Strict-Transport-Security", "max-age=63072000")
                .set("X-Robots-Tag", "noindex")
                .set("Cache-Control", "no-store");
    }

    /** Hashed assets: their name changes when they do. */
    static void immutable(HttpServerResponse response) {
        response.headers().set("Cache-Control", "public, max-age=31536000, immutable");
    }

    /** Who may keep an answer; a refusal is kept by nobody. */
    static void keeping(ApiRoutes.Keeping keeping, HttpServerResponse response) {
        boolean good = GOOD.contains(response.getStatusCode());
        switch (keeping) {
            case NOBODY -> {}
            case BY_ASKING -> {
                if (good) {
                    response.headers().set("Cache-Control", "public, no-cache");
                }
            }
            case A_MINUTE_ANYWHERE -> {
                anywhere(response);
                aMinute(response);
            }
        }
    }

    /** Pages of other sites may read it: it is the same for everyone, and no cookie goes along. */
    static void anywhere(HttpServerResponse response) {
        response.headers().set("Access-Control-Allow-Origin", "*").set("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** A good answer is good for a minute, and in need for five more. */
    static void aMinute(HttpServerResponse response) {
        if (GOOD.contains(response.getStatusCode())) {
            response.headers().set("Cache-Control", "public, max-age=60, stale-while-revalidate=300");
        }
    }

    /** A page that other sites may show in a frame; there is nothing to press in it. */
    static void framed(HttpServerResponse response) {
        response.headers()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                                + " form-action 'none'; base-uri 'none'; frame-ancestors *;"
                                + " require-trusted-types-for 'script'; trusted-types 'none'")
                .set("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** A report is one self-contained page: its own styles and pictures, nothing else. */
    static void report(HttpServerResponse response) {
        response.headers()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none';"
                                + " frame-ancestors 'none'");
    }

    /** The Swagger page writes styles and markup itself. */
    static void swagger(HttpServerResponse response) {
        response.headers()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                                + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    }
}

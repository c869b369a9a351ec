package org.tellers.gateway;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names and attributes of the cookies at HQ's origin. The framework can only add to the end of their names; browsers
 * promise something about those that begin with {@code __Host-}: set by this very origin, never without {@code Secure},
 * for no other host. Chromium accepts that prefix on {@code http://localhost} too, so there is one rule for every
 * installation (docs/decisions, 4).
 */
final class SessionCookies {

    private static final String PREFIX = "__Host-";

    /** The framework's names: the session in up to three parts (and their pieces), and a sign-in under way. */
    private static final String SESSION = "q_session";

    private static final Pattern OURS = Pattern.compile("q_(?:session|auth)[0-9A-Za-z_-]{0,80}");

    private SessionCookies() {}

    /** Gives the framework its own names, and nothing but what came under the safe ones. */
    static void receive(HttpServerRequest request) {
        List<String> sent = request.headers().getAll(HttpHeaders.COOKIE);
        if (sent.isEmpty()) {
            return;
        }
        String kept = sent.stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(PREFIX))
                .map(cookie -> cookie.substring(PREFIX.length()))
                .filter(cookie -> OURS.matcher(cookie.substring(0, Math.max(0, cookie.indexOf('='))))
                        .matches())
                .collect(Collectors.joining("; "));
        if (kept.isEmpty()) {
            request.headers().remove(HttpHeaders.COOKIE);
        } else {
            request.headers().set(HttpHeaders.COOKIE, kept);
        }
    }

    /** Whether a session came with the request, good or not. */
    static boolean present(HttpServerRequest request) {
        return request.cookies().stream().anyMatch(cookie -> cookie.getName().startsWith(SESSION));
    }

    /** Takes the session off the request, so that what follows does not see it. */
    static void forget(HttpServerRequest request) {
        List<String> names = request.cookies().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(SESSION))
                .toList();
        names.forEach(name -> request.response().removeCookies(name, false));
    }

    /** Tells the browser to drop the session. */
    static void end(RoutingContext context) {
        context.request().cookies().stream()
                .filter(cookie -> cookie.getName().startsWith(SESSION))
                .forEach(cookie -> cookie.setValue("").setMaxAge(0).setPath("/"));
    }

    /**
     * Writes the cookies that were set while answering. The session's is for requests from our own pages only; the one
     * of a sign-in under way has to come along when the provider, another site, sends the browser back.
     */
    static void send(RoutingContext context) {
        List<Cookie> set = context.request().cookies().stream()
                // A cookie as the browser sent it has no path.
                .filter(cookie -> cookie.getPath() != null)
                .toList();
        for (Cookie cookie : set) {
            context.response().removeCookies(cookie.getName(), false);
            if (OURS.matcher(cookie.getName()).matches()) {
                boolean session = cookie.getName().startsWith(SESSION);
                context.response()
                        .headers()
                        .add(
                                HttpHeaders.SET_COOKIE,
                                Cookie.cookie(PREFIX + cookie.getName(), cookie.getValue())
                                        .setPath("/")
                                        .setMaxAge(cookie.getMaxAge())
                                        .setSecure(true)
                                        .setHttpOnly(true)
                                        .setSameSite(session ? CookieSameSite.STRICT : CookieSameSite.LAX)
                                        .encode());
            }
        }
    }
}

package org.tellers.gateway;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The session of a person at HQ's origin. The door is the OAuth client (RFC 10017, "backend for frontend"): tokens are
 * in cookies that only it can open, the browser's scripts never see one. A program may bring its own token instead, and
 * then has no session.
 *
 * <p>Pages are the same for everyone and need no session, so no redirect of the sign-in depends on the session's
 * cookie, which the browser keeps back on the way from another site.
 */
@Singleton
class HqSession {

    private static final Logger LOG = Logger.getLogger(HqSession.class);

    /** Where the provider sends the browser back to. */
    static final String CALLBACK = "/session/callback";

    /** Where signing out begins. */
    static final String SIGN_OUT = "/session/sign-out";

    /** Where the provider sends the browser when the session has ended there too. */
    static final String SIGNED_OUT = "/session/signed-out";

    private static final String SIGN_IN = "/session/sign-in";
    private static final String SESSION = "/api/session";

    private final Vertx vertx;
    private final HttpAuthenticator authenticator;

    @Inject
    HqSession(Vertx vertx, HttpAuthenticator authenticator) {
        this.vertx = vertx;
        this.authenticator = authenticator;
    }

    /**
     * Whether a change comes from a page of this origin: other sites cannot send this header without being asked for
     * it, and a browser that tells where a request comes from must say that it comes from here.
     */
    static boolean isOurPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return "1".equals(request.getHeader("Tellers-Request")) && (site == null || site.equals("same-origin"));
    }

    /** Answers if the path is about the session. */
    boolean answer(RoutingContext context) {
        switch (String.valueOf(context.request().path())) {
            case SIGN_IN -> signIn(context);
            case CALLBACK -> back(context);
            case SIGN_OUT -> signOut(context);
            case SIGNED_OUT -> redirect(context, "/");
            case SESSION -> tell(context);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The access token of the session, renewed if it is about to end, or why there is none. */
    void token(RoutingContext context, Consumer<String> then, Consumer<Refusal> otherwise) {
        identify(context, identity -> then.accept(tokenOf(identity)), otherwise);
    }

    private void signIn(RoutingContext context) {
        SessionCookies.forget(context.request());
        on(
                authenticator.getChallenge(context),
                challenge -> {
                    HttpServerResponse response = context.response().setStatusCode(challenge.status);
                    for (Map.Entry<CharSequence, String> header :
                            challenge.getHeaders().entrySet()) {
                        response.putHeader(header.getKey(), header.getValue());
                    }
                    response.end();
                },
                failure -> failed(context, failure));
    }

    /** Back from the provider: its code is exchanged for tokens, and the browser goes on to the app. */
    private void back(RoutingContext context) {
        SessionCookies.forget(context.request());
        on(authenticator.attemptAuthentication(context), _ -> redirect(context, "/?sign-in=failed"), failure -> {
            // The framework tells a success by sending the browser to the address without the code.
            if (failure instanceof AuthenticationRedirectException) {
                redirect(context, "/");
            } else {
                failed(context, failure);
            }
        });
    }

    private void signOut(RoutingContext context) {
        if (!SessionCookies.present(context.request())) {
            redirect(context, "/");
            return;
        }
        on(
                authenticator.attemptAuthentication(context),
                _ -> {
                    SessionCookies.end(context);
                    redirect(context, "/");
                },
                failure -> {
                    SessionCookies.end(context);
                    redirect(context, failure instanceof AuthenticationRedirectException e ? e.getRedirectUri() : "/");
                });
    }

    private void tell(RoutingContext context) {
        identify(
                context,
                identity -> answer(
                        context,
                        new JsonObject()
                                .put("signedIn", true)
                                .put("user", identity.getPrincipal().getName())
                                .put("name", nameOf(identity))
                                .put(
                                        "roles",
                                        new JsonArray(identity.getRoles().stream()
                                                .sorted()
                                                .toList()))),
                refusal -> {
                    if (refusal == Refusal.SIGN_IN) {
                        answer(context, new JsonObject().put("signedIn", false));
                    } else {
                        refusal.send(context.response());
                    }
                });
    }

    private void identify(RoutingContext context, Consumer<SecurityIdentity> then, Consumer<Refusal> otherwise) {
        if (!SessionCookies.present(context.request())) {
            otherwise.accept(Refusal.SIGN_IN);
            return;
        }
        on(
                authenticator.attemptAuthentication(context),
                identity -> {
                    if (identity == null || identity.isAnonymous()) {
                        SessionCookies.end(context);
                        otherwise.accept(Refusal.SIGN_IN);
                    } else {
                        then.accept(identity);
                    }
                },
                failure -> {
                    if (isOutOfReach(failure)) {
                        LOG.warnf("sign-in: the provider is out of reach (%s)", failure);
                        otherwise.accept(Refusal.SIGN_IN_UNREACHABLE);
                    } else {
                        LOG.debugf(failure, "session refused");
                        SessionCookies.end(context);
                        otherwise.accept(Refusal.SIGN_IN);
                    }
                });
    }

    private static void failed(RoutingContext context, Throwable failure) {
        // Its message may quote a token's claims, and those name a person.
        LOG.warnf("sign-in failed: %s", failure.getClass().getSimpleName());
        redirect(context, isOutOfReach(failure) ? "/?sign-in=unreachable" : "/?sign-in=failed");
    }

    /** Whether the provider did not answer, as opposed to saying no. */
    private static boolean isOutOfReach(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException
                    // The framework passes on the cause of a broken connection, and this is what it has without one.
                    || cause instanceof NullPointerException
                    // What it says of a provider that it has not met yet.
                    || (cause instanceof OIDCException && "OIDC Server is not available".equals(cause.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    private static String tokenOf(SecurityIdentity identity) {
        return identity.getCredential(AccessTokenCredential.class).getToken();
    }

    private static String nameOf(SecurityIdentity identity) {
        String name = identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim("name") : null;
        return name == null ? identity.getPrincipal().getName() : name;
    }

    private static void redirect(RoutingContext context, String location) {
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, location)
                .end();
    }

    private static void answer(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.encode());
    }

    /** The outcome on the request's own event loop, whoever brings it. */
    private <T> void on(Uni<T> outcome, Consumer<@Nullable T> item, Consumer<Throwable> failure) {
        Context here = vertx.getOrCreateContext();
        outcome.subscribe()
                .with(
                        found -> here.runOnContext(_ -> item.accept(found)),
                        fault -> here.runOnContext(_ -> failure.accept(fault)));
    }
}

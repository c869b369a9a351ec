package org.tellers.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Decides about every request of both origins: a page of ours, a service's answer, or a refusal. */
@Singleton
class Door {

    private static final Logger LOG = Logger.getLogger(Door.class);

    /** How long what is left of a refused request is read and dropped, so that its sender gets to read the answer. */
    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;
    private final GatewayConfig config;
    private final Admission admission;
    private final Services services;
    private final WebApps apps;
    private final TurnoutPages turnout;
    private final ApiPages apiPages;
    private final HqSession session;
    private final ProgressStreams progress;

    @Inject
    Door(
            Vertx vertx,
            GatewayConfig config,
            Admission admission,
            Services services,
            WebApps apps,
            TurnoutPages turnout,
            ApiPages apiPages,
            HqSession session,
            ProgressStreams progress) {
        this.vertx = vertx;
        this.config = config;
        this.admission = admission;
        this.services = services;
        this.apps = apps;
        this.turnout = turnout;
        this.apiPages = apiPages;
        this.session = session;
        this.progress = progress;
    }

    /** A request at the voters' origin. */
    void voters(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<ApiRoutes.ApiRoute> route = route(Origin.VOTERS, request);
        context.addHeadersEndHandler(_ -> {
            SecurityHeaders.set(Origin.VOTERS, context.response());
            if (route.isPresent()) {
                SecurityHeaders.keeping(route.get().keeping(), context.response());
                if (isReport(request)) {
                    SecurityHeaders.report(context.response());
                }
            } else if (apps.verify().isImmutable(request.path())
                    || apps.voting().isImmutable(request.path())) {
                SecurityHeaders.immutable(context.response());
            } else {
                turnout.headers(request.path(), context.response());
            }
        });
        if (route.isPresent()) {
            whole(
                    context,
                    body -> admitted(context, () -> services.forward(context, Origin.VOTERS, route.get(), body)));
        } else if (!reads(request)
                || !(turnout.answer(request, context.response())
                        || apps.verify().answer(request, context.response())
                        || apps.voting().answer(request, context.response()))) {
            refuse(context, Refusal.NOT_HERE);
        }
    }

    /** A request at HQ's origin. */
    void hq(RoutingContext context) {
        HttpServerRequest request = context.request();
        SessionCookies.receive(request);
        context.addHeadersEndHandler(_ -> {
            SecurityHeaders.set(Origin.HQ, context.response());
            SessionCookies.send(context);
            if (ApiPages.isOne(request.path())) {
                SecurityHeaders.swagger(context.response());
            } else if (isReport(request)) {
                SecurityHeaders.report(context.response());
            } else if (apps.admin().isImmutable(request.path())) {
                SecurityHeaders.immutable(context.response());
            }
        });
        Optional<ApiRoutes.ApiRoute> route = route(Origin.HQ, request);
        if (route.isEmpty()) {
            if (!reads(request)
                    || !(session.answer(context)
                            || turnout.tell(request, context.response())
                            || apiPages.answer(request, context.response())
                            || apps.admin().answer(request, context.response()))) {
                refuse(context, Refusal.NOT_HERE);
            }
        } else if (declared(request) > limit(route.get())) {
            refuse(context, Refusal.tooLarge(limit(route.get())));
        } else if (!route.get().signedIn() || hasBearer(request)) {
            request.pause();
            passToService(context, route.get());
        } else if (!reads(request) && !HqSession.isOurPage(request)) {
            refuse(context, SessionCookies.present(request) ? Refusal.FOREIGN_WRITE : Refusal.SIGN_IN);
        } else {
            request.pause();
            session.token(
                    context,
                    token -> {
                        request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
                        passToService(context, route.get());
                    },
                    refusal -> refuse(context, refusal));
        }
    }

    private void passToService(RoutingContext context, ApiRoutes.ApiRoute route) {
        if (ProgressStreams.isAsked(context.request())) {
            progress.open(context, route);
        } else {
            admitted(context, () -> services.forward(context, Origin.HQ, route, limit(route)));
        }
    }

    /** No more than the service takes: it would hang up in the middle, and the sender would learn nothing. */
    private long limit(ApiRoutes.ApiRoute route) {
        return route.service().equals("membership") ? config.registerBody() : config.hqBody();
    }

    private static boolean isReport(HttpServerRequest request) {
        return request.path() != null && ApiRoutes.isReport(request.path());
    }

    private static Optional<ApiRoutes.ApiRoute> route(Origin origin, HttpServerRequest request) {
        String path = request.path();
        return path == null
                ? Optional.empty()
                : ApiRoutes.find(origin, request.method().name(), path);
    }

    /** Reads a voter's body whole, so that a slow line keeps no service waiting. */
    private void whole(RoutingContext context, Consumer<Buffer> then) {
        HttpServerRequest request = context.request();
        int limit = config.votersBody();
        if (declared(request) > limit) {
            refuse(context, Refusal.tooLarge(limit));
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (context.response().ended()) {
                return;
            }
            if (body.length() + chunk.length() > limit) {
                refuse(context, Refusal.tooLarge(limit));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> {
            if (!context.response().ended()) {
                then.accept(body);
            }
        });
        request.resume();
    }

    private void admitted(RoutingContext context, Runnable forward) {
        admission.ask(new Admission.Entrance() {
            @Override
            public void enter(Admission.Place place) {
                if (context.response().closed() || context.response().ended()) {
                    place.leave();
                    return;
                }
                context.addEndHandler(_ -> place.leave());
                try {
                    forward.run();
                } catch (RuntimeException e) {
                    place.leave();
                    LOG.error("a request could not be passed on", e);
                    refuse(context, Refusal.BROKEN);
                }
            }

            @Override
            public void refused() {
                refuse(context, Refusal.BUSY);
            }
        });
    }

    private void refuse(RoutingContext context, Refusal refusal) {
        HttpServerRequest request = context.request();
        refusal.send(context.response());
        if (!request.isEnded()) {
            request.handler(_ -> {});
            request.resume();
            if (refusal.last()) {
                vertx.setTimer(LINGER_MILLIS, _ -> request.connection().close());
            }
        }
    }

    private static boolean reads(HttpServerRequest request) {
        String method = request.method().name();
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean hasBearer(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    /** The length that the request says it has; a length that is no number was refused before. */
    private static long declared(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}

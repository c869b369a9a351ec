package org.tellers.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands a request that may pass to its service, and the answer back. */
@Singleton
class Services {

    private static final Logger LOG = Logger.getLogger(Services.class);

    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;
    private final GatewayConfig config;
    private final HttpClient client;
    private final MeterRegistry metrics;

    @Inject
    Services(Vertx vertx, GatewayConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = metrics;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(config.concurrent())
                .setConnectTimeout((int) config.connect().toMillis())
                .setKeepAliveTimeout(20));
    }

    /**
     * Forwards a request whose body was read already.
     *
     * @param body the whole body, empty for none
     */
    void forward(RoutingContext request, Origin origin, ApiRoutes.ApiRoute route, Buffer body) {
        forward(request, origin, route, body.length() == 0 ? null : Body.body(body), null);
    }

    /** Forwards a request while its body comes in, up to the limit. */
    void forward(RoutingContext request, Origin origin, ApiRoutes.ApiRoute route, long limit) {
        LimitedBody limited = new LimitedBody(request.request(), limit);
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean none = length == null && request.request().getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
        forward(
                request,
                origin,
                route,
                none ? null : Body.body(limited, length == null ? -1 : Long.parseLong(length)),
                limited);
    }

    /**
     * What a service answers to a GET.
     *
     * @param status HTTP status
     * @param type of the body
     * @param body the body
     */
    record Look(int status, String type, Buffer body) {}

    /** Asks a service for a document on behalf of a person at HQ's origin, for no longer than they hear nothing. */
    Future<Look> look(ApiRoutes.ApiRoute route, String uri, String authorization) {
        URI service = address(route);
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(service.getHost())
                        .setPort(service.getPort())
                        .setURI(uri)
                        .setConnectTimeout(config.connect().toMillis())
                        .setIdleTimeout(config.progress().heartbeat().toMillis())
                        .putHeader(HttpHeaders.ACCEPT, "application/json")
                        .putHeader(HttpHeaders.AUTHORIZATION, authorization))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body()
                        .map(body -> new Look(
                                response.statusCode(),
                                Objects.requireNonNullElse(
                                        response.getHeader(HttpHeaders.CONTENT_TYPE), "application/problem+json"),
                                body)));
    }

    private URI address(ApiRoutes.ApiRoute route) {
        URI service = config.services().get(route.service());
        if (service == null) {
            throw new IllegalStateException("no address of service " + route.service());
        }
        return service;
    }

    private void forward(
            RoutingContext request,
            Origin origin,
            ApiRoutes.ApiRoute route,
            @Nullable Body body,
            @Nullable LimitedBody limited) {
        URI service = address(route);
        Duration silence = origin == Origin.VOTERS ? config.votersSilence() : config.hqSilence();
        RequestOptions target = new RequestOptions()
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setConnectTimeout(config.connect().toMillis())
                .setIdleTimeout(silence.toMillis());
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(proxied -> proxied.client()
                        .request(target)
                        .onSuccess(Services::expectFailure)
                        .recover(Unreachable::because))
                .addInterceptor(new Passing(origin, route, body, limited))
                .handle(request.request());
    }

    /** No connection, so certainly nothing was received. */
    private static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(Throwable cause) {
            super(cause.getClass().getSimpleName(), null, false, false);
        }

        static <T> Future<T> because(Throwable cause) {
            return Future.failedFuture(new Unreachable(cause));
        }
    }

    private final class Passing implements ProxyInterceptor {
        private final Origin origin;
        private final ApiRoutes.ApiRoute route;
        private final @Nullable Body body;
        private final @Nullable LimitedBody limited;

        Passing(Origin origin, ApiRoutes.ApiRoute route, @Nullable Body body, @Nullable LimitedBody limited) {
            this.origin = origin;
            this.route = route;
            this.body = body;
            this.limited = limited;
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            Set<String> dropped = request.headers().names().stream()
                    .filter(name -> !origin.passes(name) && !route.passes(name))
                    .collect(Collectors.toSet());
            dropped.forEach(request.headers()::remove);
            if (!route.signedIn()) {
                request.headers().remove(HttpHeaders.AUTHORIZATION);
            }
            setBody(request, body);
            return context.sendRequest().recover(failure -> Future.succeededFuture(failed(request, failure)));
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            ProxyResponse response = context.response();
            count(response.getStatusCode());
            if (response.getStatusCode() >= 400
                    && response.headers().get(HttpHeaders.CONTENT_TYPE) == null
                    && !request(context).equals("HEAD")) {
                answer(response, bare(response.getStatusCode()));
            }
            return context.sendResponse();
        }

        private Refusal bare(int status) {
            return status == 413
                    ? new Refusal(413, "body-too-large", "The request is larger than this part takes.", null, false)
                    : Refusal.bare(status);
        }

        private ProxyResponse failed(ProxyRequest request, Throwable failure) {
            Refusal refusal;
            if (limited != null && limited.exceeded()) {
                refusal = Refusal.tooLarge(limited.limit());
            } else {
                refusal = failure instanceof Unreachable ? Refusal.UNREACHABLE : Refusal.NO_ANSWER;
                // Neither path nor address: a path on the voters' origin names a ballot's credential.
                LOG.warnf(
                        "service %s: %s (%s)",
                        route.service(), refusal.code(), failure.getClass().getSimpleName());
            }
            request.proxiedRequest().resume();
            if (refusal.last()) {
                vertx.setTimer(
                        LINGER_MILLIS,
                        _ -> request.proxiedRequest().connection().close());
            }
            ProxyResponse response = request.response();
            response.setStatusCode(refusal.status());
            answer(response, refusal);
            return response;
        }

        private void answer(ProxyResponse response, Refusal refusal) {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
            if (refusal.retryAfter() != null) {
                response.putHeader(HttpHeaders.RETRY_AFTER, refusal.retryAfter().toString());
            }
            if (refusal.last()) {
                response.putHeader(HttpHeaders.CONNECTION, "close");
            }
            response.setBody(Body.body(Buffer.buffer(refusal.body())));
        }

        private String request(ProxyContext context) {
            return context.request().proxiedRequest().method().name();
        }

        private void count(int status) {
            metrics.counter(
                            "tellers_gateway_answers",
                            "origin",
                            origin.name().toLowerCase(java.util.Locale.ROOT),
                            "service",
                            route.service(),
                            "status",
                            status / 100 + "xx")
                    .increment();
        }
    }

    /** A failure is answered where the response is awaited; without a handler it would be logged as an error as well. */
    private static void expectFailure(HttpClientRequest request) {
        request.exceptionHandler(_ -> {});
    }

    /** The proxy's own type takes null for "no body" without saying so. */
    @SuppressWarnings("NullAway")
    private static void setBody(ProxyRequest request, @Nullable Body body) {
        request.setBody(body);
    }
}

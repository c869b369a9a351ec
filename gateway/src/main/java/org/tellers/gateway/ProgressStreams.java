package org.tellers.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far long work is, as server-sent events: each event is the document that a GET of the same address answers, sent
 * whenever it changed. The door looks at the service for the browser, with the token of the person who asked, so the
 * service decides at every look whether they may still see it (docs/decisions, 10).
 */
@Singleton
class ProgressStreams {

    private static final String EVENTS = "text/event-stream";

    /** What changes by itself before people's eyes: an import, the credentials, the messages, the count. */
    private static final Pattern LONG_WORK = Pattern.compile("/api/(?:membership/imports/[0-9a-f-]{36}"
            + "|(?:notification/ballots/[0-9A-Za-z]{1,64}/(?:credentials|messages(?:/[0-9a-f-]{36})?))"
            + "|reporting/ballots/[0-9A-Za-z]{1,64}/counting)");

    private static final Refusal TOO_MANY = new Refusal(
            429,
            "too-many-streams",
            "Too many streams of progress are open. Close one, or ask for the document itself from time to time.",
            30,
            false);

    private final Vertx vertx;
    private final GatewayConfig.Progress config;
    private final Admission admission;
    private final Services services;
    private final Set<Stream> open = new HashSet<>();

    @Inject
    ProgressStreams(Vertx vertx, GatewayConfig config, Admission admission, Services services, MeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config.progress();
        this.admission = admission;
        this.services = services;
        metrics.gauge("tellers_gateway_progress_streams", this, ProgressStreams::count);
    }

    /** Whether a request at HQ's origin asks for a stream, and there is one at its address. */
    static boolean isAsked(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        String path = request.path();
        return request.method().equals(HttpMethod.GET)
                && accept != null
                && accept.contains(EVENTS)
                && path != null
                && LONG_WORK.matcher(path).matches();
    }

    /** Opens the stream that a request with a token asks for, or says why not. */
    void open(RoutingContext context, ApiRoutes.ApiRoute route) {
        HttpServerRequest request = context.request();
        request.handler(_ -> {});
        request.resume();
        Stream stream = new Stream(context.response(), route, request.uri(), authorization(request));
        if (!enter(stream)) {
            TOO_MANY.send(context.response());
            return;
        }
        context.addEndHandler(_ -> stream.ended());
        stream.look();
    }

    /** Browsers open them again, at another door. */
    void stop(@Observes ShutdownEvent event) {
        List<Stream> streams;
        synchronized (this) {
            streams = new ArrayList<>(open);
        }
        streams.forEach(Stream::end);
    }

    synchronized int count() {
        return open.size();
    }

    private synchronized boolean enter(Stream stream) {
        return open.size() < config.streams()
                && open.stream()
                                .filter(other -> other.authorization.equals(stream.authorization))
                                .count()
                        < config.each()
                && open.add(stream);
    }

    private synchronized void leave(Stream stream) {
        open.remove(stream);
    }

    private static String authorization(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)).orElse("");
    }

    /** One stream, on the event loop of its request. */
    private final class Stream {

        private final HttpServerResponse response;
        private final ApiRoutes.ApiRoute route;
        private final String uri;
        private final String authorization;
        private @Nullable Buffer last;
        private long changed;
        private long written;
        private boolean over;

        Stream(HttpServerResponse response, ApiRoutes.ApiRoute route, String uri, String authorization) {
            this.response = response;
            this.route = route;
            this.uri = uri;
            this.authorization = authorization;
        }

        void look() {
            if (over) {
                return;
            }
            // A reader who is slow is sent what is true when they are ready.
            if (response.writeQueueFull()) {
                lookLater();
                return;
            }
            admission.ask(new Admission.Entrance() {
                @Override
                public void enter(Admission.Place place) {
                    services.look(route, uri, authorization).onComplete(look -> {
                        place.leave();
                        if (!over) {
                            saw(look);
                        }
                    });
                }

                @Override
                public void refused() {
                    if (response.headWritten()) {
                        waited();
                    } else {
                        Refusal.BUSY.send(response);
                    }
                }
            });
        }

        private void saw(AsyncResult<Services.Look> look) {
            boolean begun = response.headWritten();
            if (look.failed()) {
                if (begun) {
                    waited();
                } else {
                    Refusal.UNREACHABLE.send(response);
                }
            } else if (look.result().status() == 200) {
                tell(look.result().body());
            } else if (!begun) {
                response.setStatusCode(look.result().status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, look.result().type())
                        .end(look.result().body());
            } else if (look.result().status() < 500) {
                end();
            } else {
                waited();
            }
        }

        private void tell(Buffer document) {
            if (!response.headWritten()) {
                response.setChunked(true)
                        .putHeader(HttpHeaders.CONTENT_TYPE, EVENTS)
                        .putHeader("X-Accel-Buffering", "no");
                write("retry: " + config.again().toMillis() + "\n\n");
            }
            if (document.equals(last)) {
                waited();
                return;
            }
            last = document;
            changed = System.nanoTime();
            write("data: " + document.toString().replaceAll("\\R", "\ndata: ") + "\n\n");
            lookLater();
        }

        /** Nothing is new. */
        private void waited() {
            long now = System.nanoTime();
            if (now - changed > config.quiet().toNanos()) {
                end();
                return;
            }
            if (now - written > config.heartbeat().toNanos()) {
                write(": nothing new\n\n");
            }
            lookLater();
        }

        private void write(String text) {
            response.write(text);
            written = System.nanoTime();
        }

        private void lookLater() {
            vertx.setTimer(config.lookEvery().toMillis(), _ -> look());
        }

        void end() {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        }

        void ended() {
            over = true;
            leave(this);
        }
    }
}

package org.tellers.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds what the services have to do at the same time. A few more requests wait for their turn, in order and not for
 * long; the others are refused at once, which costs less than an answer that comes too late.
 */
@Singleton
class Admission {

    private final Vertx vertx;
    private final int places;
    private final int chairs;
    private final long patience;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int inside;

    @Inject
    Admission(Vertx vertx, GatewayConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.places = config.concurrent();
        this.chairs = config.waiting();
        this.patience = config.patience().toMillis();
        metrics.gauge("tellers_gateway_inside", this, Admission::inside);
        metrics.gauge("tellers_gateway_waiting", this, Admission::waiting);
    }

    /** One request's place; leaving twice is leaving once. */
    final class Place {
        private final AtomicBoolean left = new AtomicBoolean();

        private Place() {}

        void leave() {
            if (left.compareAndSet(false, true)) {
                next();
            }
        }
    }

    /** What happens to a request; exactly one of the two is called, on the caller's own event loop. */
    interface Entrance {
        void enter(Place place);

        void refused();
    }

    void ask(Entrance entrance) {
        Waiting waiting = null;
        boolean entered = false;
        synchronized (this) {
            if (inside < places) {
                inside++;
                entered = true;
            } else if (queue.size() < chairs) {
                waiting = new Waiting(vertx.getOrCreateContext(), entrance);
                queue.add(waiting);
            }
        }
        if (entered) {
            entrance.enter(new Place());
        } else if (waiting == null) {
            entrance.refused();
        } else {
            Waiting patient = waiting;
            patient.timer = vertx.setTimer(patience, _ -> {
                boolean gone;
                synchronized (this) {
                    gone = queue.remove(patient);
                }
                if (gone) {
                    entrance.refused();
                }
            });
        }
    }

    synchronized int inside() {
        return inside;
    }

    synchronized int waiting() {
        return queue.size();
    }

    private void next() {
        Waiting first;
        synchronized (this) {
            first = queue.poll();
            if (first == null) {
                inside--;
                return;
            }
        }
        vertx.cancelTimer(first.timer);
        first.context.runOnContext(_ -> first.entrance.enter(new Place()));
    }

    private static final class Waiting {
        private final io.vertx.core.Context context;
        private final Entrance entrance;
        private volatile long timer = -1;

        Waiting(io.vertx.core.Context context, Entrance entrance) {
            this.context = context;
            this.entrance = entrance;
        }
    }
}

package org.tellers.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Runs the {@link Relay} on a thread of its own while the service runs; no request ever waits for Kafka. */
@ApplicationScoped
class OutboxRelay {

    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final Relay relay;
    private final boolean enabled;
    private @Nullable Thread thread;

    @Inject
    OutboxRelay(
            DataSource database,
            Producers producers,
            EventsConfig config,
            @ConfigProperty(name = "tellers.service") String service,
            MeterRegistry meters) {
        this.relay = new Relay(database, () -> producers.make(service + "-outbox"), config, service, meters);
        this.enabled = config.relay().enabled();
        Gauge.builder("tellers.outbox.unsent.age", relay, Relay::unsentAge)
                .baseUnit("seconds")
                .description("Upper bound of the age of the oldest unsent fact; 0 when everything is sent")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            thread = Thread.ofPlatform().daemon().name("outbox-relay").start(relay);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        relay.stop();
        if (thread != null) {
            thread.join(STOP_WAIT);
        }
    }
}

package org.tellers.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.tellers.notification.suppression.Suppressions;

/** Gives the alarm when a domain defers or blocks mails, and drops what belongs to no ballot when its time is over. */
@ApplicationScoped
class DeliveryUpkeep {

    private static final Logger LOG = Logger.getLogger(DeliveryUpkeep.class);

    private final EntityManager database;
    private final DomainViews views;
    private final Suppressions suppressions;
    private final DeliverySettings settings;
    private final Clock clock;
    private final AtomicInteger inAlarm;
    private Set<Alarm> known = Set.of();

    DeliveryUpkeep(
            EntityManager database,
            DomainViews views,
            Suppressions suppressions,
            DeliverySettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.views = views;
        this.suppressions = suppressions;
        this.settings = settings;
        this.clock = clock;
        this.inAlarm = meters.gauge("tellers.mail.domains.alarmed", new AtomicInteger());
    }

    private record Alarm(String ballot, String domain) {}

    @Scheduled(every = "{tellers.delivery-reports.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            QuarkusTransaction.requiringNew().run(this::dropWhatIsOld);
            giveAlarms();
        } catch (RuntimeException e) {
            LOG.warnf("Domains are looked at later: %s", e.getClass().getSimpleName());
        }
    }

    private void giveAlarms() {
        Set<Alarm> now = new HashSet<>();
        List<String> ballots = QuarkusTransaction.requiringNew().call(views::troubled);
        for (String ballot : ballots) {
            for (DomainFigures.Domain domain : QuarkusTransaction.requiringNew()
                    .call(() -> views.domains(ballot))
                    .alarmed()) {
                Alarm alarm = new Alarm(ballot, domain.name());
                now.add(alarm);
                if (!known.contains(alarm)) {
                    LOG.warnf(
                            "Ballot %s: %s defers %d and blocks %d of %d mails; see the deliveries by domain",
                            ballot,
                            domain.name(),
                            domain.counts().deferred(),
                            domain.counts().blocked(),
                            domain.counts().sent());
                }
            }
        }
        known = now;
        inAlarm.set(now.size());
    }

    private void dropWhatIsOld() {
        suppressions.forget(settings.suppressFor());
        database.createNativeQuery("delete from delivery_report where dispatch_id is null and received_at < :before")
                .setParameter(
                        "before", clock.instant().minus(settings.keepAside()).atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}

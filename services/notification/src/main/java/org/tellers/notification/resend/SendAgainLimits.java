package org.tellers.notification.resend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.service.Sealer;

/**
 * How often each member can have the code sent once more: the times of a period all at once, then one after each part of
 * it. Kept in the database, so that replicas share it and a restart does not forget it. One instant tells all: how far the
 * times that were taken reach when each takes its part of the period.
 */
@ApplicationScoped
class SendAgainLimits {

    private static final String PURPOSE = "send-again";

    private final EntityManager database;
    private final Clock clock;
    private final Sealer sealer;
    private final int times;
    private final Duration part;

    SendAgainLimits(
            EntityManager database,
            SendAgainSettings settings,
            Clock clock,
            @ConfigProperty(name = "tellers.seal-key-file") Path keyFile) {
        this.database = database;
        this.clock = clock;
        this.sealer = Sealer.fromFile(keyFile);
        this.times = settings.inPeriod();
        this.part = settings.period().dividedBy(times).truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether this member may have the code once more now; if so, it counts. Inside the caller's transaction. */
    boolean admit(String ballot, UUID entry) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.createNativeQuery("""
                        insert into send_again_limit as l (key, ballot, used_up_to) values (:key, :ballot, :first)
                        on conflict (key) do update
                        set used_up_to = greatest(l.used_up_to, :now) + :micros * interval '1 microsecond'
                        where l.used_up_to <= :latest""")
                        .setParameter("key", sealer.hash(entry.toString(), PURPOSE))
                        .setParameter("ballot", ballot)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("first", now.plus(part).atOffset(ZoneOffset.UTC))
                        .setParameter(
                                "latest", now.plus(part.multipliedBy(times - 1)).atOffset(ZoneOffset.UTC))
                        .setParameter("micros", part.toNanos() / 1_000)
                        .executeUpdate()
                == 1;
    }
}

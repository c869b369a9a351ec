package org.tellers.membership.selfservice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * How many links leave: a few an hour for each member, so that nobody can flood a mailbox, then one after each part of an
 * hour. Kept in the database, so that replicas share it and a restart does not forget it. One instant tells all: how far
 * the links that were taken reach when each takes its part of an hour.
 */
@ApplicationScoped
class LinkLimits {

    private final EntityManager database;
    private final Clock clock;
    private final int links;
    private final Duration part;

    @Inject
    LinkLimits(EntityManager database, SelfServiceSettings settings, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.links = settings.linksAnHour();
        this.part = Duration.ofHours(1).dividedBy(links).truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether this member may get one more link now; if so, it counts. Inside the caller's transaction. */
    boolean takes(UUID member) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.createNativeQuery("""
                        insert into link_limit as l (member_id, used_up_to) values (:member, :first)
                        on conflict (member_id) do update
                        set used_up_to = greatest(l.used_up_to, :now) + :micros * interval '1 microsecond'
                        where l.used_up_to <= :latest""")
                        .setParameter("member", member)
                        .setParameter("now", now)
                        .setParameter("first", now.plus(part))
                        .setParameter("latest", now.plus(part.multipliedBy(links - 1)))
                        .setParameter("micros", part.toNanos() / 1_000)
                        .executeUpdate()
                == 1;
    }

    /** Forgets what does not count any more; inside the caller's transaction. */
    void forget() {
        database.createNativeQuery("delete from link_limit where used_up_to <= :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}

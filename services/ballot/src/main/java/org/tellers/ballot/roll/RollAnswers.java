package org.tellers.ballot.roll;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.contracts.notification.EntryRefused;
import org.tellers.contracts.notification.ExclusionSettled;
import org.tellers.contracts.notification.ReserveCounted;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;

/** What became of late joiners and leavers, as notification heard it from voting; {@link RollRounds} counts them anew. */
@ApplicationScoped
class RollAnswers implements FactReader {

    private final EntityManager database;
    private final Ballots ballots;
    private final Exclusions exclusions;
    private final Reserves reserves;
    private final Inbox inbox;

    @Inject
    RollAnswers(EntityManager database, Ballots ballots, Exclusions exclusions, Reserves reserves, Inbox inbox) {
        this.database = database;
        this.ballots = ballots;
        this.exclusions = exclusions;
        this.reserves = reserves;
        this.inbox = inbox;
    }

    @Incoming("notification-rolls")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(ExclusionSettled.class, this::settled)
                .on(EntryRefused.class, this::refused)
                .on(ReserveCounted.class, reserves::counted);
    }

    private void settled(ExclusionSettled fact) {
        if (!fact.excluded() && fact.reason() == null) {
            throw new IllegalArgumentException("an exclusion was refused without a reason");
        }
        ballots.lockIfKnown(fact.ballot())
                .ifPresent(row -> exclusions.settled(row, fact.entryId(), fact.excluded() ? null : fact.reason()));
    }

    private void refused(EntryRefused fact) {
        ballots.lockIfKnown(fact.ballot())
                .ifPresent(row -> database.createNativeQuery("""
                    UPDATE roll_entry SET refusal = :reason
                    WHERE ballot = :ballot AND entry_id = :entry AND state = 'ENTITLED'\
                    """)
                        .setParameter("reason", fact.reason())
                        .setParameter("ballot", row.uuid)
                        .setParameter("entry", fact.entryId())
                        .executeUpdate());
    }
}

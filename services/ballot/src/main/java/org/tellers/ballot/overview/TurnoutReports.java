package org.tellers.ballot.overview;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;

/** Keeps the latest number of votes cast, for the overview. */
@ApplicationScoped
class TurnoutReports implements FactReader {

    private final EntityManager store;
    private final Inbox inbox;

    @Inject
    TurnoutReports(EntityManager store, Inbox inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    @Incoming("voting-turnout")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers().on(VotesCounted.class, this::counted);
    }

    /** Votes cast as last announced; empty before the first announcement. */
    Optional<Integer> votes(String ballot) {
        return Optional.ofNullable(store.find(TurnoutRow.class, ballot)).map(row -> row.votes);
    }

    private void counted(VotesCounted fact) {
        if (store.find(BallotRow.class, fact.ballot()) == null) {
            return;
        }
        TurnoutRow row = store.find(TurnoutRow.class, fact.ballot());
        if (row == null) {
            row = new TurnoutRow();
            row.ballot = fact.ballot();
            row.batch = fact.batch();
            row.votes = fact.cast();
            store.persist(row);
        } else if (fact.batch() > row.batch) {
            row.batch = fact.batch();
            row.votes = fact.cast();
        }
    }
}

package org.tellers.ballot.decisions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Person;

/** Who did what to a ballot, when and why; lines are added in the transaction of the deed and never changed. */
@ApplicationScoped
public class DecisionLog {

    private static final String PLATFORM = "platform";

    private final EntityManager store;
    private final Clock clock;

    @Inject
    DecisionLog(EntityManager store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Adds a line.
     *
     * @param who the person; null for what the platform did by its own clock or on another service's report
     * @param from the state before, null for a new ballot
     * @param why the reason given, if one was
     */
    public void write(
            String ballot,
            @Nullable Person who,
            String action,
            @Nullable BallotState from,
            BallotState to,
            @Nullable String why) {
        DecisionRow row = new DecisionRow();
        row.ballot = ballot;
        row.at = clock.instant();
        row.who = who == null ? PLATFORM : who.name();
        row.whoSubject = who == null ? null : who.subject();
        row.action = action;
        row.fromState = from == null ? null : from.word();
        row.toState = to.word();
        row.why = why;
        store.persist(row);
    }
}

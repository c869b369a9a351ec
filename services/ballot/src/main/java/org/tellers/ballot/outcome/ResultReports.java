package org.tellers.ballot.outcome;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Milestone;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;
import org.tellers.events.SubjectUnknown;

/** Follows what reporting decides after the close; keeps no figure of the result. */
@ApplicationScoped
class ResultReports implements FactReader {

    private final Ballots ballots;
    private final Inbox inbox;

    @Inject
    ResultReports(Ballots ballots, Inbox inbox) {
        this.ballots = ballots;
        this.inbox = inbox;
    }

    @Incoming("reporting-results")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(ResultCounted.class, fact -> follow(fact.ballot(), Milestone.RESULT_COUNTED))
                .on(ResultDeclared.class, fact -> follow(fact.ballot(), Milestone.RESULT_DECLARED))
                .on(ResultWithheld.class, fact -> follow(fact.ballot(), Milestone.RESULT_WITHHELD));
    }

    private void follow(String ballot, Milestone milestone) throws SubjectUnknown {
        Optional<BallotRow> found = ballots.lockFor(ballot, milestone);
        if (found.isPresent()) {
            ballots.reach(found.get(), milestone);
            ballots.catchUp(found.get());
        }
    }
}

package org.tellers.ballot.outcome;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.decisions.DecisionLog;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Milestone;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultViewed;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;
import org.tellers.events.SubjectUnknown;

/** Follows what reporting decides after the close; keeps no figure of the result. */
@ApplicationScoped
class ResultReports implements FactReader {

    private final Ballots ballots;
    private final DecisionLog log;
    private final Inbox inbox;

    @Inject
    ResultReports(Ballots ballots, DecisionLog log, Inbox inbox) {
        this.ballots = ballots;
        this.log = log;
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
                .on(ResultCounted.class, fact -> follow(fact.ballot(), Milestone.RESULT_COUNTED, null))
                .on(ResultDeclared.class, fact -> follow(fact.ballot(), Milestone.RESULT_DECLARED, null))
                .on(ResultWithheld.class, this::withheld)
                .on(ResultViewed.class, this::viewed);
    }

    private void withheld(ResultWithheld fact) throws SubjectUnknown {
        String review = fact.reviewOn() == null ? "" : " (to be reviewed on " + fact.reviewOn() + ")";
        follow(fact.ballot(), Milestone.RESULT_WITHHELD, fact.reason() + review);
    }

    private void follow(String ballot, Milestone milestone, @Nullable String why) throws SubjectUnknown {
        Optional<BallotRow> found = ballots.lockFor(ballot, milestone);
        if (found.isPresent()) {
            ballots.reach(found.get(), milestone, why);
            ballots.catchUp(found.get());
        }
    }

    // Who looks at figures that members may not see is written down for the members to see.
    private void viewed(ResultViewed fact) {
        ballots.lockIfKnown(fact.ballot())
                .ifPresent(row -> log.writeOfHeadquarters(row.uuid, fact.viewer(), "viewed", row.state));
    }
}

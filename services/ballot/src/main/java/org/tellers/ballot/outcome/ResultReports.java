package org.tellers.ballot.outcome;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.decisions.DecisionLog;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Milestone;
import org.tellers.contracts.reporting.DeclarationProposed;
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
                .on(ResultCounted.class, fact -> follow(fact.ballot(), Milestone.RESULT_COUNTED, null, null))
                .on(DeclarationProposed.class, this::proposed)
                .on(
                        ResultDeclared.class,
                        fact -> follow(fact.ballot(), Milestone.RESULT_DECLARED, fact.confirmedBy(), null))
                .on(ResultWithheld.class, this::withheld)
                .on(ResultViewed.class, this::viewed);
    }

    private void withheld(ResultWithheld fact) throws SubjectUnknown {
        follow(
                fact.ballot(),
                Milestone.RESULT_WITHHELD,
                fact.confirmedBy(),
                withReview(fact.reason(), fact.reviewOn()));
    }

    private static String withReview(String reason, @Nullable LocalDate reviewOn) {
        return reviewOn == null ? reason : reason + " (to be reviewed on " + reviewOn + ")";
    }

    private void follow(String ballot, Milestone milestone, @Nullable String by, @Nullable String why)
            throws SubjectUnknown {
        Optional<BallotRow> found = ballots.lockFor(ballot, milestone);
        if (found.isPresent()) {
            ballots.reach(found.get(), milestone, by, why);
            ballots.catchUp(found.get());
        }
    }

    // Who looks at figures that members may not see is written down for the members to see.
    private void viewed(ResultViewed fact) {
        ballots.lockIfKnown(fact.ballot())
                .ifPresent(
                        row -> log.writeOfHeadquarters(row.uuid, fact.viewer(), "viewed", row.state, row.state, null));
    }

    private void proposed(DeclarationProposed fact) {
        String action = fact.decision().equals("withhold") ? "withholding-proposed" : "declaration-proposed";
        String why = fact.reason() == null ? null : withReview(fact.reason(), fact.reviewOn());
        ballots.lockIfKnown(fact.ballot())
                .ifPresent(
                        row -> log.writeOfHeadquarters(row.uuid, fact.proposedBy(), action, row.state, row.state, why));
    }
}

package org.tellers.ballot.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import java.time.Period;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.service.retention.RetentionResource;
import org.tellers.service.retention.RetentionRule;
import org.tellers.service.retention.RetentionRule.Erasure;
import org.tellers.service.retention.RetentionRules;

/**
 * What this service forgets after a ballot (domain, Data protection): after 90 days what it answered to requests, after six
 * months which member was entitled. The counts of every roll version stay.
 */
@ApplicationScoped
class BallotRetention implements RetentionRules {

    @Override
    public String ballotsClosedBefore() {
        return "SELECT uuid FROM ballot WHERE closes_at < ?";
    }

    @Override
    public List<RetentionRule> rules() {
        return List.of(
                new RetentionRule(
                        "request-answers",
                        "Answers kept for requests that come twice, which name who asked",
                        Period.ofDays(90),
                        List.of(Erasure.rows("answered_request"))),
                new RetentionRule(
                        "roll-entries",
                        "Which member was entitled, and by which admission; whose exclusion was asked for, and whether"
                                + " they had voted",
                        Period.ofMonths(6),
                        List.of(Erasure.rows("exclusion"), Erasure.rows("roll_entry"))));
    }

    /** The certificates of this service. */
    @Path("/api/ballot/retention")
    @Tag(name = "Retention")
    static class Resource extends RetentionResource {}
}

package org.tellers.ballot.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Period;
import java.util.List;
import org.tellers.service.retention.RetentionRule;
import org.tellers.service.retention.RetentionRule.Erasure;
import org.tellers.service.retention.RetentionRules;

/**
 * What HQ wrote about a trigger date (rule R16) is forgotten like other notes of its work, after twelve months. A date may
 * be years after the close, so the period runs from when the last date of the ballot was done or, where it lapsed, had
 * come; a date that nobody follows up lapses after a year, so no note stays for ever. The dates and their texts, which two
 * people approved, stay.
 */
@ApplicationScoped
class FollowUpRetention implements RetentionRules {

    @Override
    public String ballotsClosedBefore() {
        return "SELECT b.uuid FROM ballot b JOIN follow_up f ON f.ballot = b.uuid GROUP BY b.uuid"
                + " HAVING bool_and(f.state IN ('DONE', 'LAPSED'))"
                + " AND greatest(b.closes_at, max(coalesce(f.done_at, f.due_at))) < ?";
    }

    @Override
    public List<RetentionRule> rules() {
        return List.of(new RetentionRule(
                "follow-up-notes",
                "What HQ wrote about a trigger date that was followed up, and who wrote it",
                Period.ofMonths(12),
                List.of(Erasure.columns(
                        "follow_up",
                        "note = NULL, done_by_subject = NULL, done_by_name = NULL",
                        "(note IS NOT NULL OR done_by_subject IS NOT NULL OR done_by_name IS NOT NULL)"))));
    }
}

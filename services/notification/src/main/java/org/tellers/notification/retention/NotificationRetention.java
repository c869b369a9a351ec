package org.tellers.notification.retention;

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
 * What this service forgets after a ballot (domain, Data protection): mail events after 90 days; after six months who had
 * which credential, and with it who has voted. From then on nothing here names a voter; after twelve months the helpdesk's
 * audit goes, too.
 */
@ApplicationScoped
class NotificationRetention implements RetentionRules {

    @Override
    public String ballotsClosedBefore() {
        return "SELECT uuid FROM ballot WHERE closes_at < ?";
    }

    @Override
    public List<RetentionRule> rules() {
        return List.of(
                new RetentionRule(
                        "mail-events",
                        "Which mail was sent when, accepted or refused, what came back, how often a code was asked for"
                                + " again, where the head of the box was sent, and answers kept for requests that come"
                                + " twice",
                        Period.ofDays(90),
                        List.of(
                                Erasure.rows("delivery_report"),
                                Erasure.rows("dispatch"),
                                Erasure.rows("campaign_text"),
                                Erasure.rows("extension_notice"),
                                Erasure.rows("dispatch_run"),
                                Erasure.rows("head_notice"),
                                Erasure.rows("send_again_limit"),
                                Erasure.rows("remembered_answer"))),
                new RetentionRule(
                        "credential-holders",
                        "Which roll entry and member held which credential, whether it was used, and who declined reminders",
                        Period.ofMonths(6),
                        List.of(
                                Erasure.rows("credential_request"),
                                Erasure.rows("credential"),
                                Erasure.rows("opt_out"),
                                Erasure.rows("reissue"),
                                Erasure.rows("roll_entry"))),
                new RetentionRule(
                        "suppression-log",
                        "For which roll entry an address was suppressed, and who lifted it and why",
                        Period.ofMonths(12),
                        List.of(Erasure.rows("suppression_log"))),
                new RetentionRule(
                        "helpdesk-audit",
                        "What the helpdesk did for which roll entry, and who did it",
                        Period.ofMonths(12),
                        List.of(Erasure.rows("helpdesk_audit"))));
    }

    /** The certificates of this service. */
    @Path("/api/notification/retention")
    @Tag(name = "Retention")
    static class Resource extends RetentionResource {}
}

package org.tellers.reporting.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.reporting.counting.Counting;
import org.tellers.reporting.declaration.Declaring;
import org.tellers.reporting.delivery.Deliveries;
import org.tellers.reporting.plan.Plan;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Problem;
import org.tellers.service.VotersOrigin;

/** Makes the report of a declared ballot from what reporting knows, and keeps it. */
@ApplicationScoped
class Reports {

    private final StatutoryRules rules = StatutoryRules.current();

    @Inject
    Declaring declaring;

    @Inject
    Counting counting;

    @Inject
    Clock clock;

    private final VotersOrigin votersOrigin;

    @Inject
    Reports(@ConfigProperty(name = VotersOrigin.SETTING) VotersOrigin votersOrigin) {
        this.votersOrigin = votersOrigin;
    }

    /**
     * The report of a ballot that is locked for this transaction: made when it is first asked for, and again only when the
     * publication policy has changed since.
     */
    ReportText of(Ballot ballot) {
        Instant declaredAt = Declaring.declaredAt(ballot)
                .orElseThrow(() -> Problem.conflict(
                        "result-not-declared",
                        "The result of this ballot is not declared: there is no report before the declaration."));
        KeptReport kept = KeptReport.latest(ballot.uuid)
                .filter(latest -> Objects.equals(latest.policyChangedAt, ballot.policyChangedAt))
                .orElseGet(() -> keep(ballot, declaredAt));
        return new ReportText(kept.text, kept.sha256);
    }

    private KeptReport keep(Ballot ballot, Instant declaredAt) {
        // To the microsecond, as the database keeps it: the text must say what the row says.
        Instant madeAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ReportText text;
        try {
            text = ReportText.of(Report.of(figures(ballot, declaredAt, madeAt), rules));
        } catch (Report.DoesNotReconcile e) {
            throw Problem.conflict(
                    "reconciliation-failed", "The figures disagree, so there is no report: " + e.getMessage());
        }
        KeptReport kept = new KeptReport();
        kept.id = UUID.randomUUID();
        kept.ballot = ballot.uuid;
        kept.text = text.json();
        kept.sha256 = text.sha256();
        kept.policyChangedAt = ballot.policyChangedAt;
        kept.madeAt = madeAt;
        kept.persist();
        return kept;
    }

    private Figures figures(Ballot ballot, Instant declaredAt, Instant madeAt) {
        PublicationPolicy policy = ballot.policy().orElseThrow();
        Deliveries deliveries = Deliveries.of(ballot.uuid);
        return new Figures(
                new Figures.AboutBallot(
                        ballot.uuid,
                        ballot.name,
                        ballot.charterText("/union").orElse(null),
                        ballot.charterText("/authority").orElse(null),
                        ballot.opensAt,
                        ballot.closesAt,
                        ballot.charterText("/revoting")
                                .map(Boolean::parseBoolean)
                                .orElse(false)),
                new Figures.Policy(
                        policy.turnout().name().toLowerCase(java.util.Locale.ROOT),
                        policy.result().word(),
                        policy.breakdown(),
                        policy.minima().cast(),
                        policy.minima().entitled(),
                        ballot.policyChangedAt,
                        ballot.policyReason),
                declaredAt,
                madeAt,
                declaring.figures(ballot),
                declaring.result(ballot),
                new Figures.Mail(deliveries.papersIssued(), deliveries.papersReturned()),
                keys(ballot),
                new Figures.Proofs(
                        ballot.fingerprint,
                        ballot.setupHash,
                        ballot.closedHead,
                        ballot.credentialLogHead,
                        Plan.of(ballot.uuid).map(plan -> plan.hash).orElse(null),
                        address(ballot, "archive"),
                        address(ballot, "additions")));
    }

    private String address(Ballot ballot, String what) {
        return votersOrigin.at("/api/voting/ballots/" + ballot.uuid + "/" + what);
    }

    private Figures.Keys keys(Ballot ballot) {
        Trustees trustees = Trustees.parse(ballot.trustees.getBytes(UTF_8));
        Counting.Holders holders = counting.holders(ballot);
        List<Figures.KeyHolder> keys = new ArrayList<>();
        for (int owner = 1; owner <= trustees.keys().size(); owner++) {
            keys.add(new Figures.KeyHolder(
                    owner,
                    owner == holders.platform() ? null : ballot.holder(owner),
                    // As key files and pages show it: of the key's 64 hexadecimal digits.
                    Sha256.base64(trustees.keys().get(owner - 1).publicKey().hex()),
                    holders.combined().contains(owner)));
        }
        return new Figures.Keys(holders.needed(), keys);
    }
}

package org.tellers.reporting.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Problem;

/** Takes signatures under reports; what was signed or refused, by whom and when, stays. */
@ApplicationScoped
class Signatures {

    private static final Logger LOG = Logger.getLogger(Signatures.class);
    private static final String SIGNED = "signed";

    @Inject
    Reports reports;

    @Inject
    SigningLog log;

    @Inject
    Clock clock;

    /**
     * Signs the report of a ballot that is locked for this transaction.
     *
     * @param read SHA-256 of the report that the person has read; null when they do not say
     * @throws io.quarkiverse.resteasy.problem.HttpProblem before the declaration, and what {@link Signing} refuses
     */
    SignatureRow sign(
            Ballot ballot,
            String person,
            Set<String> roles,
            @Nullable String name,
            @Nullable String statement,
            @Nullable String read) {
        ReportText report = reports.of(ballot);
        String role = Signing.role(roles);
        List<Signing.Given> given = SignatureRow.of(ballot.uuid).stream()
                .map(row -> new Signing.Given(row.person, row.sha256))
                .toList();
        Optional<Signing.Refusal> refusal = Signing.refusal(report.sha256(), read, person, given);
        if (refusal.isPresent()) {
            log.note(ballot.uuid, person, role, refusal.get().code(), report.sha256());
            throw Problem.conflict(refusal.get().code(), refusal.get().detail());
        }
        SignatureRow row = new SignatureRow();
        row.id = UUID.randomUUID();
        row.ballot = ballot.uuid;
        row.sha256 = report.sha256();
        row.person = person;
        row.role = role;
        row.name = name;
        row.statement = statement;
        row.signedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.persist();
        log.note(ballot.uuid, person, role, SIGNED, report.sha256());
        LOG.infof("The report of ballot %s is signed as %s", ballot.uuid, role);
        return row;
    }
}

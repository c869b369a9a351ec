package org.tellers.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.tellers.crypto.additions.Additions;
import org.tellers.crypto.additions.Additions.AuditPack;
import org.tellers.crypto.additions.Charter;
import org.tellers.crypto.additions.CountAudit;
import org.tellers.crypto.additions.CredentialLog;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.Reconciliation;
import org.tellers.crypto.additions.StrongProof;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.Trustees;

/** The checks that need the audit pack: the breakdown and the reconciliation. */
final class AuditChecks {
    private static final String TOTAL = "0";

    private final Report report;
    private final Additions additions;
    private final Charter charter;
    private final Optional<CredentialLog.State> log;
    private final Optional<CellSums> sums;
    private final ArchiveCheck.Report archive;
    private final ArchiveCheck.Setup setup;

    AuditChecks(
            Report report,
            Additions additions,
            Charter charter,
            Optional<CredentialLog.State> log,
            Optional<CellSums> sums,
            ArchiveCheck.Report archive) {
        this.report = report;
        this.additions = additions;
        this.charter = charter;
        this.log = log;
        this.sums = sums;
        this.archive = archive;
        this.setup = archive.setup().orElseThrow();
    }

    void run() {
        if (additions.audit().isEmpty()) {
            Check.ofAudit()
                    .forEach(check -> report.notRun(check, "the additions are the public ones, without audit pack"));
            return;
        }
        AuditPack pack = additions.audit().get();
        log.ifPresent(state -> report.run(Check.RECONCILIATION, () -> reconciliation(pack, state)));
        if (!report.ok(Check.PLAN) || log.isEmpty() || sums.isEmpty() || !archive.complete()) {
            return;
        }
        DisclosurePlan plan =
                DisclosurePlan.parse(additions.plan().orElseThrow().text());
        Map<String, String> constituencies = new LinkedHashMap<>();
        pack.openings().forEach(opening -> constituencies.put(opening.credential(), opening.constituency()));
        report.run(Check.CELLS, () -> {
            Map<String, Integer> entitled =
                    CredentialLog.countByConstituency(log.get().active(), constituencies);
            DisclosureRule.checkExactly(plan, sums.get().counts(entitled), charter.minima(), charter.shownLevels());
            return entitled.size() + (entitled.size() == 1 ? " constituency" : " constituencies");
        });
        setup.trustees().ifPresent(trustees -> report.run(Check.SUMS, () -> sums(plan, pack.count(), trustees)));
    }

    private String reconciliation(AuditPack pack, CredentialLog.State state) {
        Reconciliation stated = pack.count().reconciliation();
        stated.check();
        require(stated.listed() == setup.credentials().list().size(), "listed = credentials of the archive");
        require(stated.active() == state.active().size(), "active = active in the credential log");
        require(stated.revoked() == state.revoked().size(), "revoked = revoked in the credential log");
        require(stated.used() == archive.credentials(), "used = ballots that count");
        return stated.entitled() + " entitled, " + stated.used() + " voted";
    }

    private static void require(boolean holds, String equation) {
        if (!holds) {
            throw new ProtocolViolation(AdditionsFault.RECONCILIATION, equation);
        }
    }

    private String sums(DisclosurePlan plan, CountAudit count, Trustees trustees) {
        List<String> planned =
                plan.cells().stream().map(DisclosurePlan.Cell::id).toList();
        if (!count.cells().stream().map(CountAudit.CellCount::cell).toList().equals(planned)) {
            throw new ProtocolViolation(AdditionsFault.CELL, "audit.cells");
        }
        for (int i = 0; i < planned.size(); i++) {
            try {
                check(plan, plan.cells().get(i), count.cells().get(i), trustees);
            } catch (ProtocolViolation e) {
                String place = "cell " + planned.get(i);
                throw new ProtocolViolation(e.fault(), e.place().isEmpty() ? place : place + ", " + e.place());
            }
        }
        return planned.size() + (planned.size() == 1 ? " cell" : " cells");
    }

    private void check(DisclosurePlan plan, DisclosurePlan.Cell cell, CountAudit.CellCount counted, Trustees trustees) {
        EncryptedTally sum = sums.orElseThrow().over(setup.election(), cell.constituencies());
        if (!counted.encryptedTally().equals(sum)) {
            throw new ProtocolViolation(AdditionsFault.CELL_SUM, "");
        }
        StrongProof.Context context = new StrongProof.Context(setup.election().fingerprint(), plan.hash(), cell.id());
        SequencedMap<Integer, List<List<Point>>> factors = new LinkedHashMap<>();
        for (CountAudit.Decryption decryption : counted.decryptions()) {
            String place = "owner " + decryption.owner();
            if (decryption.owner() > trustees.keys().size()) {
                throw new ProtocolViolation(KeyFault.NOT_A_TRUSTEE, place);
            }
            try {
                StrongProof.checkAll(
                        context,
                        sum,
                        decryption.factors(),
                        decryption.proofs(),
                        trustees.keys().get(decryption.owner() - 1).publicKey());
            } catch (ProtocolViolation e) {
                throw new ProtocolViolation(e.fault(), place + ", " + e.place());
            }
            if (factors.put(decryption.owner(), decryption.factors()) != null) {
                throw new ProtocolViolation(KeyFault.DECRYPTION_TWICE, place);
            }
            PartialDecryption published = archive.decryptions().get(decryption.owner());
            if (cell.id().equals(TOTAL)
                    && published != null
                    && !published.factors().equals(decryption.factors())) {
                throw new ProtocolViolation(AdditionsFault.CELL_RESULT, place);
            }
        }
        List<List<Integer>> counts = ElectionResult.ofAllCheckedFactors(trustees, sum, factors, cell.cast())
                .counts();
        if (!counts.equals(counted.result())) {
            throw new ProtocolViolation(AdditionsFault.CELL_RESULT, "result");
        }
        Reconciliation.checkCounts(setup.election().questions(), counts, cell.cast());
    }
}

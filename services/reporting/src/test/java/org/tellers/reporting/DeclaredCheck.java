package org.tellers.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.crypto.additions.CountAudit;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.OwnedProofs;
import org.tellers.crypto.additions.StrongProof;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.PartialDecryption;

/** What an outsider and an auditor check of a declaration. */
final class DeclaredCheck {

    private DeclaredCheck() {}

    static void holds(ClosedBallot ballot, ResultDeclared declared) {
        List<OwnedProofs> proofs = OwnedProofs.parse(declared.additions().getBytes(UTF_8));
        CountAudit audit = CountAudit.parse(declared.audit().getBytes(UTF_8));
        List<DisclosurePlan.Cell> cells = ballot.plan().cells();
        assertThat(proofs)
                .extracting(OwnedProofs::owner)
                .isEqualTo(declared.partialDecryptions().stream()
                        .map(d -> d.owner())
                        .toList());
        for (int i = 0; i < proofs.size(); i++) {
            int owner = proofs.get(i).owner();
            var key = ballot.trustees().keys().get(owner - 1);
            PartialDecryption total = PartialDecryption.parse(
                    declared.partialDecryptions().get(i).payload().getBytes(UTF_8));
            total.check(ballot.election(), ballot.sum(cells.getFirst()), key);
            StrongProof.checkAll(
                    ballot.context("0"),
                    ballot.sum(cells.getFirst()),
                    total.factors(),
                    proofs.get(i).proofs(),
                    key.publicKey());
        }
        assertThat(audit.cells())
                .extracting(CountAudit.CellCount::cell)
                .isEqualTo(cells.stream().map(DisclosurePlan.Cell::id).toList());
        for (int i = 0; i < cells.size(); i++) {
            CountAudit.CellCount counted = audit.cells().get(i);
            assertThat(counted.encryptedTally()).isEqualTo(ballot.sum(cells.get(i)));
            for (CountAudit.Decryption decryption : counted.decryptions()) {
                StrongProof.checkAll(
                        ballot.context(counted.cell()),
                        counted.encryptedTally(),
                        decryption.factors(),
                        decryption.proofs(),
                        ballot.trustees().keys().get(decryption.owner() - 1).publicKey());
            }
        }
        assertThat(audit.cells().getFirst().result())
                .isEqualTo(
                        ElectionResult.parse(declared.result().getBytes(UTF_8)).counts());
        audit.reconciliation().check();
    }
}

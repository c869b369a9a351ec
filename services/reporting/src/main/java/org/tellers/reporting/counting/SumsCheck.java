package org.tellers.reporting.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.tally.EncryptedTally;

/** Whether the sums that the box formed are those that the plan lists, and their total the one it closed with. */
final class SumsCheck {

    private SumsCheck() {}

    /**
     * Compares sums with plan and close.
     *
     * @param closedTally exact text of the encrypted tally that the box closed with
     * @return what is wrong, in a sentence; empty when nothing is
     */
    static Optional<String> fault(
            SumsFormed sums, DisclosurePlan plan, String planHash, String closedTally, Election election) {
        if (!sums.planHash().equals(planHash)) {
            return Optional.of("The box formed sums for another plan.");
        }
        List<String> planned =
                plan.cells().stream().map(DisclosurePlan.Cell::id).toList();
        if (!sums.cells().stream().map(cell -> cell.cell()).toList().equals(planned)) {
            return Optional.of("The box formed other sums than the plan lists.");
        }
        for (int i = 0; i < planned.size(); i++) {
            var cell = sums.cells().get(i);
            if (cell.cast() != plan.cells().get(i).cast()) {
                return Optional.of("The sum of cell %s holds %d ballots, the plan says %d."
                        .formatted(cell.cell(), cell.cast(), plan.cells().get(i).cast()));
            }
            try {
                if (!EncryptedTally.parse(cell.encryptedTally().getBytes(UTF_8)).fits(election)) {
                    return Optional.of("The sum of cell %s is of another ballot paper.".formatted(cell.cell()));
                }
            } catch (ProtocolViolation e) {
                return Optional.of(
                        "The sum of cell %s is not an encrypted tally: %s.".formatted(cell.cell(), e.getMessage()));
            }
        }
        return sums.cells().getFirst().encryptedTally().equals(closedTally)
                ? Optional.empty()
                : Optional.of("The sum of the total is not the encrypted tally that the box closed with.");
    }
}

package org.tellers.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tellers.crypto.additions.DisclosureRule.Counts;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.tally.EncryptedTally;

/** Adds the ballots up by constituency while the archive is read. */
final class CellSums {
    private final Map<String, String> constituencies;
    private final Map<String, EncryptedTally> sums = new HashMap<>();
    private final Map<String, Integer> cast = new HashMap<>();

    /** Sums by the constituency of each credential; ballots of others are left out. */
    CellSums(Map<String, String> constituencies) {
        this.constituencies = constituencies;
    }

    void add(String credential, EncryptedTally ballot, Optional<EncryptedTally> replaced) {
        String constituency = constituencies.get(credential);
        if (constituency == null) {
            return; // a credential that is not open has been refused already
        }
        EncryptedTally sum = sums.get(constituency);
        EncryptedTally with = sum == null ? ballot : sum.plus(ballot);
        sums.put(constituency, replaced.map(with::minus).orElse(with));
        if (replaced.isEmpty()) {
            cast.merge(constituency, 1, Integer::sum);
        }
    }

    /** The sum over constituencies. */
    EncryptedTally over(Election election, List<String> parts) {
        EncryptedTally sum = EncryptedTally.empty(election);
        for (String part : parts) {
            EncryptedTally of = sums.get(part);
            if (of != null) {
                sum = sum.plus(of);
            }
        }
        return sum;
    }

    /** What each constituency has. */
    Map<String, Counts> counts(Map<String, Integer> entitled) {
        Map<String, Counts> counts = new HashMap<>();
        entitled.forEach((id, number) -> counts.put(id, new Counts(number, cast.getOrDefault(id, 0))));
        cast.forEach((id, number) -> counts.putIfAbsent(id, new Counts(0, number)));
        return counts;
    }
}

package org.tellers.reporting.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.trustee.Quorum;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.reporting.projection.Ballot;

/**
 * The election and its trustees, parsed once: the platform's key and those of people, of whom a quorum must decrypt.
 *
 * @param platform number of the trustee that is the platform
 */
record CountKeys(Election election, Trustees trustees, int platform) {

    static CountKeys of(Ballot ballot, Predicate<TrusteePublicKey> ours) {
        Trustees trustees = Trustees.parse(ballot.trustees.getBytes(UTF_8));
        int platform = 0;
        for (int owner = 1; owner <= trustees.keys().size(); owner++) {
            if (ours.test(trustees.keys().get(owner - 1))) {
                platform = owner;
            }
        }
        return new CountKeys(Election.parse(ballot.election.getBytes(UTF_8)), trustees, platform);
    }

    /** Numbers of all trustees. */
    List<Integer> owners() {
        return trustees.quorums().stream()
                .flatMap(quorum -> quorum.owners().stream())
                .toList();
    }

    /** What an owner's share is checked with. */
    Point publicKey(int owner) {
        return trustees.keys().get(owner - 1).publicKey();
    }

    /** Whether an owner is one that no other can stand in for. */
    boolean indispensable(int owner) {
        return quorum(owner).threshold() == quorum(owner).owners().size();
    }

    private Quorum quorum(int owner) {
        return trustees.quorums().stream()
                .filter(quorum -> quorum.owners().contains(owner))
                .findFirst()
                .orElseThrow();
    }

    /** How many people must decrypt. */
    int needed() {
        return trustees.quorums().stream()
                .filter(quorum -> !quorum.owners().contains(platform))
                .mapToInt(Quorum::threshold)
                .sum();
    }

    /** How many more people must decrypt. */
    int missing(Collection<Integer> received) {
        return trustees.quorums().stream()
                .filter(quorum -> !quorum.owners().contains(platform))
                .mapToInt(quorum -> quorum.missing(received))
                .sum();
    }

    /** Whether the keys that are not lost can still make a quorum. */
    boolean possibleWithout(Collection<Integer> lost) {
        return trustees.quorums().stream().allMatch(quorum -> {
            long left = quorum.owners().stream()
                    .filter(owner -> !lost.contains(owner))
                    .count();
            return left >= quorum.threshold();
        });
    }

    /** Those whose shares are combined: of each group as many as its threshold says, in the order of their numbers. */
    Set<Integer> quorumOf(Collection<Integer> received) {
        Set<Integer> chosen = new TreeSet<>();
        trustees.quorums()
                .forEach(quorum -> chosen.addAll(quorum.among(received).stream()
                        .limit(quorum.threshold())
                        .toList()));
        return chosen;
    }
}

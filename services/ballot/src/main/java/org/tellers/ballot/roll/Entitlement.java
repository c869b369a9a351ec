package org.tellers.ballot.roll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;

/**
 * Applies an eligibility rule to the register, member by member: who is entitled, and where each vote counts. Preview
 * and freeze use the same code, so that what HQ saw is what is frozen.
 */
public final class Entitlement {

    /**
     * A member who is entitled.
     *
     * @param memberId the member
     * @param constituency identifier of the constituency
     */
    public record Entitled(UUID memberId, String constituency) {}

    /**
     * The denominator of a constituency.
     *
     * @param constituency the constituency
     * @param entitled how many are entitled in it
     */
    public record Count(Constituency constituency, int entitled) {}

    private final EligibilityRule rule;
    private final ConstituencyLevel level;
    private final Instant at;
    private final List<Entitled> entitled = new ArrayList<>();
    private final Map<String, Count> counts = new TreeMap<>();

    /** Nobody is entitled until considered. */
    public Entitlement(EligibilityRule rule, ConstituencyLevel level, Instant at) {
        this.rule = rule;
        this.level = level;
        this.at = at;
    }

    /** Adds the member if the rule admits them at the instant. */
    public void consider(Member member) {
        if (!rule.admits(member, at)) {
            return;
        }
        Constituency constituency = level.of(member);
        entitled.add(new Entitled(member.memberId(), constituency.id()));
        counts.merge(
                constituency.id(),
                new Count(constituency, 1),
                (sum, one) -> new Count(
                        // Spellings of one constituency: the name does not depend on the order of the members.
                        sum.constituency().name().compareTo(constituency.name()) <= 0
                                ? sum.constituency()
                                : constituency,
                        sum.entitled() + 1));
    }

    /** Everyone entitled so far, in the order considered. */
    public List<Entitled> entitled() {
        return List.copyOf(entitled);
    }

    /** The denominators, in the order of the identifiers; they add up to the number of entitled. */
    public List<Count> counts() {
        return List.copyOf(counts.values());
    }
}

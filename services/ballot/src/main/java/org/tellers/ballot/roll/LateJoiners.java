package org.tellers.ballot.roll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.roll.Entitlement.Entitled;
import org.tellers.ballot.schedule.LateJoinerCutOff;

/**
 * Who is entitled by the rule and not on the roll yet: those who joined before the cut-off come onto it (rule R5). Preview,
 * an officer's supplement and the one at the cut-off use the same code.
 */
public final class LateJoiners {

    private static final int SHOWN = 20;

    private final EligibilityRule rule;
    private final Levels levels;
    private final LateJoinerCutOff cutOff;
    private final Instant at;
    private final Leaves leaves;
    private final Set<UUID> confirmed;
    private final List<Entitled> added = new ArrayList<>();
    private final Sample<Member> sample = new Sample<>(SHOWN);
    private final List<Member> toConfirm = new ArrayList<>();
    private int tooLate;

    /**
     * Nobody until considered.
     *
     * @param at when the rule is applied
     * @param leaves constituencies of the roll as it stands
     * @param confirmed of whom HQ says that they joined before the cut-off, on its day
     */
    public LateJoiners(
            EligibilityRule rule,
            Levels levels,
            LateJoinerCutOff cutOff,
            Instant at,
            Leaves leaves,
            Set<UUID> confirmed) {
        this.rule = rule;
        this.levels = levels;
        this.cutOff = cutOff;
        this.at = at;
        this.leaves = leaves;
        this.confirmed = new HashSet<>(confirmed);
    }

    /** Adds a member who is not on the roll, if the rule and the cut-off allow it. */
    public void consider(Member member) {
        if (!rule.admits(member, at)) {
            return;
        }
        switch (cutOff.of(member)) {
            case IN_TIME -> add(member);
            case TOO_LATE -> tooLate++;
            case TO_CONFIRM -> {
                if (confirmed.remove(member.memberId())) {
                    add(member);
                } else {
                    toConfirm.add(member);
                }
            }
        }
    }

    private void add(Member member) {
        added.add(new Entitled(member.memberId(), leaves.place(levels.of(member))));
        sample.add(member);
    }

    /** Who comes onto the roll, and where each vote counts. */
    public List<Entitled> added() {
        return List.copyOf(added);
    }

    /** Some of them, by chance. */
    public List<Member> sample() {
        return sample.drawn();
    }

    /** Who joined on the day of the cut-off, nobody knows when. */
    public List<Member> toConfirm() {
        return List.copyOf(toConfirm);
    }

    /** How many joined at the cut-off or later. */
    public int tooLate() {
        return tooLate;
    }

    /** Who was confirmed and is not among those to confirm. */
    public Set<UUID> confirmedInVain() {
        return Set.copyOf(confirmed);
    }

    /** How many come into each constituency. */
    public Map<String, Integer> byConstituency() {
        Map<String, Integer> counts = new HashMap<>();
        added.forEach(member -> counts.merge(member.constituency(), 1, Integer::sum));
        return counts;
    }
}

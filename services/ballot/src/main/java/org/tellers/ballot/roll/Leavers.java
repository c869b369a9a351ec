package org.tellers.ballot.roll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;

/** Who is on the roll and would not come onto it today: HQ looks at them and decides whom to exclude (story H9). */
public final class Leavers {

    /**
     * One of them.
     *
     * @param memberId the member
     * @param why the reason that an exclusion would state
     */
    public record Leaver(UUID memberId, ExclusionReason why) {}

    private final EligibilityRule rule;
    private final Instant at;
    private final int most;
    private final List<Leaver> shown = new ArrayList<>();
    private int count;

    /**
     * Nobody until considered.
     *
     * @param at when the rule is applied
     * @param most how many to show; the rest are counted
     */
    public Leavers(EligibilityRule rule, Instant at, int most) {
        this.rule = rule;
        this.at = at;
        this.most = most;
    }

    /**
     * Looks at someone on the roll.
     *
     * @param member as the register knows them; empty when it has forgotten them
     */
    public void consider(UUID memberId, Optional<Member> member) {
        why(member).ifPresent(reason -> {
            count++;
            if (shown.size() < most) {
                shown.add(new Leaver(memberId, reason));
            }
        });
    }

    private Optional<ExclusionReason> why(Optional<Member> found) {
        if (found.isEmpty()) {
            return Optional.of(ExclusionReason.LEFT);
        }
        Member member = found.get();
        if (rule.admits(member, at)) {
            return Optional.empty();
        }
        if (member.leftAt() != null && !member.leftAt().isAfter(at)) {
            return Optional.of(ExclusionReason.LEFT);
        }
        return Optional.of(
                rule.statuses().contains(member.status())
                        ? ExclusionReason.NOT_ELIGIBLE
                        : ExclusionReason.of(member.status()).orElse(ExclusionReason.NOT_ELIGIBLE));
    }

    /** The first of them. */
    public List<Leaver> shown() {
        return List.copyOf(shown);
    }

    /** How many there are. */
    public int count() {
        return count;
    }
}

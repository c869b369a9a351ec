package org.tellers.reporting.counting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far the count of a ballot is, and what is to be done next. */
public enum CountState {
    /** The box is open. */
    OPEN,
    /** The ballot was cancelled. */
    CANCELLED,
    /** Fewer have voted than the minimum. */
    BELOW_MINIMUM,
    /** Closed, and the plan is not published yet. */
    AWAITING_PLAN,
    /** Planned, and the box has not formed the sums yet. */
    AWAITING_SUMS,
    /** The platform has prepared everything; people's shares are missing. */
    AWAITING_TRUSTEES,
    /** More keys are lost than a quorum can do without. */
    IMPOSSIBLE,
    /** Something is wrong that the operators must repair. */
    STOPPED,
    /** A quorum has decrypted; the figures are sealed. */
    COUNTED;

    /** The word in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A trustee as the count sees them.
     *
     * @param owner number of the trustee, from 1
     * @param name for people
     * @param decrypted whether their share is in
     * @param refused whether their last share was wrong
     * @param lost whether their key was reported lost
     * @param indispensable whether no other trustee can stand in
     */
    record Holder(int owner, String name, boolean decrypted, boolean refused, boolean lost, boolean indispensable) {}

    /**
     * What the state is computed from.
     *
     * @param fault what stopped the count, if anything did
     * @param needed how many people's shares are needed
     * @param missing how many of them are missing
     * @param possible whether the keys not reported lost still make a quorum
     * @param holders everyone but the platform
     */
    record Facts(
            boolean closed,
            boolean cancelled,
            boolean belowMinimum,
            boolean planned,
            boolean summed,
            boolean counted,
            Optional<String> fault,
            int needed,
            int missing,
            boolean possible,
            List<Holder> holders) {
        /** Takes a copy. */
        Facts {
            holders = List.copyOf(holders);
        }
    }

    static CountState of(Facts facts) {
        if (facts.cancelled()) {
            return CANCELLED;
        }
        if (facts.counted()) {
            return COUNTED;
        }
        if (!facts.possible()) {
            return IMPOSSIBLE;
        }
        if (!facts.closed()) {
            return OPEN;
        }
        if (facts.belowMinimum()) {
            return BELOW_MINIMUM;
        }
        if (facts.fault().isPresent()) {
            return STOPPED;
        }
        if (!facts.planned()) {
            return AWAITING_PLAN;
        }
        return facts.summed() ? AWAITING_TRUSTEES : AWAITING_SUMS;
    }

    /** What to do next, in plain words; no figures. */
    static String nextStep(Facts facts) {
        return switch (of(facts)) {
            case OPEN -> "Nothing: the count begins when the box has closed.";
            case CANCELLED -> "Nothing: the ballot was cancelled and is not counted.";
            case BELOW_MINIMUM ->
                "Fewer members have voted than the minimum, so nothing is decrypted. Withhold the result"
                        + " with a reason and a review date; the turnout is published as the policy says.";
            case AWAITING_PLAN -> "Wait: the disclosure plan is published when roll, keys and box are all known.";
            case AWAITING_SUMS ->
                "Wait: the box forms the sums that the disclosure plan lists. If this lasts, the box has"
                        + " refused the plan: see the voting service's log.";
            case STOPPED ->
                facts.fault().orElseThrow()
                        + " The count has stopped: the operators must repair this. Nothing is decrypted.";
            case IMPOSSIBLE ->
                ("The keys of %s are reported lost. %d of %d trustees must decrypt, so nobody can open this"
                                + " box any more, the platform included. The result can only be withheld.")
                        .formatted(
                                names(facts.holders().stream()
                                        .filter(Holder::lost)
                                        .toList()),
                                facts.needed(),
                                facts.holders().size());
            case COUNTED ->
                "Declare the result, or withhold it with a reason and a review date: one person proposes,"
                        + " another confirms.";
            case AWAITING_TRUSTEES -> awaitTrustees(facts);
        };
    }

    private static String awaitTrustees(Facts facts) {
        StringBuilder step = new StringBuilder();
        for (Holder holder : facts.holders()) {
            if (holder.refused() && !holder.decrypted()) {
                step.append("%s sent a factor that is wrong; %s. "
                        .formatted(
                                holder.name(),
                                holder.indispensable() ? "they must decrypt again" : "ask another trustee"));
            }
        }
        List<Holder> able = facts.holders().stream()
                .filter(holder -> !holder.decrypted() && !holder.lost() && !holder.refused())
                .toList();
        return step.append("%d more of the needed %d %s must decrypt%s."
                        .formatted(
                                facts.missing(),
                                facts.needed(),
                                facts.needed() == 1 ? "trustee" : "trustees",
                                able.isEmpty() ? "" : ": ask " + names(able)))
                .toString();
    }

    private static String names(List<Holder> holders) {
        return String.join(", ", holders.stream().map(Holder::name).toList());
    }
}

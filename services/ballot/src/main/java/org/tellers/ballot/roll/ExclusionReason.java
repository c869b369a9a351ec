package org.tellers.ballot.roll;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a member is taken off a roll; the word is public, so there is no free text that could name someone. */
public enum ExclusionReason {
    /** Left the union. */
    LEFT,
    /** Lapsed, for example for arrears. */
    LAPSED,
    /** Suspended. */
    SUSPENDED,
    /** No longer in a section, employer, region, branch, workplace or class of the eligibility rule. */
    NOT_ELIGIBLE,
    /** The same person stands in the register twice. */
    DUPLICATE,
    /** Has died. */
    DIED,
    /** Was entered by mistake. */
    MISTAKE;

    /** The word of the API, the events and the decision log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Every word there is. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ExclusionReason::word).toList();
    }

    /** The reason of this word. */
    public static Optional<ExclusionReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }
}

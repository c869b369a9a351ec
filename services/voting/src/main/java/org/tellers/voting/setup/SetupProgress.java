package org.tellers.voting.setup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a ballot's Setup is. It is complete only when every entitled member has a credential that may vote: the box of
 * an incomplete Setup stays shut.
 *
 * @param keyed whether election, trustees and charter are here
 * @param chunks parts of the list of credentials, absent before the first is here
 * @param chunksSeen parts that are here
 * @param firstEntitled entitled by the first roll, absent before it is counted
 * @param firstAdmitted admissions of the first roll that are here
 * @param entitled entitled by the latest roll
 * @param active credentials that may vote
 */
public record SetupProgress(
        boolean keyed,
        @Nullable Integer chunks,
        int chunksSeen,
        @Nullable Integer firstEntitled,
        int firstAdmitted,
        @Nullable Integer entitled,
        int active) {

    /** What a Setup waits for. */
    public enum Missing {
        /** Election, trustees and charter. */
        KEYS,
        /** Parts of the list of public credentials. */
        CREDENTIALS,
        /** The number of entitled members. */
        ROLL,
        /** Admissions of entitled members. */
        ADMISSIONS,
        /** Credentials that may vote, one for each entitled member. */
        ACTIVATIONS
    }

    /** What is missing; empty when Setup can be written. */
    public List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        if (!keyed) {
            missing.add(Missing.KEYS);
        }
        if (chunks == null || chunksSeen < chunks) {
            missing.add(Missing.CREDENTIALS);
        }
        if (firstEntitled == null || entitled == null) {
            missing.add(Missing.ROLL);
            return missing;
        }
        if (firstAdmitted < firstEntitled) {
            missing.add(Missing.ADMISSIONS);
        }
        if (active != entitled) {
            missing.add(Missing.ACTIVATIONS);
        }
        return missing;
    }

    /** Whether Setup can be written. */
    public boolean complete() {
        return missing().isEmpty();
    }
}

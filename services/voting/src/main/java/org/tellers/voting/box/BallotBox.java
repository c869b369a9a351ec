package org.tellers.voting.box;

import java.time.Instant;
import java.util.Optional;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.Window;
import org.tellers.voting.credential.CredentialState;

/**
 * The rule of the box: what may enter, and why the rest may not. Each credential votes once and the first ballot stays;
 * the very same ballot sent again changes nothing and gets the same receipt (M4, M5); a ballot counts if it was received
 * whole before the closing instant, however long its proofs take to check (R1, M8).
 */
public final class BallotBox {

    private BallotBox() {}

    /** What happens to a ballot. */
    public sealed interface Entry {
        /** It enters, if signature and proofs hold. */
        record Enters() implements Entry {}

        /** The same bytes lie in the box: the same receipt again. */
        record LiesInside() implements Entry {}

        /** It does not enter. */
        record Refused(Refusal refusal) implements Entry {}
    }

    /**
     * Decides.
     *
     * @param state of the ballot
     * @param window of the ballot, with its extensions
     * @param received when the last byte of the ballot was there
     * @param credential state of its credential, empty when it is not listed
     * @param sameBytesInside whether a ballot of exactly these bytes is in the box
     */
    public static Entry entry(
            BallotState state,
            Window window,
            Instant received,
            Optional<CredentialState> credential,
            boolean sameBytesInside) {
        if (sameBytesInside) {
            return new Entry.LiesInside();
        }
        if (state.over() || window.overAt(received)) {
            return new Entry.Refused(Refusal.BALLOT_CLOSED);
        }
        if (state != BallotState.OPEN || !window.begunAt(received)) {
            return new Entry.Refused(Refusal.BALLOT_NOT_OPEN);
        }
        if (credential.isEmpty()) {
            return new Entry.Refused(Refusal.CREDENTIAL_NOT_LISTED);
        }
        return switch (credential.get()) {
            case ACTIVE -> new Entry.Enters();
            case USED -> new Entry.Refused(Refusal.ALREADY_RECORDED);
            case REVOKED -> new Entry.Refused(Refusal.CREDENTIAL_REVOKED);
            case RESERVE -> new Entry.Refused(Refusal.CREDENTIAL_NOT_ACTIVE);
        };
    }
}

package org.tellers.voting.credential;

import java.util.Optional;

/**
 * What becomes of a request about a credential. Voting decides, in one transaction with everything that bears on it, so
 * that no race leaves two votes; notification acts on the answer only (protocol.md, reserve credentials).
 */
public sealed interface CredentialDecision {

    /** It is done as asked. */
    record Granted() implements CredentialDecision {}

    /** Nothing changes, for good. */
    record Refused(Reason reason) implements CredentialDecision {}

    /** It cannot be decided yet; it is decided again when what is missing is here. */
    record Waiting(Missing missing) implements CredentialDecision {}

    /** What a request may wait for: no order holds between topics. */
    enum Missing {
        /** The whole list of credentials. */
        LIST,
        /** The admission named. */
        ADMISSION,
        /** A roll that entitles one more. */
        ROLL
    }

    /** Why a request changes nothing. */
    enum Reason {
        BALLOT_OVER("ballot-over"),
        NOT_LISTED("credential-not-listed"),
        NOT_RESERVE("credential-not-reserve"),
        NOT_ACTIVE("credential-not-active"),
        ALREADY_USED("already-used"),
        ALREADY_REVOKED("already-revoked"),
        ADMISSION_CHECKED_OFF("admission-checked-off"),
        REPLACEMENT_NOT_LISTED("replacement-not-listed"),
        REPLACEMENT_NOT_RESERVE("replacement-not-reserve");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The stable code in RequestRefused. */
        public String code() {
            return code;
        }
    }

    /** An admission as far as it is known. */
    enum Admission {
        UNKNOWN,
        OPEN,
        CHECKED_OFF
    }

    /**
     * What bears on every request.
     *
     * @param over whether no ballot can enter any more
     * @param listComplete whether the whole list of credentials is here
     */
    record Circumstances(boolean over, boolean listComplete) {}

    /**
     * Lets a credential vote for an admission.
     *
     * @param credential its state, empty when it is not listed
     * @param room whether the roll entitles one more than may vote already
     */
    static CredentialDecision activation(
            Circumstances circumstances, Optional<CredentialState> credential, Admission admission, boolean room) {
        if (circumstances.over()) {
            return new Refused(Reason.BALLOT_OVER);
        }
        if (!circumstances.listComplete()) {
            return new Waiting(Missing.LIST);
        }
        if (credential.isEmpty()) {
            return new Refused(Reason.NOT_LISTED);
        }
        if (credential.get() != CredentialState.RESERVE) {
            return new Refused(Reason.NOT_RESERVE);
        }
        return switch (admission) {
            case UNKNOWN -> new Waiting(Missing.ADMISSION);
            case CHECKED_OFF -> new Refused(Reason.ADMISSION_CHECKED_OFF);
            case OPEN -> room ? new Granted() : new Waiting(Missing.ROLL);
        };
    }

    /**
     * Lets a reserve credential vote in place of one believed exposed.
     *
     * @param old state of the exposed one, empty when it is not listed
     * @param replacement state of the other
     */
    static CredentialDecision replacement(
            Circumstances circumstances, Optional<CredentialState> old, Optional<CredentialState> replacement) {
        CredentialDecision revocation = revocation(circumstances, old);
        if (!(revocation instanceof Granted)) {
            return revocation;
        }
        if (replacement.isEmpty()) {
            return new Refused(Reason.REPLACEMENT_NOT_LISTED);
        }
        if (replacement.get() != CredentialState.RESERVE) {
            return new Refused(Reason.REPLACEMENT_NOT_RESERVE);
        }
        return new Granted();
    }

    /**
     * Lets a credential no longer vote.
     *
     * @param credential its state, empty when it is not listed
     */
    static CredentialDecision revocation(Circumstances circumstances, Optional<CredentialState> credential) {
        if (circumstances.over()) {
            return new Refused(Reason.BALLOT_OVER);
        }
        if (!circumstances.listComplete()) {
            return new Waiting(Missing.LIST);
        }
        if (credential.isEmpty()) {
            return new Refused(Reason.NOT_LISTED);
        }
        return switch (credential.get()) {
            case ACTIVE -> new Granted();
            case USED -> new Refused(Reason.ALREADY_USED);
            case REVOKED -> new Refused(Reason.ALREADY_REVOKED);
            case RESERVE -> new Refused(Reason.NOT_ACTIVE);
        };
    }
}

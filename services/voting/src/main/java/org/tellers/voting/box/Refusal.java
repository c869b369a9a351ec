package org.tellers.voting.box;

/** Why the box does not take a ballot: a stable code, the HTTP status, and what the voter's device may tell. */
public enum Refusal {
    BALLOT_NOT_FOUND(404, "ballot-not-found", "There is no such ballot. Check the link."),
    BALLOT_TOO_LARGE(413, "ballot-too-large", "It is larger than any ballot of this election can be."),
    BALLOT_NOT_CANONICAL(400, "ballot-not-canonical", "It is not a ballot in its canonical form"),
    WRONG_ELECTION(400, "wrong-election", "It was made for another election. Load the page again and vote there."),
    CREDENTIAL_NOT_LISTED(404, "credential-not-listed", "No such code belongs to this ballot. Check the code."),
    CREDENTIAL_NOT_ACTIVE(409, "credential-not-active", "This code has not been given to anyone."),
    CREDENTIAL_REVOKED(
            409, "credential-revoked", "This code is no longer valid. If another was sent to you, use that one."),
    ALREADY_RECORDED(409, "already-recorded", "A vote was already recorded with this code. The first one counts."),
    SIGNATURE_INVALID(400, "signature-invalid", "It is not signed with its code"),
    PROOF_INVALID(400, "proof-invalid", "A proof in it does not hold"),
    BALLOT_NOT_OPEN(409, "ballot-not-open", "This ballot is not open yet. Come back when it is."),
    BALLOT_CLOSED(409, "ballot-closed", "This ballot is closed. No vote was recorded."),
    TOO_MANY_ATTEMPTS(
            429, "too-many-attempts", "Too many ballots came with this code in a short time. Try again in a minute."),
    BUSY(503, "busy", "The ballot box is busy. Send the same ballot again; it counts once.");

    private final int status;
    private final String code;
    private final String detail;

    Refusal(int status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Stable code, the problem's type. */
    public String code() {
        return code;
    }

    /** A sentence for people. */
    public String detail() {
        return detail;
    }
}

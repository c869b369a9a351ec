package org.tellers.crypto.fault;

/** Why a well-formed ballot is refused. */
public enum BallotFault implements Fault {
    OTHER_ELECTION("ballot-of-another-election", "The ballot was made for another election"),
    WRONG_SHAPE(
            "ballot-wrong-shape", "The ballot does not have as many answers, choices or proofs as the questions ask"),
    CREDENTIAL_NOT_LISTED("credential-not-listed", "The ballot's credential is not on the list of this election"),
    CREDENTIAL_USED("credential-used", "The ballot's credential has voted already"),
    SIGNATURE_HASH("signature-hash", "The signed hash is not that of the ballot"),
    SIGNATURE("signature-invalid", "The signature was not made with the ballot's credential"),
    INDIVIDUAL_PROOF("individual-proof-invalid", "A choice is not proven to be 0 or 1"),
    OVERALL_PROOF("overall-proof-invalid", "The number of choices is not proven to be allowed"),
    BLANK_PROOF("blank-proof-invalid", "A blank answer is not proven to be without choices");

    private final String code;
    private final String description;

    BallotFault(String code, String description) {
        this.code = code;
        this.description = description;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String description() {
        return description;
    }
}

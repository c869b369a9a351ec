package org.tellers.crypto.fault;

/** What may be wrong with trustees' keys and decryptions. */
public enum KeyFault implements Fault {
    PROOF_OF_KNOWLEDGE("proof-of-knowledge-invalid", "A trustee's public key comes without proof of its private key"),
    CERTIFICATE("certificate-invalid", "A trustee's certificate is not signed with the key that it certifies"),
    CERTIFICATE_CONTEXT(
            "certificate-context", "A trustee's certificate is for another place, threshold or number of trustees"),
    CERTIFICATE_REPEATED("certificate-repeated", "Two certificates have a key in common"),
    THRESHOLD_SHAPE(
            "threshold-wrong-shape",
            "A group of trustees does not have one of everything for each of them, or not as many coefficients as its"
                    + " threshold"),
    COEFEXPS_SIGNATURE("coefexps-signature-invalid", "A trustee's coefficients are not signed by that trustee"),
    POLYNOMIAL_SIGNATURE(
            "polynomial-signature-invalid",
            "A trustee has not signed these coefficients together with these certificates of the group"),
    VERIFICATION_KEY("verification-key-mismatch", "A trustee's verification key is not what the polynomials give"),
    VERIFICATION_KEY_SIGNATURE(
            "verification-key-signature-invalid", "A trustee's verification key is not signed by that trustee"),
    NO_TRUSTEE("no-trustee", "There is no trustee"),
    OTHER_ELECTION_KEY("election-key-mismatch", "The election's public key is not the product of the trustees' keys"),
    NOT_A_TRUSTEE("not-a-trustee", "The owner of a decryption is not one of the trustees"),
    DECRYPTION_SHAPE(
            "decryption-wrong-shape", "A partial decryption does not have one factor and proof per ciphertext"),
    DECRYPTION_PROOF("decryption-proof-invalid", "A decryption factor is not proven to be made with the trustee's key"),
    DECRYPTION_MISSING("decryption-missing", "The partial decryption of a trustee is missing"),
    QUORUM_NOT_REACHED(
            "quorum-not-reached", "Fewer trustees of a group have decrypted than its threshold says are needed"),
    QUORUM_EXCEEDED("quorum-exceeded", "More trustees of a group have decrypted than its threshold says are needed"),
    DECRYPTION_TWICE("decryption-twice", "A trustee has decrypted twice"),
    DECRYPTIONS_DISAGREE(
            "decryptions-disagree",
            "More trustees of a group have decrypted than needed, and they give different counts"),
    COUNT_NOT_FOUND("count-not-found", "A decrypted sum is not the encoding of a number of votes");

    private final String code;
    private final String description;

    KeyFault(String code, String description) {
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

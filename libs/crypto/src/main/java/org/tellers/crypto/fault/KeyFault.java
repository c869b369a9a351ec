package org.tellers.crypto.fault;

/** What may be wrong with trustees' keys and decryptions. */
public enum KeyFault implements Fault {
    PROOF_OF_KNOWLEDGE("proof-of-knowledge-invalid", "A trustee's public key comes without proof of its private key"),
    PEDERSEN_UNSUPPORTED("pedersen-unsupported", "Trustees with a threshold are not supported yet"),
    NO_TRUSTEE("no-trustee", "There is no trustee"),
    OTHER_ELECTION_KEY("election-key-mismatch", "The election's public key is not the product of the trustees' keys"),
    NOT_A_TRUSTEE("not-a-trustee", "The owner of a decryption is not one of the trustees"),
    DECRYPTION_SHAPE(
            "decryption-wrong-shape", "A partial decryption does not have one factor and proof per ciphertext"),
    DECRYPTION_PROOF("decryption-proof-invalid", "A decryption factor is not proven to be made with the trustee's key"),
    DECRYPTION_MISSING("decryption-missing", "The partial decryption of a trustee is missing"),
    DECRYPTION_TWICE("decryption-twice", "A trustee has decrypted twice"),
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

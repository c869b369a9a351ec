package org.tellers.crypto.archive;

/** The types of events (specification, Public data) that elections without shuffles have, in the order they occur. */
public enum EventType {
    SETUP("Setup"),
    BALLOT("Ballot"),
    END_BALLOTS("EndBallots"),
    ENCRYPTED_TALLY("EncryptedTally"),
    PARTIAL_DECRYPTION("PartialDecryption"),
    RESULT("Result");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    /** The name in the event's JSON. */
    public String label() {
        return label;
    }
}

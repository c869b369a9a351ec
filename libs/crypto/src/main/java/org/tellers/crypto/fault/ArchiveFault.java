package org.tellers.crypto.fault;

/** What may be wrong with an archive as a whole. */
public enum ArchiveFault implements Fault {
    TAR("archive-entry", "The file is not an archive as Belenios writes it"),
    NAME("archive-name", "An entry's name is not the hash of its content"),
    HEADER("archive-header", "The archive's header is missing or of another version"),
    MISSING_DATA("data-missing", "An event refers to data that does not precede it"),
    DATA_ORDER("data-order", "Data does not lie before its event in the order in which Belenios writes it"),
    UNREFERENCED_DATA("data-unreferenced", "Data that no event refers to"),
    PARENT("event-parent", "An event does not name the event before it as its parent"),
    HEIGHT("event-height", "An event's height is not one more than its parent's"),
    EVENT_ORDER("event-order", "An event is missing, repeated or out of place"),
    PAYLOAD("event-payload", "An event has a payload that it should not have, or lacks one"),
    CREDENTIAL_LISTED_TWICE("credential-listed-twice", "A public credential is on the list twice"),
    BALLOT_COPIED("ballot-copied", "The same ballot occurs twice"),
    TALLY("tally-mismatch", "The encrypted tally is not the sum of the ballots"),
    RESULT("result-mismatch", "The result is not what the decryptions give");

    private final String code;
    private final String description;

    ArchiveFault(String code, String description) {
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

package org.tellers.voting.credential;

/** What a listed public credential may do. It goes from reserve to active, then to used or revoked, and never back. */
public enum CredentialState {
    /** Listed at Setup like a spare ballot paper; nobody may vote with it yet. */
    RESERVE("reserve"),
    /** May vote. */
    ACTIVE("active"),
    /** May no longer vote: replaced, or its member was excluded. */
    REVOKED("revoked"),
    /** Has voted. */
    USED("used");

    private final String shown;

    CredentialState(String shown) {
        this.shown = shown;
    }

    /** The word that the public interface uses. */
    public String shown() {
        return shown;
    }
}

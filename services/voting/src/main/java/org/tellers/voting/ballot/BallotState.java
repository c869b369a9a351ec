package org.tellers.voting.ballot;

/** What the box of a ballot does; the states of domain.md as far as voting decides them. */
public enum BallotState {
    /** Setup is not complete: the box stays shut, also when the opening instant has passed. */
    PREPARING("preparing"),
    /** Setup is written, the box opens at its instant. */
    READY("ready"),
    /** Ballots may enter. */
    OPEN("open"),
    /** EndBallots is written, the sum is being formed; nothing enters any more. */
    CLOSING("closed"),
    /** EncryptedTally is written. */
    CLOSED("closed"),
    /** Two people of HQ cancelled the ballot. */
    CANCELLED("cancelled");

    private final String shown;

    BallotState(String shown) {
        this.shown = shown;
    }

    /** The word that the public interface uses. */
    public String shown() {
        return shown;
    }

    /** Whether no ballot can enter any more, whatever the clock says. */
    public boolean over() {
        return this == CLOSING || this == CLOSED || this == CANCELLED;
    }
}

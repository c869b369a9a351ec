package org.tellers.crypto.fault;

/** What may be wrong with the data that Tellers publishes beside an archive. */
public enum AdditionsFault implements Fault {
    SIGNATURE("addition-signature-invalid", "A signature was not made with the key that is to sign"),
    STRONG_PROOF("strong-proof-invalid", "A decryption factor is not proven over its whole statement"),
    STRONG_PROOF_SHAPE("strong-proof-wrong-shape", "There is not one strong proof for each decryption factor"),
    STRONG_PROOF_MISSING("strong-proof-missing", "A trustee's strong proofs are missing"),
    OTHER_BALLOT("additions-of-another-ballot", "The additions were made for another ballot"),
    CHARTER("charter-mismatch", "The charter is not the one whose hash the election names"),
    LOG_HEAD("credential-log-head", "A batch of the credential log does not hash to its head"),
    LOG_ORDER("credential-log-order", "A list of the credential log is not sorted or holds an entry twice"),
    LOG_COUNT("credential-log-count", "A batch does not have one commitment for each activated credential"),
    LOG_STATE(
            "credential-log-state",
            "The credential log activates a credential a second time, or revokes one that is not active"),
    LOG_UNLISTED("credential-log-unlisted", "The credential log names a credential that is not on the list"),
    CREDENTIAL_INACTIVE("credential-inactive", "A ballot was cast with a credential that was never activated"),
    CREDENTIAL_REVOKED("credential-revoked", "A ballot was cast with a revoked credential"),
    OPENING("opening-mismatch", "The openings do not open the commitments of the credential log"),
    PLAN_HEAD("plan-head-mismatch", "The plan was not made for this archive"),
    PLAN_LOG_HEAD("plan-log-head-mismatch", "The plan was not made for this credential log"),
    PLAN_MINIMA("plan-minima-too-low", "The plan's minima are lower than the charter's"),
    PLAN_LEVEL("plan-level-not-allowed", "The plan breaks the count down further than the charter allows"),
    PLAN_CELL("plan-cell-wrong", "A cell of the plan is not a whole part of the constituencies, in its place"),
    PLAN_COUNTS("plan-counts-wrong", "The plan's counts are not those of the ballots and the roll"),
    PLAN_TOO_SMALL("plan-cell-too-small", "A cell of the plan is under a minimum"),
    PLAN_REMAINDER(
            "plan-remainder-too-small", "Cells of the plan subtracted from each other leave one under a minimum"),
    PLAN_WITHHELD("plan-withheld-wrong", "What the plan withholds is not what its rule withholds"),
    CELL("cell-wrong", "A counted cell is not one of the plan, is missing, or is out of place"),
    CELL_SUM("cell-sum-mismatch", "A cell's encrypted sum is not that of its ballots"),
    CELL_RESULT("cell-result-mismatch", "A cell's counts are not what its decryptions give"),
    DECISION_CHAIN("decision-chain-broken", "A line of the decision log does not follow the one before it"),
    DECISION_HASH("decision-hash-wrong", "A line of the decision log does not have the hash stated"),
    DECISION_UNSIGNED("decision-unsigned", "A line of the decision log is not signed though one before it is"),
    RECONCILIATION("reconciliation-mismatch", "Entitled, listed, active, revoked, reserve and used do not add up"),
    COUNTS_IMPOSSIBLE("counts-impossible", "The counts of a question cannot come from that many ballots");

    private final String code;
    private final String description;

    AdditionsFault(String code, String description) {
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

package org.tellers.voting.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.voting.Sql;

/** The listed credentials and the admissions as they are stored. Changes need the lock of the ballot's row. */
@ApplicationScoped
public class Credentials {
    private final Sql sql;

    Credentials(Sql sql) {
        this.sql = sql;
    }

    /** The state of a credential, empty when it is not listed. */
    public Optional<CredentialState> state(String ballot, String credential) {
        return Optional.ofNullable(states(ballot, List.of(credential)).get(credential));
    }

    /** The states of those of the credentials that are listed. */
    public Map<String, CredentialState> states(String ballot, Collection<String> credentials) {
        Map<String, CredentialState> states = new HashMap<>();
        sql.list(
                "SELECT credential, state FROM credential WHERE ballot = ? AND credential = ANY (?)",
                row -> states.put(row.getString(1), CredentialState.valueOf(row.getString(2))),
                ballot,
                credentials);
        return states;
    }

    /** Adds a part of the list, all in reserve. */
    public void list(String ballot, Collection<String> credentials) {
        sql.change("INSERT INTO credential (ballot, credential) SELECT ?, unnest(?)", ballot, credentials);
    }

    /** Notes that ballots of these credentials are in the box. */
    public void use(String ballot, Collection<String> credentials) {
        requireAll(
                credentials.size(),
                sql.change(
                        "UPDATE credential SET state = 'USED' WHERE ballot = ? AND credential = ANY (?) AND state ="
                                + " 'ACTIVE'",
                        ballot,
                        credentials));
    }

    /** Lets the credential no longer vote. */
    void revoke(String ballot, String credential) {
        requireAll(
                1,
                sql.change(
                        "UPDATE credential SET state = 'REVOKED' WHERE ballot = ? AND credential = ? AND state ="
                                + " 'ACTIVE'",
                        ballot,
                        credential));
    }

    /**
     * Lets the reserve credential vote, in this constituency.
     *
     * @param nonce hides the constituency in the public log
     */
    void activate(String ballot, String credential, String constituency, String nonce) {
        requireAll(
                1,
                sql.change(
                        "UPDATE credential SET state = 'ACTIVE', constituency = ?, nonce = ? WHERE ballot = ? AND"
                                + " credential = ? AND state = 'RESERVE'",
                        constituency,
                        nonce,
                        ballot,
                        credential));
    }

    /** The constituency of a credential that may vote, may no longer, or has. */
    String constituency(String ballot, String credential) {
        return sql.one(
                        "SELECT constituency FROM credential WHERE ballot = ? AND credential = ?",
                        row -> row.getString(1),
                        ballot,
                        credential)
                .orElseThrow();
    }

    /** The constituencies of credentials that may vote, may no longer, or have. */
    public Map<String, String> constituencies(String ballot, Collection<String> credentials) {
        Map<String, String> constituencies = new HashMap<>();
        sql.list(
                "SELECT credential, constituency FROM credential"
                        + " WHERE ballot = ? AND credential = ANY (?) AND constituency IS NOT NULL",
                row -> constituencies.put(row.getString(1), row.getString(2)),
                ballot,
                credentials);
        return constituencies;
    }

    /** An admission that the ballot service issued; false when it is here already. */
    public boolean admit(String ballot, UUID admission, String constituency) {
        return sql.change(
                        "INSERT INTO admission (ballot, id, constituency) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        ballot,
                        admission,
                        constituency)
                == 1;
    }

    /** An admission's state. */
    CredentialDecision.Admission admission(String ballot, UUID admission) {
        return sql.one(
                        "SELECT checked_off FROM admission WHERE ballot = ? AND id = ?",
                        row -> row.getBoolean(1)
                                ? CredentialDecision.Admission.CHECKED_OFF
                                : CredentialDecision.Admission.OPEN,
                        ballot,
                        admission)
                .orElse(CredentialDecision.Admission.UNKNOWN);
    }

    /** Checks the admission off and tells its constituency. */
    String checkOff(String ballot, UUID admission) {
        return sql.one(
                        "UPDATE admission SET checked_off = true WHERE ballot = ? AND id = ? AND NOT checked_off"
                                + " RETURNING constituency",
                        row -> row.getString(1),
                        ballot,
                        admission)
                .orElseThrow();
    }

    /** The answer that a request got before. */
    @Nullable
    String answered(String ballot, UUID request) {
        return sql.one(
                        "SELECT answer FROM answered_request WHERE ballot = ? AND id = ?",
                        row -> row.getString(1),
                        ballot,
                        request)
                .orElse(null);
    }

    /** Keeps the answer to a request. */
    void answer(String ballot, UUID request, String answer) {
        sql.change("INSERT INTO answered_request (ballot, id, answer) VALUES (?, ?, ?)", ballot, request, answer);
    }

    private static void requireAll(int wanted, int changed) {
        if (wanted != changed) {
            throw new IllegalStateException("credentials changed without the lock of their ballot");
        }
    }
}

package org.tellers.voting.ballot;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.tellers.voting.Sql;

/** The documents of keyed ballots, byte for byte as they were fixed. */
@ApplicationScoped
public class Documents {

    /** Which document. */
    public enum Kind {
        /** election.json: the questions and the election's public key. */
        ELECTION,
        /** trustees.json: the keys that together open the box. */
        TRUSTEES,
        /** charter.json: window, policies and minima. */
        CHARTER,
        /** Strong proofs of the total, published with the declared result. */
        STRONG_PROOFS,
        /** How the cells were counted, for the audit pack only. */
        AUDIT
    }

    private final Sql sql;

    Documents(Sql sql) {
        this.sql = sql;
    }

    /** The document's bytes, if the ballot is keyed. */
    public Optional<byte[]> find(String ballot, Kind kind) {
        return sql.one(
                "SELECT content FROM document WHERE ballot = ? AND kind = ?",
                row -> row.getBytes(1),
                ballot,
                kind.name());
    }

    /** Fixes a document; a second time changes nothing. */
    public void fix(String ballot, Kind kind, byte[] content) {
        sql.change(
                "INSERT INTO document (ballot, kind, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                ballot,
                kind.name(),
                content);
    }
}

package org.tellers.voting.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.tellers.voting.Sql;

/** The accepted plans: one for each ballot, for good. */
@ApplicationScoped
public class Plans {
    private final Sql sql;

    Plans(Sql sql) {
        this.sql = sql;
    }

    /**
     * An accepted plan.
     *
     * @param hash SHA-256 of the text
     * @param text its exact text
     * @param signature signature of the hash by the platform's key, JSON text
     */
    public record Accepted(String hash, String text, String signature) {}

    /** The plan of a ballot, if one is accepted. */
    public Optional<Accepted> find(String ballot) {
        return sql.one(
                "SELECT hash, content, signature FROM plan WHERE ballot = ?",
                row -> new Accepted(row.getString(1), row.getString(2), row.getString(3)),
                ballot);
    }

    /** Accepts a plan; the ballot has none yet and its row is locked by this transaction. */
    void accept(String ballot, Accepted plan) {
        sql.change(
                "INSERT INTO plan (ballot, hash, content, signature) VALUES (?, ?, ?, ?)",
                ballot,
                plan.hash(),
                plan.text(),
                plan.signature());
    }

    /** Ballots with a plan whose sums are not announced. */
    List<String> toForm() {
        return sql.list("SELECT ballot FROM plan WHERE NOT formed", row -> row.getString(1));
    }

    /** Notes, once, that the sums are announced in this transaction; false if they were before. */
    boolean formed(String ballot) {
        return sql.change("UPDATE plan SET formed = true WHERE ballot = ? AND NOT formed", ballot) == 1;
    }
}

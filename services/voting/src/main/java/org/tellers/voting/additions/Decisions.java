package org.tellers.voting.additions;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.ballot.DecisionRecorded;
import org.tellers.crypto.Sha256;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.voting.Sql;

/** The public decision log of each ballot, line by line as the ballot service wrote, chained and signed it. */
@ApplicationScoped
public class Decisions implements FactReader {
    private final Sql sql;

    Decisions(Sql sql) {
        this.sql = sql;
    }

    /**
     * A line.
     *
     * @param entry its exact text
     * @param hash SHA-256 of the text
     * @param signature signature of the hash, JSON text; absent before the charter names the log's key
     */
    record Line(String entry, String hash, @Nullable String signature) {}

    @Override
    public Handlers handlers() {
        return new Handlers().on(DecisionRecorded.class, this::recorded);
    }

    private void recorded(DecisionRecorded fact) {
        if (!Sha256.hex(fact.entry().getBytes(StandardCharsets.UTF_8)).equals(fact.hash())) {
            throw new IllegalArgumentException("line " + fact.number() + " of the decision log has another hash");
        }
        sql.change("""
            INSERT INTO decision (ballot, number, line, hash, signature) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """, fact.ballot(), fact.number(), fact.entry(), fact.hash(), fact.signature());
    }

    /** The lines in their order. */
    List<Line> of(String ballot) {
        return sql.list(
                "SELECT line, hash, signature FROM decision WHERE ballot = ? ORDER BY number",
                row -> new Line(row.getString(1), row.getString(2), row.getString(3)),
                ballot);
    }
}

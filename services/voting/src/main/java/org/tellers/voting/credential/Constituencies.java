package org.tellers.voting.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.ballot.ConstituencyGroup;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.voting.Sql;

/** The constituencies of a ballot: how many the roll entitles, and how many of their credentials have voted. */
@ApplicationScoped
public class Constituencies {
    private final Sql sql;

    Constituencies(Sql sql) {
        this.sql = sql;
    }

    /**
     * A constituency by voting's own figures.
     *
     * @param constituency its identifier
     * @param name shown to people
     * @param entitled by the latest roll
     * @param cast ballots in the box; final once it is closed
     */
    public record Figures(String constituency, String name, int entitled, int cast) {}

    /** Takes over the latest roll's constituencies. */
    public void replace(EntitlementCounted roll) {
        sql.change("DELETE FROM constituency WHERE ballot = ?", roll.ballot());
        sql.changeEach(
                "INSERT INTO constituency (ballot, constituency, name, entitled) VALUES (?, ?, ?, ?)",
                roll.constituencies().stream()
                        .map(one ->
                                new @Nullable Object[] {roll.ballot(), one.constituency(), one.name(), one.entitled()})
                        .toList());
        sql.change("DELETE FROM constituency_group WHERE ballot = ?", roll.ballot());
        List<ConstituencyGroup> groups = roll.groups() == null ? List.of() : roll.groups();
        sql.changeEach(
                "INSERT INTO constituency_group (ballot, constituency, name) VALUES (?, ?, ?)",
                groups.stream()
                        .map(one -> new @Nullable Object[] {roll.ballot(), one.constituency(), one.name()})
                        .toList());
    }

    /** Every constituency of the roll, and any other that ballots came from, sorted. */
    public List<Figures> figures(String ballot) {
        return sql.list(
                """
                SELECT constituency, coalesce(r.name, constituency), coalesce(r.entitled, 0), coalesce(v.votes, 0)
                FROM (SELECT constituency, name, entitled FROM constituency WHERE ballot = ?) r
                FULL JOIN (SELECT constituency COLLATE "C" AS constituency, count(*) AS votes FROM credential
                           WHERE ballot = ? AND state = 'USED' GROUP BY 1) v USING (constituency)
                ORDER BY constituency
                """,
                row -> new Figures(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)),
                ballot,
                ballot);
    }

    /** The coarser cells that the roll's constituencies belong to, sorted. */
    public List<ConstituencyGroup> groups(String ballot) {
        return sql.list(
                "SELECT constituency, name FROM constituency_group WHERE ballot = ? ORDER BY constituency",
                row -> new ConstituencyGroup(row.getString(1), row.getString(2)),
                ballot);
    }
}

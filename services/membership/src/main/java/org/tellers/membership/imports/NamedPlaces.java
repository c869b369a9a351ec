package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.places.KnownPlaces;
import org.tellers.membership.places.PlaceKind;
import org.tellers.membership.places.Places;

/**
 * Holds the branches and delivery units that staged rows name against the lists of them. A name that is not there is
 * imported as it stands and reported, once for all rows that have it; a name whose place was renamed or merged becomes the
 * successor's.
 */
@ApplicationScoped
class NamedPlaces {

    /** Names reported of each kind; a file with more has one cause that repeats. */
    private static final int REPORTED = 1_000;

    /** More names than any union has; a column with more holds something else. */
    private static final int LOOKED_AT = 50_000;

    private final Statements database;
    private final KnownPlaces known;

    @Inject
    NamedPlaces(Statements database, KnownPlaces known) {
        this.database = database;
        this.known = known;
    }

    /**
     * Checks the valid rows.
     *
     * @param day the day whose lists count
     * @return how many names were reported
     */
    int check(UUID run, LocalDate day) {
        List<@Nullable Object[]> warnings = new ArrayList<>();
        for (PlaceKind kind : PlaceKind.values()) {
            check(run, kind, day, warnings);
        }
        database.updateEach(
                "INSERT INTO import_fault (run_id, line, column_name, code, detail, warning) VALUES (?, ?, ?, ?, ?,"
                        + " true)",
                warnings);
        return warnings.size();
    }

    private void check(UUID run, PlaceKind kind, LocalDate day, List<@Nullable Object[]> warnings) {
        Places places = new Places(known.all(kind));
        if (places.none()) {
            return;
        }
        String column = kind.column();
        List<Named> names = database.list(
                "SELECT " + column + ", count(*), min(line) FROM import_row WHERE valid AND " + column
                        + " IS NOT NULL GROUP BY " + column + " ORDER BY min(line) LIMIT " + LOOKED_AT,
                row -> new Named(row.getString(1), row.getInt(2), row.getInt(3)));
        int most = warnings.size() + REPORTED;
        for (Named named : names) {
            Warning warning = switch (places.standing(named.name(), day)) {
                case Places.Standing.Valid _ -> null;
                case Places.Standing.Unknown _ ->
                    new Warning("place-unknown", "is not in the list. Correct the row, or add it to the list.");
                case Places.Standing.NotYet _ ->
                    new Warning("place-not-yet-valid", "is not there yet. Correct the row, or the list.");
                case Places.Standing.Ended ended -> ended(column, named.name(), ended);
            };
            if (warning != null && warnings.size() < most) {
                warnings.add(new @Nullable Object[] {
                    run,
                    named.line(),
                    column,
                    warning.code(),
                    named.name() + " (" + named.rows() + " rows, this is the first) " + warning.detail()
                });
            }
        }
    }

    private Warning ended(String column, String name, Places.Standing.Ended ended) {
        String when = "has not been there since " + ended.last().validUntil() + ".";
        return ended.heir()
                .map(heir -> {
                    database.update("UPDATE import_row SET " + column + " = ? WHERE " + column + " = ?", heir, name);
                    return new Warning(
                            "place-replaced", when + " Its rows are imported with its successor " + heir + ".");
                })
                .orElseGet(() -> new Warning(
                        "place-no-longer-valid", when + " Correct the row, or name a successor in the list."));
    }

    private record Named(String name, int rows, int line) {}

    private record Warning(String code, String detail) {}
}

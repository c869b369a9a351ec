package org.tellers.service.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * How often somebody may have something: the times of a period all at once, then one after each part of it. Kept in a
 * table, so that replicas share it and a restart does not forget it. One instant tells all, in the column {@code
 * used_up_to}: how far the times that were taken reach when each takes its part of the period. One statement asks and
 * counts, so replicas that ask at once do not count past each other.
 */
public final class RunningLimit {

    private final DataSource database;
    private final Clock clock;
    private final int times;
    private final Duration part;
    private final String asking;
    private final String forgetting;

    /**
     * A limit.
     *
     * @param times how often in the period
     * @param table where it is kept
     * @param columns of the table beside {@code used_up_to}; the first is its key
     */
    public RunningLimit(
            DataSource database, Clock clock, int times, Duration period, String table, List<String> columns) {
        this.database = database;
        this.clock = clock;
        this.times = times;
        this.part = period.dividedBy(times).truncatedTo(ChronoUnit.MICROS);
        this.asking = """
                INSERT INTO %s AS l (%s, used_up_to) VALUES (%s, ?)
                ON CONFLICT (%s) DO UPDATE SET used_up_to = greatest(l.used_up_to, ?) + ? * interval '1 microsecond'
                WHERE l.used_up_to <= ?""".formatted(
                        table,
                        String.join(", ", columns),
                        String.join(", ", Collections.nCopies(columns.size(), "?")),
                        columns.getFirst());
        this.forgetting = "DELETE FROM " + table + " WHERE used_up_to <= ?";
    }

    /**
     * Whether it may be had once more now; if so, it counts. Inside the caller's transaction.
     *
     * @param row values of the columns
     */
    public boolean admits(Object... row) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Object[] parameters = new Object[row.length + 4];
        System.arraycopy(row, 0, parameters, 0, row.length);
        parameters[row.length] = utc(now.plus(part));
        parameters[row.length + 1] = utc(now);
        parameters[row.length + 2] = part.toNanos() / 1_000;
        parameters[row.length + 3] = utc(now.plus(part.multipliedBy(times - 1L)));
        return update(asking, parameters) == 1;
    }

    /** Forgets what does not count any more; inside the caller's transaction. */
    public void forget() {
        update(forgetting, utc(clock.instant()));
    }

    private int update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused to count a limit", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

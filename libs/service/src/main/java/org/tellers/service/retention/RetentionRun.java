package org.tellers.service.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Erases what has outlived its period, ballot by ballot, each in a transaction of its own together with its certificate.
 * A run that fails leaves everything as it was and the next night tries again.
 */
@ApplicationScoped
public class RetentionRun {

    private static final Logger LOG = Logger.getLogger(RetentionRun.class);
    /** A period is counted in days of the place where the union is. */
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final String SETTING = "tellers.retention.";
    private static final int MOST_LISTED = 1_000;

    private final DataSource database;
    private final Clock clock;
    private final Config config;
    private final Instance<RetentionRules> rules;

    RetentionRun(DataSource database, Clock clock, Config config, Instance<RetentionRules> rules) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.rules = rules;
    }

    @Scheduled(
            cron = "${tellers.retention-at:0 40 3 * * ?}",
            timeZone = "Europe/London",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void nightly() {
        run("schedule");
    }

    /**
     * Runs every rule on every ballot whose period has passed and that has no certificate of that rule yet.
     *
     * @param runBy sign-in name of who asks for it
     * @return the certificates of this run
     */
    public List<RetentionCertificate> run(String runBy) {
        List<RetentionCertificate> certificates = new ArrayList<>();
        for (RetentionRules mine : rules) {
            for (RetentionRule rule : mine.rules()) {
                Period period = period(rule);
                for (String ballot : due(mine, rule, period)) {
                    try {
                        certificates.add(
                                QuarkusTransaction.requiringNew().call(() -> erase(rule, period, ballot, runBy)));
                    } catch (RuntimeException e) {
                        LOG.warnf(
                                "Retention rule %s failed for ballot %s and is tried again next night: %s",
                                rule.name(), ballot, e.getClass().getName());
                    }
                }
            }
        }
        return certificates;
    }

    /** The certificates so far, the latest first, at most 1,000. */
    public List<RetentionCertificate> certificates() {
        return query(
                "SELECT id, rule, erases, ballot, period, erased, run_by, at FROM retention_certificate"
                        + " ORDER BY at DESC, id LIMIT " + MOST_LISTED,
                row -> new RetentionCertificate(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Period.parse(row.getString(5)),
                        row.getLong(6),
                        0,
                        row.getString(7),
                        row.getTimestamp(8).toInstant()));
    }

    private Period period(RetentionRule rule) {
        return config.getOptionalValue(SETTING + rule.name(), String.class)
                .map(Period::parse)
                .orElse(rule.period());
    }

    private List<String> due(RetentionRules mine, RetentionRule rule, Period period) {
        Instant cutOff = clock.instant().atZone(LONDON).minus(period).toInstant();
        return query(
                "SELECT closed.ballot FROM (" + mine.ballotsClosedBefore() + ") AS closed (ballot)"
                        + " WHERE NOT EXISTS (SELECT FROM retention_certificate c"
                        + " WHERE c.rule = ? AND c.ballot = closed.ballot) ORDER BY 1",
                row -> row.getString(1),
                cutOff.atOffset(ZoneOffset.UTC),
                rule.name());
    }

    private RetentionCertificate erase(RetentionRule rule, Period period, String ballot, String runBy) {
        long erased = 0;
        for (RetentionRule.Erasure erasure : rule.erasures()) {
            erased += update(erasure.statement(), ballot);
        }
        for (RetentionRule.Erasure erasure : rule.erasures()) {
            if (query(erasure.remaining(), row -> row.getLong(1), ballot).getFirst() != 0) {
                throw new IllegalStateException("rows remain in " + erasure.table());
            }
        }
        RetentionCertificate certificate = new RetentionCertificate(
                UUID.randomUUID(), rule.name(), rule.erases(), ballot, period, erased, 0, runBy, clock.instant());
        update(
                "INSERT INTO retention_certificate (id, rule, erases, ballot, period, erased, run_by, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                certificate.id(),
                certificate.rule(),
                certificate.erases(),
                ballot,
                period.toString(),
                erased,
                runBy,
                certificate.at().atOffset(ZoneOffset.UTC));
        LOG.infof("Retention: %s of ballot %s erased, %d rows", rule.name(), ballot, erased);
        return certificate;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Row<T> reader, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused a query of retention", e);
        }
    }

    private long update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused an erasure of retention", e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}

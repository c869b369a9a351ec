package org.tellers.events;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Forgets the ids of facts that no topic holds any more, a bounded number at a time. */
@ApplicationScoped
class InboxRetention {

    private static final Logger LOG = Logger.getLogger(InboxRetention.class);
    private static final int AT_A_TIME = 10_000;

    private final DataSource database;
    private final EventsConfig config;

    @Inject
    InboxRetention(DataSource database, EventsConfig config) {
        this.database = database;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        String sql = "DELETE FROM inbox WHERE id IN"
                + " (SELECT id FROM inbox WHERE received_on < current_date - ?::int ORDER BY received_on LIMIT ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, Math.toIntExact(config.inboxRetention().toDays()));
            statement.setInt(2, AT_A_TIME);
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.warnf("the inbox is not shortened this time: %s", DeadLetters.describe(e));
        }
    }
}

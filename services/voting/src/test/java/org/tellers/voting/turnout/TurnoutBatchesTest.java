package org.tellers.voting.turnout;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tellers.voting.Sql;
import org.tellers.voting.replicas.Turns;

class TurnoutBatchesTest {
    @Test
    @SuppressWarnings("NullAway") // it does not come to announcing anything
    void withoutADatabaseTurnoutWaitsForTheNextIntervalAndTheSchedulerHasNothingToReport() {
        DataSource down = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new SQLException("the database is down", "08001");
                });
        Sql sql = new Sql(down);
        assertThatCode(() -> new TurnoutBatches(sql, null, new Turns(sql), Duration.ofSeconds(60)).everyInterval())
                .doesNotThrowAnyException();
    }
}

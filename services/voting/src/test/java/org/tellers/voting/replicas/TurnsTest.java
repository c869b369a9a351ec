package org.tellers.voting.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.testing.RealParts;
import org.tellers.voting.Facts;
import org.tellers.voting.Sql;

@QuarkusTest
@WithTestResource(RealParts.class)
class TurnsTest {
    /** No test lasts into the next one. */
    private static final Duration INTERVAL = Duration.ofDays(36_500);

    @Inject
    Sql sql;

    @Test
    void onlyOneProcessDoesTheWorkOfAnInterval() {
        Turns one = new Turns(sql);
        Turns other = new Turns(sql);
        assertThat(one.take("of a test", INTERVAL)).isTrue();
        assertThat(other.take("of a test", INTERVAL)).isFalse();
        assertThat(one.take("of a test", INTERVAL)).isFalse();
        nextInterval();
        assertThat(other.take("of a test", INTERVAL)).isTrue();
    }

    @Test
    void theWorkGoesOnWhenItsIntervalIsMadeLonger() {
        Turns turns = new Turns(sql);
        assertThat(turns.take("of a test", Duration.ofSeconds(1))).isTrue();
        assertThat(turns.take("of a test", INTERVAL)).isFalse();
        nextInterval();
        assertThat(turns.take("of a test", INTERVAL)).isTrue();
    }

    @AfterEach
    void forget() {
        Facts.change("DELETE FROM turn WHERE work = 'of a test'");
    }

    /** What was done lies an interval back. */
    private static void nextInterval() {
        Facts.change("UPDATE turn SET began_at = began_at - interval '36500 days' WHERE work = 'of a test'");
    }
}

package org.tellers.voting.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
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
        Facts.change("UPDATE turn SET number = number - 1 WHERE work = 'of a test'");
        assertThat(other.take("of a test", INTERVAL)).isTrue();
    }
}

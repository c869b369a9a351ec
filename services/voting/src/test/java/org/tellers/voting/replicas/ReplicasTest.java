package org.tellers.voting.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tellers.testing.RealParts;
import org.tellers.voting.Facts;
import org.tellers.voting.Sql;

@QuarkusTest
@WithTestResource(RealParts.class)
class ReplicasTest {
    @Inject
    Sql sql;

    /** The scheduler goes on for a moment while a process ends. */
    @Test
    void aProcessThatEndedIsNotSeenAgainByABeatThatComesLate() {
        Replicas process = new Replicas(sql);
        List<String> others = seen();
        process.beat();
        assertThat(seen()).hasSize(others.size() + 1).containsAll(others);
        process.stop(new ShutdownEvent());
        process.beat();
        assertThat(seen()).containsExactlyInAnyOrderElementsOf(others);
    }

    private static List<String> seen() {
        return Facts.column("SELECT name::text FROM replica");
    }
}

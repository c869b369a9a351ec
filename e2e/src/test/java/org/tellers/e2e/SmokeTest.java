package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tellers.local.Project;
import org.tellers.local.Stack;

/** The smoke run with few voters, and the search for leaks after it. */
class SmokeTest {

    private static final long GIB = 1L << 30;

    @Test
    void aWholeBallotRunsFromRegisterToAVerifiedArchiveAndLeaksNothing() {
        Instant start = Instant.now();
        try (Stack stack = Stack.start(Smoke.options().withProgress(System.err::println))) {
            System.err.printf(
                    "stack ready after %d s%n",
                    Duration.between(start, Instant.now()).toSeconds());
            Smoke.Outcome outcome = Smoke.run(stack, Project.find().root(), 20, System.err::println);
            System.err.println(outcome.line());

            assertThat(stack.residentBytes()).as("memory of the whole suite").isLessThan(4 * GIB);
            assertThat(new Leaks(stack).find(outcome)).isEmpty();
        }
    }
}

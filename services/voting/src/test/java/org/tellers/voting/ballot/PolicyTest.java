package org.tellers.voting.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.additions.Minima;

class PolicyTest {
    private static final Instant OPENS = Instant.parse("2026-02-10T12:00:00Z");
    private static final List<String> TURNOUT = List.of("none", "daily", "live");
    private static final List<String> RESULT = List.of("none", "headline", "full");
    private static final List<String> BREAKDOWN = List.of("none", "region", "branch");

    private static final Charter CHARTER = Charter.of("""
        {"publication":{"turnout":"live","result":"full","breakdown":"branch"},\
        "minima":{"cast":20,"entitled":20},"constituencyLevel":"branch","constituencyGroupLevel":"region"}\
        """.getBytes(StandardCharsets.UTF_8));

    private static Policy any(Random random) {
        return new Policy(
                TURNOUT.get(random.nextInt(3)),
                RESULT.get(random.nextInt(3)),
                BREAKDOWN.get(random.nextInt(3)),
                new Minima(random.nextInt(60), random.nextInt(60)));
    }

    private static Policies.Change at(long seconds, Policy policy) {
        return new Policies.Change(policy, "a reason", OPENS.plusSeconds(seconds));
    }

    @Test
    void afterTheOpeningNothingBecomesLooserWhateverIsDecided() {
        Random random = new Random(20260210);
        for (int round = 0; round < 500; round++) {
            List<Policies.Change> changes = new ArrayList<>();
            Policy before = CHARTER.policy();
            for (int i = 0; i < 6; i++) {
                Policy decided = any(random);
                changes.add(at(i, decided));
                Policy now = Policies.inForce(CHARTER, OPENS, changes);
                assertThat(TURNOUT.indexOf(now.turnout()))
                        .isEqualTo(Math.min(TURNOUT.indexOf(before.turnout()), TURNOUT.indexOf(decided.turnout())));
                assertThat(RESULT.indexOf(now.result()))
                        .isEqualTo(Math.min(RESULT.indexOf(before.result()), RESULT.indexOf(decided.result())));
                assertThat(BREAKDOWN.indexOf(now.breakdown()))
                        .isEqualTo(Math.min(
                                BREAKDOWN.indexOf(before.breakdown()), BREAKDOWN.indexOf(decided.breakdown())));
                assertThat(now.minima().atLeast(before.minima())).isTrue();
                assertThat(now.minima().atLeast(decided.minima())).isTrue();
                before = now;
            }
        }
    }

    @Test
    void beforeTheOpeningTheLatestDecisionHolds() {
        Policy strict = new Policy("none", "headline", "none", new Minima(50, 50));
        Policy loose = new Policy("daily", "full", "branch", new Minima(10, 10));
        assertThat(Policies.inForce(CHARTER, OPENS, List.of(at(-2, strict), at(-1, loose))))
                .isEqualTo(loose);
    }

    @Test
    void aBreakdownShowsItsLevelAndThoseAboveAndOnlyOfAFullResult() {
        assertThat(CHARTER.policy().levels(CHARTER.levels())).containsExactly("region", "branch");
        for (String result : List.of("none", "headline")) {
            assertThat(new Policy("live", result, "branch", new Minima(1, 1)).levels(CHARTER.levels()))
                    .isEmpty();
        }
        assertThat(CHARTER.levels().shownBy("branch")).containsExactly("region", "branch");
        assertThat(CHARTER.levels().shownBy("region")).containsExactly("region");
        assertThat(CHARTER.levels().shownBy("none")).isEmpty();
        assertThat(CHARTER.levels().shownBy("employer"))
                .as("no level of this ballot")
                .isEmpty();
    }

    @Test
    void aWordNobodyKnowsShowsNothing() {
        Policy odd = new Policy("hourly", "all", "employer", new Minima(1, 1));
        assertThat(CHARTER.policy().tightenedTo(odd, CHARTER.levels()))
                .isEqualTo(new Policy("none", "none", "none", new Minima(20, 20)));
    }
}

package org.tellers.reporting.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.additions.Minima;

class PublicationPolicyTest {

    private static final List<String> LEVELS = List.of("region", "branch");

    @Test
    void aWholeResultShowsTheLevelsDownToTheBreakdownAndAHeadlineNone() {
        assertThat(policy(ResultPolicy.FULL, "branch").shownLevels()).containsExactly("region", "branch");
        assertThat(policy(ResultPolicy.FULL, "region").shownLevels()).containsExactly("region");
        assertThat(policy(ResultPolicy.FULL, "none").shownLevels()).isEmpty();
        assertThat(policy(ResultPolicy.HEADLINE, "branch").shownLevels()).isEmpty();
        assertThat(policy(ResultPolicy.NONE, "branch").shownLevels()).isEmpty();
    }

    /** Whatever two policies say, what both together allow is allowed by each. */
    @Test
    void theStricterOfTwoNeverAllowsMoreThanEither() {
        Random random = new Random(20_260_227);
        for (int run = 0; run < 1000; run++) {
            PublicationPolicy some = any(random);
            PublicationPolicy other = any(random);
            PublicationPolicy both = some.stricter(other);
            for (PublicationPolicy one : List.of(some, other)) {
                assertThat(both.turnout()).isLessThanOrEqualTo(one.turnout());
                assertThat(both.result()).isLessThanOrEqualTo(one.result());
                assertThat(one.shownLevels()).containsAll(both.shownLevels());
                assertThat(both.minima().atLeast(one.minima())).isTrue();
            }
            assertThat(both).isEqualTo(other.stricter(some));
        }
    }

    private static PublicationPolicy any(Random random) {
        return new PublicationPolicy(
                TurnoutPolicy.values()[random.nextInt(3)],
                ResultPolicy.values()[random.nextInt(3)],
                List.of("none", "region", "branch").get(random.nextInt(3)),
                new Minima(random.nextInt(50), random.nextInt(50)),
                LEVELS);
    }

    private static PublicationPolicy policy(ResultPolicy result, String breakdown) {
        return new PublicationPolicy(TurnoutPolicy.LIVE, result, breakdown, new Minima(20, 20), LEVELS);
    }
}

package org.tellers.ballot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.roll.Levels;

@NullUnmarked
class PolicyTest {

    private static final Levels LEVELS = new Levels(ConstituencyLevel.REGION, ConstituencyLevel.BRANCH);

    @Test
    void aBreakdownByGroupsIsStricterThanByConstituencies() {
        assertThat(LEVELS.words()).containsExactly("none", "region", "branch");
        assertThat(policy("live", "full", "branch", 20, 20).looser(policy("live", "full", "region", 20, 20)))
                .isEmpty();
        assertThat(policy("live", "full", "region", 20, 20).looser(policy("live", "full", "branch", 20, 20)))
                .map(Policy.Difference::field)
                .contains("breakdown");
    }

    @Test
    void ofTwoPoliciesThatDifferInOneTermExactlyOneIsLooser() {
        List<Policy> all = everyPolicy();
        for (Policy one : all) {
            for (Policy other : all) {
                int differences = one.differences(other).size();
                assertThat(other.differences(one)).hasSize(differences);
                if (differences == 0) {
                    assertThat(one).isEqualTo(other);
                } else if (differences == 1) {
                    assertThat(one.looser(other).isPresent())
                            .isNotEqualTo(other.looser(one).isPresent());
                }
            }
        }
    }

    @Test
    void aChainOfStricterPoliciesNeverEndsLooserThanItBegan() {
        List<Policy> all = everyPolicy();
        for (Policy first : all) {
            for (Policy second : all) {
                for (Policy third : all) {
                    if (first.looser(second).isEmpty() && second.looser(third).isEmpty()) {
                        assertThat(first.looser(third)).isEmpty();
                    }
                }
            }
        }
    }

    private static List<Policy> everyPolicy() {
        List<Policy> all = new ArrayList<>();
        for (String turnout : Policy.TURNOUT) {
            for (String result : List.of("none", "full")) {
                for (String breakdown : LEVELS.words()) {
                    for (int cast : List.of(20, 25)) {
                        all.add(policy(turnout, result, breakdown, cast, 20));
                        all.add(policy(turnout, result, breakdown, cast, 30));
                    }
                }
            }
        }
        return all;
    }

    private static Policy policy(String turnout, String result, String breakdown, int cast, int entitled) {
        return new Policy(new Publication(turnout, result, breakdown), new Minima(cast, entitled), LEVELS);
    }
}

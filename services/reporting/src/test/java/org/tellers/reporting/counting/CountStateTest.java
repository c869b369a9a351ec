package org.tellers.reporting.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountStateTest {

    @Test
    void anOpenBoxHasNothingToCount() {
        CountState.Facts open = facts(false, false, false, false, Optional.empty(), 2, true);
        assertThat(CountState.of(open)).isEqualTo(CountState.OPEN);
        assertThat(CountState.nextStep(open)).contains("begins when the box has closed");
    }

    @Test
    void aClosedBoxWaitsForPlanThenSumsThenTrustees() {
        assertThat(CountState.of(facts(true, false, false, false, Optional.empty(), 2, true)))
                .isEqualTo(CountState.AWAITING_PLAN);
        assertThat(CountState.of(facts(true, true, false, false, Optional.empty(), 2, true)))
                .isEqualTo(CountState.AWAITING_SUMS);
        CountState.Facts summed = facts(true, true, true, false, Optional.empty(), 1, true);
        assertThat(CountState.of(summed)).isEqualTo(CountState.AWAITING_TRUSTEES);
        assertThat(CountState.nextStep(summed))
                .isEqualTo("Bea sent a factor that is wrong; ask another trustee. 1 more of the needed 2 trustees must"
                        + " decrypt: ask Cleo.");
        assertThat(CountState.of(facts(true, true, true, true, Optional.empty(), 0, true)))
                .isEqualTo(CountState.COUNTED);
    }

    @Test
    void aFaultStopsTheCountAndIsSaid() {
        CountState.Facts stopped = facts(true, true, false, false, Optional.of("The sums are wrong."), 2, true);
        assertThat(CountState.of(stopped)).isEqualTo(CountState.STOPPED);
        assertThat(CountState.nextStep(stopped)).startsWith("The sums are wrong. The count has stopped");
    }

    @Test
    void withTooFewKeysLeftNobodyCanOpenTheBoxAndThatIsSaid() {
        CountState.Facts lost = facts(true, true, true, false, Optional.empty(), 1, false);
        assertThat(CountState.of(lost)).isEqualTo(CountState.IMPOSSIBLE);
        assertThat(CountState.nextStep(lost))
                .isEqualTo(
                        "The keys of Dan are reported lost. 2 of 4 trustees must decrypt, so nobody can open this box"
                                + " any more, the platform included. The result can only be withheld.");
    }

    private static CountState.Facts facts(
            boolean closed,
            boolean planned,
            boolean summed,
            boolean counted,
            Optional<String> fault,
            int missing,
            boolean possible) {
        return new CountState.Facts(
                closed,
                false,
                false,
                planned,
                summed,
                counted,
                fault,
                2,
                missing,
                possible,
                List.of(
                        new CountState.Holder(2, "Ada", true, false, false, false),
                        new CountState.Holder(3, "Bea", false, true, false, false),
                        new CountState.Holder(4, "Cleo", false, false, false, false),
                        new CountState.Holder(5, "Dan", false, false, true, false)));
    }
}

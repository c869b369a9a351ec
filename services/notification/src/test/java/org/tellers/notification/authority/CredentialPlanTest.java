package org.tellers.notification.authority;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialPlanTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 20, 200, 200",
        "1001, 20, 200, 201",
        "5, 20, 200, 200",
        "0, 20, 0, 0",
        "3, 50, 1, 2",
        "7, 0, 3, 3"
    })
    void theReserveIsThePercentageRoundedUpButAtLeastTheMinimum(int entitled, int percent, int minimum, int reserve) {
        CredentialPlan plan = CredentialPlan.of(entitled, percent, minimum);

        assertThat(plan.reserve()).isEqualTo(reserve);
        assertThat(plan.listed()).isEqualTo(entitled + reserve);
    }

    @Test
    void aListIsAnnouncedInPartsOfAtMostTwoThousand() {
        assertThat(CredentialPlan.chunks(0)).isZero();
        assertThat(CredentialPlan.chunks(2_000)).isEqualTo(1);
        assertThat(CredentialPlan.chunks(2_001)).isEqualTo(2);
    }

    @Test
    void someoneIsWarnedWhenFourFifthsOfTheReserveAreGone() {
        assertThat(CredentialPlan.dwindling(10, 3)).isFalse();
        assertThat(CredentialPlan.dwindling(10, 2)).isTrue();
        assertThat(CredentialPlan.dwindling(0, 0)).isFalse();
    }
}

package org.tellers.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SigningTest {

    private static final String NOW = "aa".repeat(32);
    private static final String BEFORE = "bb".repeat(32);

    @Test
    void aPersonSignsAReportOnce() {
        assertThat(Signing.refusal(NOW, null, "kim", List.of())).isEmpty();
        assertThat(Signing.refusal(NOW, null, "kim", List.of(new Signing.Given("lee", NOW))))
                .isEmpty();
        assertThat(Signing.refusal(NOW, NOW, "kim", List.of(new Signing.Given("kim", NOW))))
                .contains(Signing.Refusal.ALREADY_SIGNED);
    }

    @Test
    void nobodySignsAnotherReportThanTheyHaveRead() {
        assertThat(Signing.refusal(NOW, BEFORE, "kim", List.of())).contains(Signing.Refusal.REPORT_CHANGED);
        assertThat(Signing.refusal(NOW, NOW, "kim", List.of())).isEmpty();
    }

    @Test
    void aReportThatChangedAfterASignatureMustBeNamedToBeSigned() {
        List<Signing.Given> earlier = List.of(new Signing.Given("kim", BEFORE));

        assertThat(Signing.refusal(NOW, null, "lee", earlier)).contains(Signing.Refusal.WHICH_REPORT);
        assertThat(Signing.refusal(NOW, NOW, "lee", earlier)).isEmpty();
        assertThat(Signing.refusal(NOW, NOW, "kim", earlier)).isEmpty();
    }

    @Test
    void whoHoldsSeveralRolesSignsInTheOneThatBindsMost() {
        assertThat(Signing.role(Set.of("officer", "approver"))).isEqualTo("approver");
        assertThat(Signing.role(Set.of("officer", "scrutineer"))).isEqualTo("scrutineer");
        assertThatThrownBy(() -> Signing.role(Set.of("auditor"))).isInstanceOf(IllegalArgumentException.class);
    }
}

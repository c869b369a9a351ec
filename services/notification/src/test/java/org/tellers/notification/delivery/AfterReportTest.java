package org.tellers.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AfterReportTest {

    @Test
    void whatCameBackForGoodIsSettledByWhyItDid() {
        assertThat(AfterReport.of(ReportKind.HARD, "accepted", 0)).isEqualTo(new AfterReport.Returned("bounced"));
        assertThat(AfterReport.of(ReportKind.BLOCKED, "accepted", 0)).isEqualTo(new AfterReport.Returned("blocked"));
        assertThat(AfterReport.of(ReportKind.DELAYED, "accepted", 0)).isEqualTo(new AfterReport.Late());
        assertThat(AfterReport.of(ReportKind.COMPLAINT, "accepted", 0)).isEqualTo(new AfterReport.Nothing());
    }

    @Test
    void whatCameBackForAPassingReasonIsSentAgainEverLaterAndNotForEver() {
        assertThat(AfterReport.of(ReportKind.SOFT, "accepted", 0))
                .isEqualTo(new AfterReport.Again(Duration.ofHours(1)));
        assertThat(AfterReport.of(ReportKind.SOFT, "accepted", 1))
                .isEqualTo(new AfterReport.Again(Duration.ofHours(4)));
        assertThat(AfterReport.of(ReportKind.SOFT, "accepted", 2))
                .isEqualTo(new AfterReport.Again(Duration.ofHours(12)));
        assertThat(AfterReport.of(ReportKind.SOFT, "accepted", 3)).isEqualTo(new AfterReport.Returned("bounced"));
    }

    @Test
    void aReportMayBeFasterThanTheNoteThatTheRelayTookTheMail() {
        assertThat(AfterReport.of(ReportKind.HARD, "sending", 0)).isEqualTo(new AfterReport.Returned("bounced"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"queued", "failed", "bounced", "blocked", "suppressed", "without-address", "withdrawn", "unsent"
            })
    void aMailThatNoServerHasIsNotMovedByAReport(String state) {
        for (ReportKind kind : ReportKind.values()) {
            assertThat(AfterReport.of(kind, state, 0)).isEqualTo(new AfterReport.Nothing());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasAnAnswer(ReportKind kind) {
        assertThat(AfterReport.of(kind, "accepted", 0)).isNotNull();
    }
}

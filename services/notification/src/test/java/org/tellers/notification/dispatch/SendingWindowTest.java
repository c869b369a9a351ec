package org.tellers.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tellers.notification.dispatch.SendingWindow.Hold;
import org.tellers.notification.mailtext.MailKind;

class SendingWindowTest {

    private static final Instant CLOSE = Instant.parse("2026-02-27T12:00:00Z");
    private static final Duration STOP = Duration.ofMinutes(15);
    private static final SendingWindow OPEN = new SendingWindow(true, null, CLOSE, null, STOP);

    @ParameterizedTest
    @EnumSource(names = {"INVITATION", "RESEND", "REPLACEMENT", "REMINDER", "EXTENSION"})
    void aCodeOrTheNoticeOfAnExtensionLeavesFromTheOpeningUntilAQuarterOfAnHourBeforeTheClose(MailKind kind) {
        SendingWindow before = new SendingWindow(false, null, CLOSE, null, STOP);

        assertThat(before.hold(kind, CLOSE.minusSeconds(3600))).contains(Hold.NOT_OPEN);
        assertThat(OPEN.hold(kind, CLOSE.minus(STOP).minusMillis(1))).isEmpty();
        assertThat(OPEN.hold(kind, CLOSE.minus(STOP))).contains(Hold.TOO_LATE);
        assertThat(OPEN.hold(kind, CLOSE)).contains(Hold.TOO_LATE);
        assertThat(ended("closed").hold(kind, CLOSE)).contains(Hold.CLOSED);
    }

    @Test
    void anExtensionLiftsTheStop() {
        SendingWindow extended = new SendingWindow(true, null, CLOSE.plusSeconds(3600), null, STOP);

        assertThat(extended.hold(MailKind.REMINDER, CLOSE)).isEmpty();
    }

    @Test
    void whatWasRecordedIsToldAfterTheCloseAndTheResultWhenItIsDecided() {
        assertThat(OPEN.hold(MailKind.RECORDED, CLOSE)).contains(Hold.NOT_CLOSED);
        assertThat(ended("closed").hold(MailKind.RECORDED, CLOSE)).isEmpty();
        assertThat(ended("closed").hold(MailKind.RESULT, CLOSE)).contains(Hold.NO_OUTCOME);
        for (String outcome : new String[] {"declared", "withheld"}) {
            assertThat(new SendingWindow(true, "closed", CLOSE, outcome, STOP).hold(MailKind.RESULT, CLOSE))
                    .isEmpty();
        }
    }

    @Test
    void aConfirmationMayFollowTheCloseAndACampaignMessageMayComeBeforeTheOpening() {
        SendingWindow before = new SendingWindow(false, null, CLOSE, null, STOP);

        assertThat(before.hold(MailKind.CONFIRMATION, CLOSE)).contains(Hold.NOT_OPEN);
        assertThat(ended("closed").hold(MailKind.CONFIRMATION, CLOSE)).isEmpty();
        assertThat(before.hold(MailKind.CAMPAIGN, CLOSE.minusSeconds(3600))).isEmpty();
        assertThat(ended("closed").hold(MailKind.CAMPAIGN, CLOSE)).contains(Hold.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void nothingAtAllLeavesForACancelledBallot(MailKind kind) {
        assertThat(ended("cancelled").hold(kind, CLOSE.minusSeconds(3600))).contains(Hold.CANCELLED);
    }

    private static SendingWindow ended(String how) {
        return new SendingWindow(true, how, CLOSE, null, STOP);
    }
}

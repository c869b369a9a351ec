package org.tellers.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.notification.mailtext.MailKind;

class MailTurnTest {

    private static final Optional<String> ADDRESS = Optional.of("member@example.org");

    @ParameterizedTest
    @EnumSource
    void aMailWithNothingAgainstItIsSent(MailKind kind) {
        assertThat(turn(kind, true, false, ADDRESS).instead()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVITATION", "RESEND", "REPLACEMENT", "REMINDER"})
    void nobodyWhoHasVotedOrHasNoLiveCodeGetsALinkToVote(MailKind kind) {
        assertThat(turn(kind, false, true, ADDRESS).instead()).contains(new Delivery.Withdrawn("voted"));
        assertThat(turn(kind, false, false, ADDRESS).instead()).contains(new Delivery.Withdrawn("no-live-credential"));
    }

    @Test
    void whatCarriesNoCodeGoesToThoseWhoHaveVotedToo() {
        for (MailKind kind :
                new MailKind[] {MailKind.EXTENSION, MailKind.CONFIRMATION, MailKind.RECORDED, MailKind.RESULT}) {
            assertThat(turn(kind, false, true, ADDRESS).instead()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNoLongerOnTheRollGetsNothing(MailKind kind) {
        assertThat(new MailTurn(
                                kind,
                                Optional.empty(),
                                true,
                                true,
                                false,
                                false,
                                false,
                                true,
                                ADDRESS,
                                Optional.empty())
                        .instead())
                .contains(new Delivery.Withdrawn("excluded"));
    }

    @Test
    void aCloseThatWasExtendedOnceMoreIsNotTold() {
        assertThat(new MailTurn(
                                MailKind.EXTENSION,
                                Optional.empty(),
                                false,
                                true,
                                false,
                                true,
                                false,
                                false,
                                ADDRESS,
                                Optional.empty())
                        .instead())
                .contains(new Delivery.Withdrawn("overtaken"));
    }

    @Test
    void aCampaignMessageNeedsAYesAndNoNo() {
        assertThat(campaign(false, false).instead()).contains(new Delivery.Withdrawn("no-consent"));
        assertThat(campaign(true, true).instead()).contains(new Delivery.Withdrawn("declined"));
    }

    @Test
    void whatIsHeldBackWaitsAndLosesNothing() {
        assertThat(new MailTurn(
                                MailKind.REMINDER,
                                Optional.of(SendingWindow.Hold.TOO_LATE),
                                false,
                                true,
                                false,
                                false,
                                false,
                                false,
                                ADDRESS,
                                Optional.empty())
                        .instead())
                .contains(new Delivery.NotNow(Duration.ZERO));
    }

    @Test
    void whoHasNoAddressWaitsForOne() {
        assertThat(turn(MailKind.INVITATION, true, false, Optional.empty()).instead())
                .contains(new Delivery.NoAddress());
    }

    @Test
    void anAddressThatIsLeftAloneGetsNothingAndTheReasonIsKept() {
        assertThat(new MailTurn(
                                MailKind.INVITATION,
                                Optional.empty(),
                                false,
                                true,
                                false,
                                false,
                                false,
                                true,
                                ADDRESS,
                                Optional.of("hard-bounce"))
                        .instead())
                .contains(new Delivery.Suppressed("hard-bounce"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-at.example",
                "two@at@signs.example",
                "a@b.example,c@d.example",
                "a@b.example\r\nBcc: c@d.example",
                "<a@b.example>",
                "a b@c.example",
                "@example.org"
            })
    void whatIsNotOnePlainAddressIsNeverGivenToTheRelay(String address) {
        assertThat(turn(MailKind.INVITATION, true, false, Optional.of(address)).instead())
                .contains(new Delivery.Unusable("address-invalid"));
    }

    private static MailTurn turn(MailKind kind, boolean liveCode, boolean voted, Optional<String> address) {
        return new MailTurn(
                kind, Optional.empty(), false, liveCode, voted, false, false, true, address, Optional.empty());
    }

    private static MailTurn campaign(boolean declined, boolean consented) {
        return new MailTurn(
                MailKind.CAMPAIGN,
                Optional.empty(),
                false,
                true,
                false,
                false,
                declined,
                consented,
                ADDRESS,
                Optional.empty());
    }
}

package org.tellers.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    @Test
    void anUnknownAddressOrAPolicyBlockIsForGood() {
        assertThat(Delivery.ofReply(550, "5.1.1")).isEqualTo(new Delivery.Refused("address-unknown", "5.1.1"));
        assertThat(Delivery.ofReply(550, "5.7.1")).isEqualTo(new Delivery.Refused("policy-block", "5.7.1"));
        assertThat(Delivery.ofReply(553, "")).isEqualTo(new Delivery.Refused("address-refused", ""));
        assertThat(Delivery.ofReply(554, "")).isEqualTo(new Delivery.Refused("refused-554", ""));
        assertThat(Delivery.ofReply(554, "4.3.0")).isEqualTo(new Delivery.Refused("refused-554", "4.3.0"));
    }

    @Test
    void aFullMailboxOrADeferralIsTriedLater() {
        assertThat(Delivery.ofReply(552, "5.2.2")).isEqualTo(new Delivery.Later("mailbox-full"));
        assertThat(Delivery.ofReply(451, "4.7.1")).isEqualTo(new Delivery.Later("deferred-451"));
    }

    @Test
    void aRelayThatClosesOrRefusesToSignUsInSaysNothingOfTheMail() {
        for (int code : new int[] {421, 454, 530, 535}) {
            assertThat(Delivery.ofReply(code, "")).isEqualTo(new Delivery.RelayDown("relay-" + code));
        }
        assertThat(SmtpFailure.read(new MessagingException("no line", new ConnectException("refused"))))
                .isEqualTo(new Delivery.RelayDown("relay-unreachable"));
        assertThat(SmtpFailure.read(new MessagingException("no answer", new SocketTimeoutException())))
                .isEqualTo(new Delivery.RelayDown("relay-timeout"));
        assertThat(SmtpFailure.read(new IllegalStateException("member@example.org")))
                .isEqualTo(new Delivery.Later("send-failed"));
    }

    @Test
    void attemptsComeRarerButAtLeastHourly() {
        assertThat(Delivery.backOff(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Delivery.backOff(4)).isEqualTo(Duration.ofMinutes(8));
        assertThat(Delivery.backOff(1000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void sendingRestsLongerEachTimeTheRelayFailsAndGoesOnAtItsFirstAnswer() {
        Instant now = Instant.parse("2026-02-10T12:00:00Z");
        RelayPause pause = new RelayPause();

        assertThat(pause.begin(now)).isTrue();
        assertThat(pause.begin(now)).isFalse();
        assertThat(pause.resting(now.plusSeconds(1))).isTrue();
        assertThat(pause.resting(now.plusSeconds(2))).isFalse();
        assertThat(pause.troubled()).isTrue();

        Instant then = now.plusSeconds(2);
        assertThat(pause.begin(then)).isTrue();
        assertThat(pause.resting(then.plusSeconds(3))).isTrue();
        for (int i = 0; i < 20; i++) {
            then = then.plusSeconds(61);
            assertThat(pause.begin(then)).isTrue();
        }
        assertThat(pause.resting(then.plusSeconds(60))).isFalse();

        pause.over();
        assertThat(pause.resting(then)).isFalse();
        assertThat(pause.troubled()).isFalse();
    }
}

package org.tellers.membership.membermail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendOutcomeTest {

    @Test
    void onlyWhatTheRelaySaysOfTheAddressIsFinal() {
        assertThat(SendOutcome.ofReply(550)).isEqualTo(SendOutcome.REFUSED);
        assertThat(SendOutcome.ofReply(553)).isEqualTo(SendOutcome.REFUSED);
        assertThat(SendOutcome.ofReply(421)).isEqualTo(SendOutcome.LATER);
        assertThat(SendOutcome.ofReply(450)).isEqualTo(SendOutcome.LATER);
        assertThat(SendOutcome.ofReply(535)).isEqualTo(SendOutcome.LATER);
    }

    @Test
    void eachAttemptWaitsLongerButNeverMoreThanTenMinutes() {
        assertThat(SendOutcome.backOff(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(SendOutcome.backOff(3)).isEqualTo(Duration.ofSeconds(40));
        assertThat(SendOutcome.backOff(1_000)).isEqualTo(Duration.ofMinutes(10));
    }
}

package org.tellers.voting.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.Window;
import org.tellers.voting.box.BallotBox.Entry;
import org.tellers.voting.credential.CredentialState;

class BallotBoxTest {
    private static final Window WINDOW =
            new Window(Instant.parse("2026-02-10T12:00:00Z"), Instant.parse("2026-02-27T12:00:00Z"));
    private static final Instant INSIDE = Instant.parse("2026-02-20T09:30:00Z");

    private static Entry entry(BallotState state, Instant received, @Nullable CredentialState credential) {
        return BallotBox.entry(state, WINDOW, received, Optional.ofNullable(credential), false);
    }

    @Test
    void aBallotOfAnActiveCredentialEntersAnOpenBox() {
        assertThat(entry(BallotState.OPEN, INSIDE, CredentialState.ACTIVE)).isEqualTo(new Entry.Enters());
    }

    @Test
    void aSecondBallotOfTheSameCredentialIsRefusedAndTheFirstStays() {
        assertThat(entry(BallotState.OPEN, INSIDE, CredentialState.USED))
                .isEqualTo(new Entry.Refused(Refusal.ALREADY_RECORDED));
    }

    @ParameterizedTest
    @EnumSource(BallotState.class)
    void theSameBytesGetTheSameReceiptWheneverTheyComeAgain(BallotState state) {
        assertThat(BallotBox.entry(state, WINDOW, WINDOW.closesAt(), Optional.of(CredentialState.USED), true))
                .isEqualTo(new Entry.LiesInside());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-10T11:59:59.999Z, BALLOT_NOT_OPEN",
        "2026-02-27T12:00:00.000Z, BALLOT_CLOSED",
        "2026-02-28T00:00:00.000Z, BALLOT_CLOSED"
    })
    void outsideOfTheWindowNothingEnters(Instant received, Refusal refusal) {
        assertThat(entry(BallotState.OPEN, received, CredentialState.ACTIVE)).isEqualTo(new Entry.Refused(refusal));
    }

    @ParameterizedTest
    @CsvSource({"2026-02-10T12:00:00.000Z", "2026-02-27T11:59:59.999Z"})
    void theEdgesOfTheWindowBelongToIt(Instant received) {
        assertThat(entry(BallotState.OPEN, received, CredentialState.ACTIVE)).isEqualTo(new Entry.Enters());
    }

    @Test
    void onlyAnOpenBoxTakesBallots() {
        assertThat(Arrays.stream(BallotState.values())
                        .filter(state -> entry(state, INSIDE, CredentialState.ACTIVE) instanceof Entry.Enters))
                .containsExactly(BallotState.OPEN);
        assertThat(entry(BallotState.CANCELLED, INSIDE, CredentialState.ACTIVE))
                .isEqualTo(new Entry.Refused(Refusal.BALLOT_CLOSED));
    }

    @Test
    void aCredentialThatMayNotVoteIsToldWhy() {
        assertThat(entry(BallotState.OPEN, INSIDE, null)).isEqualTo(new Entry.Refused(Refusal.CREDENTIAL_NOT_LISTED));
        assertThat(entry(BallotState.OPEN, INSIDE, CredentialState.RESERVE))
                .isEqualTo(new Entry.Refused(Refusal.CREDENTIAL_NOT_ACTIVE));
        assertThat(entry(BallotState.OPEN, INSIDE, CredentialState.REVOKED))
                .isEqualTo(new Entry.Refused(Refusal.CREDENTIAL_REVOKED));
    }
}

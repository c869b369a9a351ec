package org.tellers.voting.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.voting.SampleBallot;
import org.tellers.voting.setup.SetupProgress.Missing;

class SetupProgressTest {
    @Test
    void aSetupIsCompleteOnlyWhenEveryEntitledMemberHasACredential() {
        assertThat(new SetupProgress(true, 3, 3, 500, 500, 500, 500).complete()).isTrue();
        assertThat(new SetupProgress(false, null, 0, null, 0, null, 0).missing())
                .containsExactly(Missing.KEYS, Missing.CREDENTIALS, Missing.ROLL);
        assertThat(new SetupProgress(true, 3, 2, 500, 500, 500, 500).missing()).containsExactly(Missing.CREDENTIALS);
        assertThat(new SetupProgress(true, 3, 3, 500, 499, 500, 499).missing())
                .containsExactly(Missing.ADMISSIONS, Missing.ACTIVATIONS);
        assertThat(new SetupProgress(true, 3, 3, 500, 500, 500, 499).missing()).containsExactly(Missing.ACTIVATIONS);
    }

    @Test
    void aListIsStrictlyAscendingSoNoCredentialIsListedTwice() {
        List<String> listed = new SampleBallot(2, 1).listed();
        assertThat(new CredentialChunk(1, 1, 3, listed).credentials()).isEqualTo(listed);
        assertThatThrownBy(() -> new CredentialChunk(1, 1, 3, listed.reversed()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not ascend");
        assertThatThrownBy(() -> new CredentialChunk(1, 1, 3, List.of(listed.get(0), listed.get(0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListHoldsNothingButPointsOfThePrimeOrder() {
        Stream.of(Point.IDENTITY.hex(), "ff".repeat(32), "", "40a5")
                .forEach(wrong -> assertThatThrownBy(() -> new CredentialChunk(1, 1, 1, List.of(wrong)))
                        .isInstanceOf(ProtocolViolation.class));
    }

    @Test
    void aPartFitsItsList() {
        List<String> listed = new SampleBallot(2, 1).listed();
        assertThatThrownBy(() -> new CredentialChunk(2, 1, 3, listed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CredentialChunk(0, 1, 3, listed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CredentialChunk(1, 1, 2, listed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CredentialChunk(1, 1, 2, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void documentsThatDoNotBelongTogetherAreRefused() {
        SampleBallot ballot = new SampleBallot(1, 0);
        assertThat(KeyedDocuments.of(ballot.keyed()).election())
                .isEqualTo(ballot.election().bytes());
        assertThatThrownBy(() -> KeyedDocuments.of(ballot.keyed("{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("charter");
    }
}

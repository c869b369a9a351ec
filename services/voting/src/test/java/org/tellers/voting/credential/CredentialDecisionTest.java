package org.tellers.voting.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tellers.voting.credential.CredentialDecision.activation;
import static org.tellers.voting.credential.CredentialDecision.replacement;
import static org.tellers.voting.credential.CredentialDecision.revocation;
import static org.tellers.voting.credential.CredentialState.ACTIVE;
import static org.tellers.voting.credential.CredentialState.RESERVE;
import static org.tellers.voting.credential.CredentialState.REVOKED;
import static org.tellers.voting.credential.CredentialState.USED;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tellers.voting.credential.CredentialDecision.Admission;
import org.tellers.voting.credential.CredentialDecision.Circumstances;
import org.tellers.voting.credential.CredentialDecision.Granted;
import org.tellers.voting.credential.CredentialDecision.Missing;
import org.tellers.voting.credential.CredentialDecision.Reason;
import org.tellers.voting.credential.CredentialDecision.Refused;
import org.tellers.voting.credential.CredentialDecision.Waiting;

class CredentialDecisionTest {
    private static final Circumstances USUAL = new Circumstances(false, true);
    private static final Circumstances LIST_MISSING = new Circumstances(false, false);
    private static final Circumstances OVER = new Circumstances(true, true);

    @Test
    void anAdmissionIsCheckedOffOnce() {
        assertThat(activation(USUAL, Optional.of(RESERVE), Admission.OPEN, true))
                .isEqualTo(new Granted());
        assertThat(activation(USUAL, Optional.of(RESERVE), Admission.CHECKED_OFF, true))
                .isEqualTo(new Refused(Reason.ADMISSION_CHECKED_OFF));
    }

    @Test
    void noMoreCredentialsMayVoteThanTheRollEntitles() {
        assertThat(activation(USUAL, Optional.of(RESERVE), Admission.OPEN, false))
                .isEqualTo(new Waiting(Missing.ROLL));
    }

    @Test
    void whatIsNotHereYetIsWaitedFor() {
        assertThat(activation(LIST_MISSING, Optional.empty(), Admission.UNKNOWN, false))
                .isEqualTo(new Waiting(Missing.LIST));
        assertThat(activation(USUAL, Optional.of(RESERVE), Admission.UNKNOWN, true))
                .isEqualTo(new Waiting(Missing.ADMISSION));
        assertThat(revocation(LIST_MISSING, Optional.empty())).isEqualTo(new Waiting(Missing.LIST));
    }

    @Test
    void onlyReserveCredentialsAreActivated() {
        for (CredentialState state : List.of(ACTIVE, REVOKED, USED)) {
            assertThat(activation(USUAL, Optional.of(state), Admission.OPEN, true))
                    .isEqualTo(new Refused(Reason.NOT_RESERVE));
        }
        assertThat(activation(USUAL, Optional.empty(), Admission.OPEN, true)).isEqualTo(new Refused(Reason.NOT_LISTED));
    }

    @Test
    void aCodeIsNeverReplacedAfterVoting() {
        assertThat(replacement(USUAL, Optional.of(USED), Optional.of(RESERVE)))
                .isEqualTo(new Refused(Reason.ALREADY_USED));
        assertThat(replacement(USUAL, Optional.of(ACTIVE), Optional.of(RESERVE)))
                .isEqualTo(new Granted());
    }

    @Test
    void aReplacementIsTakenFromTheReserve() {
        for (CredentialState state : List.of(ACTIVE, REVOKED, USED)) {
            assertThat(replacement(USUAL, Optional.of(ACTIVE), Optional.of(state)))
                    .isEqualTo(new Refused(Reason.REPLACEMENT_NOT_RESERVE));
        }
        assertThat(replacement(USUAL, Optional.of(ACTIVE), Optional.empty()))
                .isEqualTo(new Refused(Reason.REPLACEMENT_NOT_LISTED));
    }

    @Test
    void onlyActiveCredentialsAreRevoked() {
        assertThat(revocation(USUAL, Optional.of(ACTIVE))).isEqualTo(new Granted());
        assertThat(revocation(USUAL, Optional.of(USED))).isEqualTo(new Refused(Reason.ALREADY_USED));
        assertThat(revocation(USUAL, Optional.of(REVOKED))).isEqualTo(new Refused(Reason.ALREADY_REVOKED));
        assertThat(revocation(USUAL, Optional.of(RESERVE))).isEqualTo(new Refused(Reason.NOT_ACTIVE));
        assertThat(revocation(USUAL, Optional.empty())).isEqualTo(new Refused(Reason.NOT_LISTED));
    }

    @Test
    void afterTheCloseNothingChanges() {
        for (CredentialState state : CredentialState.values()) {
            Refused over = new Refused(Reason.BALLOT_OVER);
            assertThat(activation(OVER, Optional.of(state), Admission.OPEN, true))
                    .isEqualTo(over);
            assertThat(replacement(OVER, Optional.of(state), Optional.of(RESERVE)))
                    .isEqualTo(over);
            assertThat(revocation(OVER, Optional.of(state))).isEqualTo(over);
        }
    }

    @Test
    void everyRefusalHasACodeOfItsOwn() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::code)).doesNotHaveDuplicates();
    }

    @Test
    void whatDoesNotAddUpIsNamed() {
        assertThat(new Reconciliation(10, 4, 5, 1, 3, 5, 6).faults()).isEmpty();
        assertThat(new Reconciliation(10, 4, 5, 0, 3, 5, 6).faults()).hasSize(1);
        assertThat(new Reconciliation(10, 4, 5, 1, 6, 5, 6).faults()).hasSize(1);
        assertThat(new Reconciliation(10, 4, 5, 1, 3, 4, 6).faults()).hasSize(1);
        assertThat(new Reconciliation(10, 4, 5, 1, 3, 5, 4).faults()).hasSize(1);
    }
}

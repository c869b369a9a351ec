package org.tellers.membership.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ConfirmationTest {

    private static final Comparison THREE_LEAVE = new Comparison(1, 2, 3, 4, 0);

    @Test
    void anyInvalidRowStoresNothingUnlessTheValidOnesAreWanted() {
        assertThat(new Confirmation(false, null, null).refuse(ImportMode.UPDATE, THREE_LEAVE, 1, 0, 0))
                .get()
                .returns("invalid-rows", Confirmation.Refusal::code);
        assertThat(new Confirmation(true, null, null).refuse(ImportMode.UPDATE, THREE_LEAVE, 1, 0, 0))
                .isEmpty();
    }

    @Test
    void aFullImportIsConfirmedWithTheNumberOfLeavers() {
        assertThat(new Confirmation(false, null, null).refuse(ImportMode.FULL, THREE_LEAVE, 0, 0, 0))
                .get()
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("leavers-not-confirmed");
                    assertThat(refusal.detail()).contains("left = 3");
                });
        assertThat(new Confirmation(false, 2, null).refuse(ImportMode.FULL, THREE_LEAVE, 0, 0, 0))
                .isPresent();
        assertThat(new Confirmation(false, 3, null).refuse(ImportMode.FULL, THREE_LEAVE, 0, 0, 0))
                .isEmpty();
    }

    @Test
    void nobodyIsMarkedAsLeftWhileARowHasNoReadableNumber() {
        assertThat(new Confirmation(true, 3, null).refuse(ImportMode.FULL, THREE_LEAVE, 1, 1, 0))
                .get()
                .returns("leavers-unknown", Confirmation.Refusal::code);
    }

    @Test
    void anUpdateMakesNobodyLeave() {
        assertThat(new Confirmation(false, 3, null).refuse(ImportMode.UPDATE, new Comparison(1, 2, 0, 4, 0), 0, 0, 0))
                .get()
                .returns("nobody-leaves", Confirmation.Refusal::code);
    }

    @Test
    void whatMembersHaveSetIsOverwrittenOnlyByWhoStatesOfHowMany() {
        Comparison found = new Comparison(0, 2, 0, 4, 0);
        assertThat(new Confirmation(false, null, null).refuse(ImportMode.UPDATE, found, 0, 0, 5))
                .isEmpty();
        assertThat(new Confirmation(false, null, 4).refuse(ImportMode.UPDATE, found, 0, 0, 5))
                .get()
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("conflicts-not-confirmed");
                    assertThat(refusal.detail()).contains("overwrite = 5");
                });
        assertThat(new Confirmation(false, null, 5).refuse(ImportMode.UPDATE, found, 0, 0, 5))
                .isEmpty();
    }
}

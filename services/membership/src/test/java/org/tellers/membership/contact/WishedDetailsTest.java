package org.tellers.membership.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.membership.imports.ContactField;

@NullUnmarked
class WishedDetailsTest {

    private static final ContactDetails NOW = new ContactDetails(
            "personal", "p@x.example", null, "07700 900001", "1 High St", null, "Leeds", "LS1 1AA", "en");

    @Test
    void whatIsLeftOutStaysAndAnEmptyTextRemoves() throws WishedDetails.NotPossible {
        ContactDetails wished = WishedDetails.read(
                        NOW, new ContactWish(null, null, null, "", "2 Low St", null, null, null, "cy"))
                .atOnce();
        assertThat(wished)
                .isEqualTo(new ContactDetails(
                        "personal", "p@x.example", null, null, "2 Low St", null, "Leeds", "LS1 1AA", "cy"));
    }

    @Test
    void aNewAddressWaitsAndTheOldOneStaysInForce() throws WishedDetails.NotPossible {
        WishedDetails wished = WishedDetails.read(
                NOW, new ContactWish("work", "new@x.example", "w@x.example", null, null, null, null, null, null));
        assertThat(wished.withoutNewAddresses().emailInForce()).hasValue("p@x.example");
        assertThat(wished.newAddresses())
                .containsEntry(ContactField.PERSONAL_EMAIL, "new@x.example")
                .containsEntry(ContactField.WORK_EMAIL, "w@x.example");
        assertThat(wished.atOnce().emailInForce()).hasValue("w@x.example");
    }

    @Test
    void theFormSentAsItWasWishesNothing() throws WishedDetails.NotPossible {
        WishedDetails wished = WishedDetails.read(
                NOW,
                new ContactWish(
                        "personal", "p@x.example", "", "07700 900001", "1 High St", "", "Leeds", "LS1 1AA", "en"));
        assertThat(wished.withoutNewAddresses().differencesTo(NOW)).isEmpty();
        assertThat(wished.newAddresses()).isEmpty();
    }

    @Test
    void whatNoRegisterFileCouldBringIsRefusedAndNotRepeated() {
        assertThat(refusal(wish(null, "not an address")))
                .returns("not-an-email-address", WishedDetails.NotPossible::code)
                .returns("personalEmail", WishedDetails.NotPossible::field)
                .satisfies(refused ->
                        assertThat(refused.detail() + refused.getMessage()).doesNotContain("not an address"));
        assertThat(refusal(wish("fax", null))).returns("unknown-value", WishedDetails.NotPossible::code);
        assertThat(refusal(new ContactWish(null, null, null, "call me", null, null, null, null, null)))
                .returns("not-a-telephone-number", WishedDetails.NotPossible::code);
        assertThat(refusal(new ContactWish(null, null, null, null, "x".repeat(201), null, null, null, null)))
                .returns("too-long", WishedDetails.NotPossible::code)
                .returns("address1", WishedDetails.NotPossible::field);
    }

    @Test
    void theLastAddressStaysAndAPreferredOneMustBeThere() {
        assertThat(refusal(wish(null, ""))).returns("no-address-left", WishedDetails.NotPossible::code);
        assertThat(refusal(wish("work", null))).returns("preferred-address-missing", WishedDetails.NotPossible::code);
    }

    /** Whatever is wished: a member who has an address in force keeps one, with or without a confirmation to come. */
    @Test
    void nobodyIsLeftWithoutAnAddress() {
        Random random = new Random(7);
        String[] types = {null, "personal", "work"};
        String[] addresses = {null, "", "p@x.example", "w@x.example", "n@x.example"};
        int possible = 0;
        for (int i = 0; i < 20_000; i++) {
            String work = random.nextBoolean() ? "w@x.example" : null;
            ContactDetails now = new ContactDetails(
                    types[random.nextInt(3)],
                    work == null || random.nextBoolean() ? "p@x.example" : null,
                    work,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "en");
            ContactWish wish = new ContactWish(
                    types[random.nextInt(3)],
                    addresses[random.nextInt(5)],
                    addresses[random.nextInt(5)],
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            try {
                WishedDetails wished = WishedDetails.read(now, wish);
                assertThat(wished.atOnce().emailInForce()).isPresent();
                ContactDetails until = wished.withoutNewAddresses();
                String inForce = until.emailInForce().orElseThrow();
                assertThat(inForce.equals(now.personalEmail()) || inForce.equals(now.workEmail()))
                        .isTrue();
                possible++;
            } catch (WishedDetails.NotPossible refused) {
                assertThat(refused.code()).isIn("no-address-left", "preferred-address-missing");
            }
        }
        assertThat(possible).isGreaterThan(5_000);
    }

    private static ContactWish wish(String preferred, String personal) {
        return new ContactWish(preferred, personal, null, null, null, null, null, null, null);
    }

    private static WishedDetails.NotPossible refusal(ContactWish wish) {
        return catchThrowableOfType(WishedDetails.NotPossible.class, () -> WishedDetails.read(NOW, wish));
    }
}

package org.tellers.membership.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.membership.imports.ContactField;

@NullUnmarked
class ContactDetailsTest {

    @Test
    void thePreferredAddressIsInForceElseTheOther() {
        assertThat(details("work", "p@x.example", "w@x.example").emailInForce()).hasValue("w@x.example");
        assertThat(details(null, "p@x.example", "w@x.example").emailInForce()).hasValue("p@x.example");
        assertThat(details("personal", null, "w@x.example").emailInForce()).hasValue("w@x.example");
        assertThat(details("work", null, null).emailInForce()).isEmpty();
    }

    @Test
    void statingWhatHoldsAnywayChangesNothing() {
        assertThat(details("personal", "p@x.example", null).differencesTo(details(null, "p@x.example", null)))
                .isEmpty();
    }

    @Test
    void whoPrefersTheOtherAddressIsToldAtTheOneBefore() {
        ContactDetails before = details("personal", "p@x.example", "w@x.example");
        ContactDetails after = details("work", "p@x.example", "w@x.example");
        assertThat(after.differencesTo(before)).containsExactly(ContactField.PREFERRED_EMAIL);
        assertThat(after.addressesToTell(before)).containsExactly("p@x.example");
    }

    /** Whatever changes: an address that something took the place of hears of it, and the one in force is another's. */
    @Test
    void noAddressGoesWithoutBeingTold() {
        Random random = new Random(20_261_122);
        for (int i = 0; i < 20_000; i++) {
            ContactDetails before = any(random);
            ContactDetails after = any(random);
            Set<String> told = after.addressesToTell(before);
            for (String address : new String[] {before.personalEmail(), before.workEmail()}) {
                boolean gone =
                        address != null && !address.equals(after.personalEmail()) && !address.equals(after.workEmail());
                assertThat(!gone || told.contains(address)).isTrue();
            }
            if (before.emailInForce().isPresent() && !before.emailInForce().equals(after.emailInForce())) {
                assertThat(told).contains(before.emailInForce().get());
            }
            after.emailInForce().ifPresent(address -> assertThat(told).doesNotContain(address));
            if (after.differencesTo(before).stream().noneMatch(ContactField::email)) {
                assertThat(told).isEmpty();
            }
        }
    }

    private static ContactDetails any(Random random) {
        String[] types = {null, "personal", "work"};
        String[] addresses = {null, "a@x.example", "b@x.example", "c@x.example"};
        return details(types[random.nextInt(3)], addresses[random.nextInt(4)], addresses[random.nextInt(4)]);
    }

    private static ContactDetails details(String preferred, String personal, String work) {
        return new ContactDetails(preferred, personal, work, null, null, null, null, null, "en");
    }
}

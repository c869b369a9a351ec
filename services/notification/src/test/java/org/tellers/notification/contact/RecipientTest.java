package org.tellers.notification.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecipientTest {

    @Test
    void thePreferredAddressIsWrittenToAndTheOtherOnlyWhereItIsMissing() {
        assertThat(recipient("personal", "p@example.org", "w@example.org").address())
                .contains("p@example.org");
        assertThat(recipient("work", "p@example.org", "w@example.org").address())
                .contains("w@example.org");
        assertThat(recipient("work", "p@example.org", null).address()).contains("p@example.org");
        assertThat(recipient("personal", " ", "w@example.org").address()).contains("w@example.org");
        assertThat(recipient(null, "p@example.org", "w@example.org").address()).contains("p@example.org");
    }

    @Test
    void aMemberWithoutAnyAddressHasNone() {
        assertThat(recipient("personal", null, " ").address()).isEmpty();
    }

    @Test
    void theGreetingUsesWhatTheRegisterHas() {
        assertThat(new Recipient("Ms", "Test", "Member", null, null, null, "en").name())
                .isEqualTo("Test Member");
        assertThat(new Recipient("Ms", null, "Member", null, null, null, "en").name())
                .isEqualTo("Ms Member");
        assertThat(new Recipient(null, null, "Member", null, null, null, "en").name())
                .isEqualTo("Member");
    }

    @Test
    void aRecipientDoesNotTellWhoItIsWhenPrinted() {
        assertThat(recipient("work", "p@example.org", "w@example.org").toString())
                .doesNotContain("@", "Member");
    }

    private static Recipient recipient(String preferred, String personal, String work) {
        return new Recipient(null, "Test", "Member", preferred, personal, work, "en");
    }
}

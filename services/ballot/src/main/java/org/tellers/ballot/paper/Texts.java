package org.tellers.ballot.paper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What any text shown to members must satisfy. */
public final class Texts {

    private Texts() {}

    /** Adds what is wrong with a required text: missing, blank, too long, or not printable. */
    public static void check(@Nullable String text, String field, int most, List<Fault> faults) {
        if (text == null || text.isBlank()) {
            faults.add(new Fault(field, "text-missing", "Write a text here"));
            return;
        }
        checkForm(text, field, most, faults);
    }

    /** Adds what is wrong with a text that may be empty. */
    public static void checkForm(String text, String field, int most, List<Fault> faults) {
        if (text.length() > most) {
            faults.add(new Fault(
                    field,
                    "too-long",
                    "The text has %,d characters, at most %,d are allowed".formatted(text.length(), most)));
        } else if (text.codePoints().anyMatch(Texts::isUnprintable)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            faults.add(
                    new Fault(field, "unprintable", "The text holds control characters; only line breaks are allowed"));
        }
    }

    // Directional overrides could show members another order of words than the one that was approved.
    private static boolean isUnprintable(int c) {
        return (Character.isISOControl(c) && c != '\n') || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}

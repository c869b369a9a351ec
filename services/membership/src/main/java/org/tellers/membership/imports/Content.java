package org.tellers.membership.imports;

import java.time.DateTimeException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a column may hold. {@link #read} takes the tidied, non-empty text of a cell and gives the value to store: a
 * {@link String}, a {@link RegisterInstant} or a {@link Boolean}.
 *
 * <p>The sentences never repeat the cell: they are kept with the import, and a cell may be a name or an address.
 */
enum Content {
    TEXT {
        @Override
        Object read(String text) {
            return text;
        }
    },
    NUMBER {
        @Override
        Object read(String text) throws Unreadable {
            if (SCIENTIFIC.matcher(text).matches()) {
                throw new Unreadable(
                        "number-damaged-by-spreadsheet",
                        "A spreadsheet turned the membership number into scientific notation. Format the column as text"
                                + " and export again.");
            }
            if (text.length() > 40) {
                throw new Unreadable("too-long", "A membership number has at most 40 characters.");
            }
            return text;
        }
    },
    EMAIL {
        @Override
        Object read(String text) throws Unreadable {
            if (text.length() > 254 || !ADDRESS.matcher(text).matches()) {
                throw new Unreadable(
                        "not-an-email-address",
                        "This is not one e-mail address of the form name@example.org. Correct it or leave it empty.");
            }
            return text;
        }
    },
    EMAIL_TYPE {
        @Override
        Object read(String text) throws Unreadable {
            return oneOf(Set.of("personal", "work"), text, "Write personal or work, or leave it empty.");
        }
    },
    TELEPHONE {
        @Override
        Object read(String text) throws Unreadable {
            if (!TELEPHONE_NUMBER.matcher(text).matches()) {
                throw new Unreadable(
                        "not-a-telephone-number",
                        "A telephone number has digits, spaces, brackets, hyphens and a plus sign, at most 30 of them.");
            }
            return text;
        }
    },
    STATUS {
        @Override
        Object read(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },
    LANGUAGE {
        @Override
        Object read(String text) throws Unreadable {
            return oneOf(Set.of("en", "cy"), text, "Write en (English) or cy (Welsh), or leave it empty for English.");
        }
    },
    YES_NO {
        @Override
        Object read(String text) throws Unreadable {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "yes", "y", "true", "1" -> true;
                case "no", "n", "false", "0" -> false;
                default -> throw new Unreadable("unknown-value", "Write yes or no, or leave it empty.");
            };
        }
    },
    INSTANT {
        @Override
        Object read(String text) throws Unreadable {
            try {
                return RegisterInstant.parse(text);
            } catch (DateTimeException _) {
                throw new Unreadable(
                        "not-an-iso-date",
                        "Write the day as 2026-02-26, or the day and time with its zone as 2026-02-26T09:30Z or"
                                + " 2026-06-26T09:30+01:00.");
            }
        }
    };

    /** Longest text of a cell, in characters. */
    static final int LONGEST = 200;

    private static final Pattern SCIENTIFIC = Pattern.compile("\\d([.,]\\d+)?E\\+\\d+");
    private static final Pattern TELEPHONE_NUMBER = Pattern.compile("[+0-9 ()-]{3,30}");
    // Deliberately loose: what no mail system takes, and what could end a header line, stays out; the rest the relay
    // tells.
    private static final Pattern ADDRESS = Pattern.compile(
            "[^\\s@<>(),;:\\\\\"\\[\\]]{1,64}@[^\\s@<>(),;:\\\\\"\\[\\].]+(\\.[^\\s@<>(),;:\\\\\"\\[\\].]+)+");

    abstract Object read(String text) throws Unreadable;

    private static String oneOf(Set<String> allowed, String text, String what) throws Unreadable {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!allowed.contains(lower)) {
            throw new Unreadable("unknown-value", what);
        }
        return lower;
    }

    /** The cell does not hold what its column may hold. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        Unreadable(String code, String detail) {
            super(detail, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }

        String detail() {
            return java.util.Objects.requireNonNull(getMessage());
        }
    }
}

package org.tellers.notification.contact;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a member is written to, as the register stands now.
 *
 * @param title title, may be null
 * @param firstName first name, may be null
 * @param lastName last name
 * @param preferred {@code personal} or {@code work}; null means personal
 * @param personalEmail personal address, may be null
 * @param workEmail work address, may be null
 * @param language language of mails, {@code en} or {@code cy}
 */
public record Recipient(
        String title,
        String firstName,
        String lastName,
        String preferred,
        String personalEmail,
        String workEmail,
        String language) {

    /** The preferred address, else the other one (rule R3); empty when the member has none. */
    public Optional<String> address() {
        Stream<String> inOrder =
                "work".equals(preferred) ? Stream.of(workEmail, personalEmail) : Stream.of(personalEmail, workEmail);
        return inOrderOf(inOrder);
    }

    /** The domain of an address in small letters, which is what providers throttle and block by; empty without one. */
    public static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** The name for a greeting: first and last name, else title and last name, else the last name. */
    public String name() {
        String before = firstName != null && !firstName.isBlank() ? firstName : title;
        return before == null || before.isBlank() ? lastName : before.strip() + " " + lastName;
    }

    private static Optional<String> inOrderOf(Stream<String> addresses) {
        return addresses
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    /** Hides who it is. */
    @Override
    public String toString() {
        return "Recipient";
    }
}

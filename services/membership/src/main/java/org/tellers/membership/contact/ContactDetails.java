package org.tellers.membership.contact;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.imports.ContactField;

/**
 * How a member is reached.
 *
 * @param preferredEmailType personal or work; null means personal
 * @param personalEmail personal e-mail address
 * @param workEmail e-mail address at work
 * @param mobile mobile number
 * @param address1 first line of the postal address
 * @param address2 second line
 * @param town town
 * @param postcode postcode
 * @param language en or cy
 */
public record ContactDetails(
        @Nullable String preferredEmailType,
        @Nullable String personalEmail,
        @Nullable String workEmail,
        @Nullable String mobile,
        @Nullable String address1,
        @Nullable String address2,
        @Nullable String town,
        @Nullable String postcode,
        String language) {

    /** The address that is written to: the preferred one, else the other (rule R3); empty when there is none. */
    public Optional<String> emailInForce() {
        return ("work".equals(preferredEmailType)
                        ? Stream.of(Optional.ofNullable(workEmail), Optional.ofNullable(personalEmail))
                        : Stream.of(Optional.ofNullable(personalEmail), Optional.ofNullable(workEmail)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The fields in which it differs from another. */
    public Set<ContactField> differencesTo(ContactDetails other) {
        Set<ContactField> differing = EnumSet.noneOf(ContactField.class);
        for (ContactField field : ContactField.values()) {
            if (!values(field).equals(other.values(field))) {
                differing.add(field);
            }
        }
        return differing;
    }

    /**
     * The addresses at which the member, or whoever took the member's place, must learn that something else is in force
     * now: those that it takes the place of.
     *
     * @param before how the member was reached before
     */
    public Set<String> addressesToTell(ContactDetails before) {
        Set<String> told = new LinkedHashSet<>();
        Set<ContactField> differing = differencesTo(before);
        if (differing.contains(ContactField.PERSONAL_EMAIL) && before.personalEmail != null) {
            told.add(before.personalEmail);
        }
        if (differing.contains(ContactField.WORK_EMAIL) && before.workEmail != null) {
            told.add(before.workEmail);
        }
        if (differing.stream().anyMatch(ContactField::email)) {
            before.emailInForce().ifPresent(told::add);
        }
        emailInForce().ifPresent(told::remove);
        return told;
    }

    /** The same with the e-mail addresses, and which is preferred, as they are in another. */
    ContactDetails withEmailsOf(ContactDetails other, Set<ContactField> which) {
        return new ContactDetails(
                which.contains(ContactField.PREFERRED_EMAIL) ? other.preferredEmailType : preferredEmailType,
                which.contains(ContactField.PERSONAL_EMAIL) ? other.personalEmail : personalEmail,
                which.contains(ContactField.WORK_EMAIL) ? other.workEmail : workEmail,
                mobile,
                address1,
                address2,
                town,
                postcode,
                language);
    }

    /** The same with another personal or work address. */
    public ContactDetails withEmail(ContactField field, String address) {
        return switch (field) {
            case PERSONAL_EMAIL ->
                new ContactDetails(
                        preferredEmailType, address, workEmail, mobile, address1, address2, town, postcode, language);
            case WORK_EMAIL ->
                new ContactDetails(
                        preferredEmailType,
                        personalEmail,
                        address,
                        mobile,
                        address1,
                        address2,
                        town,
                        postcode,
                        language);
            default -> throw new IllegalArgumentException(field.code() + " is no e-mail address");
        };
    }

    private List<Optional<String>> values(ContactField field) {
        return switch (field) {
            // Nothing stated means personal.
            case PREFERRED_EMAIL -> values(Objects.requireNonNullElse(preferredEmailType, "personal"));
            case PERSONAL_EMAIL -> values(personalEmail);
            case WORK_EMAIL -> values(workEmail);
            case MOBILE -> values(mobile);
            case POSTAL_ADDRESS -> values(address1, address2, town, postcode);
            case LANGUAGE -> values(language);
        };
    }

    private static List<Optional<String>> values(@Nullable String... texts) {
        return Stream.of(texts).map(Optional::ofNullable).toList();
    }

    /** Hides who it is. */
    @Override
    public String toString() {
        return "ContactDetails";
    }
}

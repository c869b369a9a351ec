package org.tellers.membership.contact;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of the register with how they are reached.
 *
 * @param id the member
 * @param membershipNumber membership number
 * @param title title
 * @param firstName first name
 * @param lastName last name
 * @param campaignConsent whether the member wants campaign messages; null: never asked
 * @param left whether the member has left
 * @param details how the member is reached
 */
public record MemberContact(
        UUID id,
        String membershipNumber,
        @Nullable String title,
        @Nullable String firstName,
        String lastName,
        @Nullable Boolean campaignConsent,
        boolean left,
        ContactDetails details) {

    /** The name for a greeting: first and last name, else title and last name, else the last name. */
    public String name() {
        String before = firstName != null ? firstName : title;
        return before == null ? lastName : before + " " + lastName;
    }

    /** Hides who it is. */
    @Override
    public String toString() {
        return "MemberContact[" + id + "]";
    }
}

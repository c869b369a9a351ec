package org.tellers.contracts.membership;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * Name or contact data of a member changed.
 *
 * @param memberId the member
 * @param membershipNumber membership number, leading zeros kept
 * @param title title
 * @param firstName first name
 * @param lastName last name
 * @param preferredEmailType personal or work
 * @param personalEmail personal e-mail address
 * @param workEmail work e-mail address
 * @param mobile mobile number
 * @param language language of mails
 * @param campaignConsent whether the member wants campaign messages; absent: never asked
 */
public record MemberContactChanged(
        UUID memberId,
        String membershipNumber,
        @Nullable String title,
        @Nullable String firstName,
        String lastName,
        @Nullable String preferredEmailType,
        @Nullable String personalEmail,
        @Nullable String workEmail,
        @Nullable String mobile,
        String language,
        @Nullable Boolean campaignConsent)
        implements Fact {}

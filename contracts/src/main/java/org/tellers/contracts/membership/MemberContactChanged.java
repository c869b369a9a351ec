package org.tellers.contracts.membership;

import java.time.Instant;
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
 * @param changedBy member, staff or import; null in facts from before it was told
 * @param changedAt when the register was changed; null in facts from before it was told
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
        @Nullable Boolean campaignConsent,
        @Nullable String changedBy,
        @Nullable Instant changedAt)
        implements Fact {

    /** As facts were before they told who changed the register, and when. */
    public MemberContactChanged(
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
            @Nullable Boolean campaignConsent) {
        this(
                memberId,
                membershipNumber,
                title,
                firstName,
                lastName,
                preferredEmailType,
                personalEmail,
                workEmail,
                mobile,
                language,
                campaignConsent,
                null,
                null);
    }
}

package org.tellers.membership.register;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What HQ sees of a member. */
@Schema(name = "Member")
record MemberView(
        UUID id,
        String membershipNumber,
        @Nullable String title,
        @Nullable String firstName,
        String lastName,
        @Nullable String preferredEmailType,
        @Nullable String personalEmail,
        @Nullable String workEmail,

        @Schema(description = "Whether the register has an e-mail address of the member")
        boolean reachable,

        @Nullable String mobile,
        @Nullable String address1,
        @Nullable String address2,
        @Nullable String town,
        @Nullable String postcode,
        String section,
        @Nullable String branch,
        @Nullable String employer,
        @Nullable String region,
        @Nullable String pdu,
        @Nullable String workplace,
        @Nullable String jobRole,
        @Nullable String membershipClass,
        String status,
        @Nullable Instant joinedAt,

        @Schema(description = "Only the day of joining is known; the instant is its start in London")
        boolean joinedAtDayOnly,

        @Nullable Instant leftAt,
        String language,
        @Nullable Boolean campaignConsent,

        @Schema(description = "Fields that files do not change, because the member or headquarters have set them")
        List<String> held) {

    static MemberView of(Member member) {
        return new MemberView(
                member.id,
                member.membershipNumber,
                member.title,
                member.firstName,
                member.lastName,
                member.preferredEmailType,
                member.personalEmail,
                member.workEmail,
                member.reachable(),
                member.mobile,
                member.address1,
                member.address2,
                member.town,
                member.postcode,
                member.section,
                member.branch,
                member.employer,
                member.region,
                member.pdu,
                member.workplace,
                member.jobRole,
                member.membershipClass,
                member.status,
                member.joinedAt,
                member.joinedAtDayOnly,
                member.leftAt,
                member.language,
                member.campaignConsent,
                member.held == null ? List.of() : List.of(member.held));
    }
}

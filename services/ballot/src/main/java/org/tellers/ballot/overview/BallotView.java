package org.tellers.ballot.overview;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.draft.KeyHolders;
import org.tellers.ballot.draft.Reserve;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.extension.Extensions;
import org.tellers.ballot.followup.FollowUp;
import org.tellers.ballot.followup.Trigger;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Publication;

/** A ballot as HQ, trustees and auditors see it. */
@Schema(name = "Ballot")
public record BallotView(
        @Schema(description = "Belenios uuid") String uuid,

        @Schema(description = "draft, approved, keyed, ready, open, closed, counted, declared, withheld or cancelled")
        String state,

        @Schema(description = "How often it was written") int revision,

        @Schema(description = "What must happen before it moves on; absent when it is over") @Nullable
        NextStep next,

        @Schema(description = "What is unusual, or stands in the way")
        List<String> warnings,

        String name,
        String union,
        String authority,
        List<Question> questions,
        Instant opensAt,

        @Schema(description = "The opening as London reads it")
        String opensAtLondon,

        Instant closesAt,

        @Schema(description = "The close as London reads it")
        String closesAtLondon,

        @Schema(description = "Who joins at this instant or later cannot vote")
        Instant lateJoinerCutOff,

        @Schema(description = "The cut-off for late joiners as London reads it")
        String lateJoinerCutOffLondon,

        EligibilityRule eligibility,
        String constituencyLevel,
        String constituencyGroupLevel,

        @Schema(description = "What is published, as it stands")
        Publication publication,

        Minima minima,
        Reserve reserve,

        @Schema(
                description =
                        "Spare credentials that are left for late joiners and replacements; absent before the freeze")
        @Nullable
        Integer reserveLeft,

        KeyHolders keyHolders,
        boolean revoting,
        String helpLine,

        @Schema(description = "Sign-in name of the last editor")
        String editedBy,

        @Nullable String approvedBy,
        List<Trustee> trustees,

        @Schema(description = "Fingerprint of the election, once keyed") @Nullable
        String fingerprint,

        @Schema(description = "SHA-256 of the Setup, once ready") @Nullable
        String setupHash,

        @Schema(description = "Hash of the archive's last event, once closed") @Nullable
        String head,

        int rollVersion,

        @Schema(description = "Entitled, once the roll is frozen") @Nullable
        Integer entitled,

        @Schema(description = "Votes cast as last announced; exact once closed") @Nullable
        Integer cast,

        @Schema(description = "Changes of the publication policy since its approval, oldest first; the last one holds")
        List<PolicyChange> policyChanges,

        @Nullable Pending extension,
        @Nullable Pending cancellation,

        @Schema(description = "Another publication policy that waits for a second person") @Nullable
        Pending policy,

        @Schema(description = "The paper in Welsh; absent where it is in English only") @Nullable
        WelshPaper welsh,

        @Schema(description = "Dates on which headquarters is to follow the ballot up (rule R16)")
        List<Trigger> triggers,

        @Schema(description = "The same dates since the approval, and what became of them")
        List<FollowUp> followUps,

        @Schema(description = "Later closes, oldest first") List<Extensions.Notice> extensions) {

    /**
     * A trustee.
     *
     * @param owner number in trustees.json, from 1
     * @param name who holds the key
     * @param publicKey Belenios trustee public key, canonical JSON text
     * @param registeredBy sign-in name; absent for the platform's key
     * @param registeredAt when
     */
    @Schema(name = "Trustee")
    public record Trustee(
            int owner,
            String name,
            String publicKey,
            @Nullable String registeredBy,
            Instant registeredAt) {}

    /**
     * What waits for a second person.
     *
     * @param by sign-in name of who proposed it
     * @param at when
     * @param reason why
     * @param closesAt the later close, for an extension
     * @param publication what would be published, for a change of policy
     * @param minima the smallest cell there would be, for a change of policy
     */
    @Schema(name = "PendingProposal", description = "What waits for a second person")
    public record Pending(
            String by,
            Instant at,
            String reason,
            @Nullable Instant closesAt,
            @Nullable Publication publication,
            @Nullable Minima minima) {}

    /**
     * A publication policy that two people changed.
     *
     * @param at when
     * @param reason why
     * @param publication what is published since then
     * @param minima the smallest cell since then
     */
    @Schema(name = "PolicyChange", description = "A publication policy that two people changed")
    public record PolicyChange(Instant at, String reason, Publication publication, Minima minima) {}
}

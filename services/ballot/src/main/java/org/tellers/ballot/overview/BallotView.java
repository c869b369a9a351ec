package org.tellers.ballot.overview;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.draft.Minima;
import org.tellers.ballot.draft.Publication;
import org.tellers.ballot.draft.Reserve;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.paper.Question;

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

        EligibilityRule eligibility,
        String constituencyLevel,
        Publication publication,
        Minima minima,
        Reserve reserve,
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

        @Nullable Pending extension,
        @Nullable Pending cancellation) {

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
     */
    @Schema(name = "PendingProposal", description = "What waits for a second person")
    public record Pending(
            String by, Instant at, String reason, @Nullable Instant closesAt) {}
}

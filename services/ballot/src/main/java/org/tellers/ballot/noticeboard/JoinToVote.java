package org.tellers.ballot.noticeboard;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.lifecycle.BallotState;

/**
 * "Join before … to get a vote" (rules R5 and R15). The instant of the late-joiner cut-off, or the earlier one that the
 * eligibility rule names; it closes itself, and an extension of the ballot opens it again where the cut-off moves.
 *
 * @param before who joins at this instant or later gets no vote
 * @param open whether joining now still gives a vote, as far as the time of joining is concerned
 */
@Schema(name = "JoinToVote", description = "Until when joining the union gives a vote (rule R5)")
public record JoinToVote(
        @Schema(description = "Who joins at this instant or later gets no vote")
        Instant before,

        @Schema(description = "Whether that is still to come; the instant itself is too late")
        boolean open) {

    /**
     * How it stands.
     *
     * @param closesAt the close as it stands
     */
    public static JoinToVote of(Draft draft, Instant closesAt, BallotState state, Instant now) {
        Instant cutOff = draft.cutOff(closesAt).instant();
        Instant rule = draft.eligibility().joinedBefore();
        Instant before = rule != null && rule.isBefore(cutOff) ? rule : cutOff;
        return new JoinToVote(before, state.isBeforeClose() && now.isBefore(before));
    }
}

package org.tellers.ballot.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.BallotState;

/**
 * A trigger date as HQ sees it.
 *
 * @param ballot the ballot
 * @param ballotName its name
 * @param ballotState where it stands
 * @param number which of its trigger dates, from 1
 * @param on the day, by the London calendar
 * @param question number of the question that names it; null for the whole ballot
 * @param text what is to be looked at
 * @param state waiting, open, done or lapsed
 * @param openedAt when the day had come
 * @param doneAt when HQ had done it
 * @param doneBy sign-in name of who said so; null once that is erased
 * @param note what was done; null once that is erased
 * @param nextSteps what to do about it, while it is open
 */
@Schema(name = "FollowUp", description = "A trigger date, and what HQ does about it (rule R16)")
public record FollowUp(
        String ballot,
        String ballotName,
        String ballotState,
        int number,
        LocalDate on,
        @Nullable Integer question,
        String text,

        @Schema(
                description =
                        "waiting, open, done, or lapsed: the ballot was cancelled before the day, or nobody did it"
                                + " within twelve months of the day")
        String state,

        @Nullable Instant openedAt,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        @Nullable String note,

        @Schema(description = "What to do about it, while it is open")
        List<String> nextSteps) {

    static FollowUp of(FollowUpRow row, BallotRow ballot) {
        return new FollowUp(
                row.ballot,
                ballot.draft.name(),
                ballot.state.word(),
                row.number,
                row.dueOn,
                row.question,
                row.text,
                row.state.word(),
                row.openedAt,
                row.doneAt,
                row.doneByName,
                row.note,
                row.state == FollowUpRow.State.OPEN ? nextSteps(ballot.state) : List.of());
    }

    /** Whether it waits for HQ. */
    public boolean isOpen() {
        return state.equals(FollowUpRow.State.OPEN.word());
    }

    /** What to do when the day has come and the ballot stands here. */
    static List<String> nextSteps(BallotState state) {
        return switch (state) {
            case DECLARED ->
                List.of(
                        "Read the declared result, its report and the text of this date again",
                        "Decide whether a formal ballot follows; the roll can be exported for it, with addresses from"
                                + " the register",
                        "Write down here what was decided");
            case WITHHELD ->
                List.of(
                        "The result is withheld; look at the reason and the review date, and declare it if two people"
                                + " agree",
                        "Write down here what was decided");
            case CANCELLED -> List.of("The ballot was cancelled; write down here whether another one is drafted");
            case DRAFT, APPROVED, KEYED, READY, OPEN ->
                List.of(
                        "The ballot has not closed, so there is no result yet; decide whether the date still holds",
                        "Write down here what was decided");
            case CLOSED, COUNTED ->
                List.of(
                        "The result is not declared yet; two people declare or withhold it",
                        "Write down here what was decided");
        };
    }
}

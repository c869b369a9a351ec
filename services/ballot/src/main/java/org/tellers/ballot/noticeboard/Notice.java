package org.tellers.ballot.noticeboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.extension.Extensions;
import org.tellers.ballot.information.FaqEntry;
import org.tellers.ballot.information.HeldMeeting;
import org.tellers.ballot.overview.BallotView.PolicyChange;
import org.tellers.ballot.paper.Bilingual;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.schedule.LondonTime;

/** A ballot as everybody sees it, from its approval on (story M12). */
@Schema(name = "PublicBallot", description = "A ballot as everybody sees it; nothing of people")
public record Notice(
        @Schema(description = "Belenios uuid") String uuid,

        @Schema(
                description =
                        "approved, keyed or ready before the opening; open; closed or counted after the close; declared,"
                                + " withheld or cancelled")
        String state,

        String union,
        Bilingual name,

        @Schema(description = "Motion or decision that the ballot rests on (rule R14)")
        Bilingual authority,

        List<PublicQuestion> questions,
        Instant opensAt,
        Instant closesAt,

        @Schema(description = "The zone in which every instant is to be shown")
        String timeZone,

        JoinToVote joinToVote,

        @Schema(description = "What will be published, as it stands (rule R11)")
        Publication publication,

        Minima minima,

        @Schema(description = "Changes of the publication policy since its approval, oldest first")
        List<PolicyChange> policyChanges,

        @Schema(description = "Later closes, oldest first") List<Extensions.Notice> extensions,

        @Schema(description = "Where a member finds help; may be empty")
        String helpLine,

        List<FaqEntry> faq,

        @Schema(description = "The earliest first, those called off among them")
        List<HeldMeeting> meetings,

        @Schema(description = "Fingerprint of the election, once its keys are in place") @Nullable
        String fingerprint) {

    /**
     * A question as everybody reads it.
     *
     * @param question the question
     * @param answers in the order of the paper
     * @param min least number of answers to choose
     * @param max greatest number of answers to choose
     * @param blank whether a blank paper is possible
     */
    @Schema(name = "PublicQuestion")
    public record PublicQuestion(Bilingual question, List<Bilingual> answers, int min, int max, boolean blank) {}

    /** The zone of every ballot. */
    static final String ZONE = LondonTime.LONDON.getId();

    /** The name in both languages. */
    static Bilingual name(Draft draft) {
        WelshPaper welsh = draft.welsh();
        return new Bilingual(draft.name(), welsh == null ? null : welsh.name());
    }

    /** The authority in both languages. */
    static Bilingual authority(Draft draft) {
        WelshPaper welsh = draft.welsh();
        return new Bilingual(draft.authority(), welsh == null ? null : welsh.authority());
    }

    /** The paper in both languages. */
    static List<PublicQuestion> questions(Draft draft) {
        WelshPaper welsh = draft.welsh();
        List<PublicQuestion> both = new ArrayList<>();
        for (int i = 0; i < draft.questions().size(); i++) {
            Question english = draft.questions().get(i);
            WelshPaper.Wording wording =
                    welsh == null ? null : welsh.questions().get(i);
            List<Bilingual> answers = new ArrayList<>();
            for (int j = 0; j < english.answers().size(); j++) {
                answers.add(new Bilingual(
                        english.answers().get(j),
                        wording == null ? null : wording.answers().get(j)));
            }
            both.add(new PublicQuestion(
                    new Bilingual(english.question(), wording == null ? null : wording.question()),
                    List.copyOf(answers),
                    english.min(),
                    english.max(),
                    english.blank()));
        }
        return List.copyOf(both);
    }
}

package org.tellers.reporting.declaration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;

/**
 * A result as people read it: counts, and percentages whose base is said (rule R24); the breakdown as far as it is
 * published, and what is withheld with its reason (rule R11).
 *
 * @param entitled members entitled to vote
 * @param cast ballots in the box
 * @param turnoutPercent cast of entitled, one decimal; null when nobody is entitled
 * @param questions in the order of the paper
 * @param breakdown published levels, coarsest first
 * @param withheld what is not published, and why
 */
public record DeclaredResult(
        int entitled,
        int cast,
        @Nullable BigDecimal turnoutPercent,
        List<QuestionResult> questions,
        List<LevelResult> breakdown,
        List<Withheld> withheld) {

    /** Takes copies. */
    public DeclaredResult {
        questions = List.copyOf(questions);
        breakdown = List.copyOf(breakdown);
        withheld = List.copyOf(withheld);
    }

    /**
     * One question.
     *
     * @param question its wording
     * @param options each option with its count and percentage
     * @param blank ballots that left the question blank
     * @param percentBase what the percentages divide by: ballots that answered the question
     * @param percentBaseCount that number
     */
    public record QuestionResult(
            String question, List<OptionResult> options, int blank, String percentBase, int percentBaseCount) {}

    /**
     * One option.
     *
     * @param option its wording
     * @param votes ballots that chose it
     * @param percent of the question's base, one decimal; null when nobody answered
     */
    public record OptionResult(
            String option, int votes, @Nullable BigDecimal percent) {}

    /**
     * The published cells of a level.
     *
     * @param level region, employer, branch or section
     * @param cells in the order of the plan
     */
    public record LevelResult(String level, List<CellResult> cells) {}

    /**
     * One cell.
     *
     * @param cell its id in the plan
     * @param name for people
     * @param entitled members entitled
     * @param cast votes cast
     * @param turnoutPercent cast of entitled, one decimal
     * @param questions in the order of the paper
     */
    public record CellResult(
            String cell,
            String name,
            int entitled,
            int cast,
            @Nullable BigDecimal turnoutPercent,
            List<QuestionResult> questions) {}

    /**
     * What is not published.
     *
     * @param level the level
     * @param constituency the part of it, as people name it; absent for the whole level
     * @param reason policy, under-minimum, complementary or unanimous
     * @param explanation a sentence for people
     */
    public record Withheld(String level, @Nullable String constituency, String reason, String explanation) {}

    /** A total without breakdown. */
    static DeclaredResult of(BallotPaper paper, Counts counts, int entitled, int cast) {
        return of(paper, counts, entitled, cast, List.of(), List.of());
    }

    /** A total with its breakdown. */
    public static DeclaredResult of(
            BallotPaper paper,
            Counts counts,
            int entitled,
            int cast,
            List<LevelResult> breakdown,
            List<Withheld> withheld) {
        return new DeclaredResult(
                entitled, cast, percent(cast, entitled), questions(paper, counts, cast), breakdown, withheld);
    }

    /** The questions of the total or of a cell. */
    public static List<QuestionResult> questions(BallotPaper paper, Counts counts, int cast) {
        List<QuestionResult> questions = new ArrayList<>();
        for (int i = 0; i < paper.questions().size(); i++) {
            BallotPaper.Question asked = paper.questions().get(i);
            Counts.QuestionCounts counted = counts.questions().get(i);
            int answered = cast - counted.blank();
            List<OptionResult> options = new ArrayList<>();
            for (int o = 0; o < asked.options().size(); o++) {
                int votes = counted.options().get(o);
                options.add(new OptionResult(asked.options().get(o), votes, percent(votes, answered)));
            }
            questions.add(new QuestionResult(
                    asked.text(),
                    List.copyOf(options),
                    counted.blank(),
                    "votes cast that answered the question",
                    answered));
        }
        return List.copyOf(questions);
    }

    /** Per cent with one decimal, half up; null of nothing. */
    public static @Nullable BigDecimal percent(int part, int base) {
        if (base == 0) {
            return null;
        }
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(base), 1, RoundingMode.HALF_UP);
    }
}

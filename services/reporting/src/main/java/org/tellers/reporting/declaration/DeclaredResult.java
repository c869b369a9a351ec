package org.tellers.reporting.declaration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;

/**
 * A result as people read it: counts, and percentages whose base is said (rule R24).
 *
 * @param entitled members entitled to vote
 * @param cast ballots in the box
 * @param turnoutPercent cast of entitled, one decimal; null when nobody is entitled
 * @param questions in the order of the paper
 */
public record DeclaredResult(
        int entitled,
        int cast,
        @org.jspecify.annotations.Nullable BigDecimal turnoutPercent,
        List<QuestionResult> questions) {

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
            String option,
            int votes,
            @org.jspecify.annotations.Nullable BigDecimal percent) {}

    static DeclaredResult of(BallotPaper paper, Counts counts, int entitled, int cast) {
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
        return new DeclaredResult(entitled, cast, percent(cast, entitled), List.copyOf(questions));
    }

    /** Per cent with one decimal, half up; null of nothing. */
    public static @org.jspecify.annotations.Nullable BigDecimal percent(int part, int base) {
        if (base == 0) {
            return null;
        }
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(base), 1, RoundingMode.HALF_UP);
    }
}

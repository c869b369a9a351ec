package org.tellers.reporting.counting;

import java.util.List;

/**
 * The decrypted totals.
 *
 * @param questions in the order of the paper
 */
public record Counts(List<QuestionCounts> questions) {

    /**
     * Totals of one question.
     *
     * @param blank ballots that left it blank; 0 where that is not allowed
     * @param options ballots that chose each option, in the order of the paper
     */
    public record QuestionCounts(int blank, List<Integer> options) {}

    /** Splits Belenios's result, where a question that allows blank counts blank before its options. */
    public static Counts of(BallotPaper paper, List<List<Integer>> result) {
        if (result.size() != paper.questions().size()) {
            throw new IllegalArgumentException("The result has %d questions, the paper %d"
                    .formatted(result.size(), paper.questions().size()));
        }
        List<QuestionCounts> questions = new java.util.ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
            List<Integer> counted = result.get(i);
            boolean blank = paper.questions().get(i).blankAllowed();
            questions.add(new QuestionCounts(
                    blank ? counted.getFirst() : 0, List.copyOf(blank ? counted.subList(1, counted.size()) : counted)));
        }
        return new Counts(List.copyOf(questions));
    }
}

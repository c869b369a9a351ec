package org.tellers.reporting.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;

class ReconciliationTest {

    private static final BallotPaper YES_NO_ABSTAIN =
            paper(new BallotPaper.Question("Strike?", List.of("Yes", "No", "Abstain"), 1, 1, false));
    private static final BallotPaper UP_TO_TWO_OR_BLANK =
            paper(new BallotPaper.Question("Which?", List.of("A", "B", "C"), 1, 2, true));

    @Test
    void figuresThatAgreeReconcile() {
        assertThat(Reconciliation.disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 9, 9, 20))
                .isEmpty();
        assertThat(Reconciliation.disagreements(UP_TO_TWO_OR_BLANK, counts(2, 5, 4, 3), 9, 9, 9, 9))
                .isEmpty();
    }

    @Test
    void aTallyOfOtherBallotsThanTheBoxClosedWithIsNamed() {
        assertThat(Reconciliation.disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 8, 9, 20))
                .containsExactly("The encrypted tally sums 8 ballots, the box closed with 9.");
    }

    @Test
    void turnoutThatLagsBehindTheBoxIsNamed() {
        assertThat(Reconciliation.disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 9, 7, 20))
                .containsExactly("Turnout announced 7 votes, the box closed with 9.");
    }

    @Test
    void moreBallotsThanEntitledMembersIsNamed() {
        assertThat(Reconciliation.disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 9, 9, 8))
                .containsExactly("The box closed with 9 ballots for 8 entitled members.");
    }

    @Test
    void aQuestionWhosePartsDoNotAddUpIsNamed() {
        assertThat(Reconciliation.disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 2), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 10 choices; 9 ballots that answered it make exactly 9.");
        assertThat(Reconciliation.disagreements(UP_TO_TWO_OR_BLANK, counts(2, 7, 7, 1), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 15 choices; 7 ballots that answered it make 7 to 14.");
        assertThat(Reconciliation.disagreements(UP_TO_TWO_OR_BLANK, counts(10, 0, 0, 0), 9, 9, 9, 20))
                .containsExactly("Question 1 has 10 blank ballots of 9 cast.");
        assertThat(Reconciliation.disagreements(UP_TO_TWO_OR_BLANK, counts(2, 8, 0, 0), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 8 for one option of 7 ballots that answered it.");
    }

    @Test
    void aResultOfAnotherPaperIsNamed() {
        assertThat(Reconciliation.disagreements(YES_NO_ABSTAIN, counts(0, 9, 0), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 2 options, the ballot paper has 3.");
        assertThat(Reconciliation.disagreements(YES_NO_ABSTAIN, new Counts(List.of()), 9, 9, 9, 20))
                .containsExactly("The result has 0 questions, the ballot paper has 1.");
    }

    /** Whatever members choose, honest sums reconcile; one ballot more or less in any sum of a one-choice question does not. */
    @Test
    void honestSumsAlwaysReconcileAndAChangedOneNeverDoes() {
        Random random = new Random(4711);
        for (int run = 0; run < 500; run++) {
            int cast = 1 + random.nextInt(200);
            int options = 2 + random.nextInt(5);
            int[] sums = new int[options];
            for (int ballot = 0; ballot < cast; ballot++) {
                sums[random.nextInt(options)]++;
            }
            List<String> answers = new ArrayList<>();
            List<Integer> honest = new ArrayList<>();
            for (int sum : sums) {
                answers.add("Option " + answers.size());
                honest.add(sum);
            }
            BallotPaper paper = paper(new BallotPaper.Question("Which?", answers, 1, 1, false));
            assertThat(disagreements(paper, honest, cast)).isEmpty();

            List<Integer> changed = new ArrayList<>(honest);
            int at = random.nextInt(options);
            changed.set(at, changed.get(at) + (changed.get(at) == 0 || random.nextBoolean() ? 1 : -1));
            assertThat(disagreements(paper, changed, cast)).isNotEmpty();
        }
    }

    private static List<String> disagreements(BallotPaper paper, List<Integer> sums, int cast) {
        Counts counts = new Counts(List.of(new Counts.QuestionCounts(0, sums)));
        return Reconciliation.disagreements(paper, counts, cast, cast, cast, cast);
    }

    private static BallotPaper paper(BallotPaper.Question... questions) {
        return new BallotPaper(List.of(questions));
    }

    private static Counts counts(int blank, Integer... options) {
        return new Counts(List.of(new Counts.QuestionCounts(blank, List.of(options))));
    }
}

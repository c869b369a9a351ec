package org.tellers.reporting.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;
import org.tellers.reporting.projection.RollVersion;

class ReconciliationTest {

    private static final BallotPaper YES_NO_ABSTAIN =
            paper(new BallotPaper.Question("Strike?", List.of("Yes", "No", "Abstain"), 1, 1, false));
    private static final BallotPaper UP_TO_TWO_OR_BLANK =
            paper(new BallotPaper.Question("Which?", List.of("A", "B", "C"), 1, 2, true));

    @Test
    void figuresThatAgreeReconcile() {
        assertThat(disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 9, 9, 20))
                .isEmpty();
        assertThat(disagreements(UP_TO_TWO_OR_BLANK, counts(2, 5, 4, 3), 9, 9, 9, 9))
                .isEmpty();
    }

    @Test
    void aTallyOfOtherBallotsThanTheBoxClosedWithIsNamed() {
        assertThat(disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 8, 9, 20))
                .containsExactly("The encrypted tally sums 8 ballots, the box closed with 9.");
    }

    @Test
    void turnoutThatLagsBehindTheBoxIsNamed() {
        assertThat(disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 9, 7, 20))
                .containsExactly("Turnout announced 7 votes, the box closed with 9.");
    }

    @Test
    void moreBallotsThanEntitledMembersIsNamed() {
        assertThat(disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 1), 9, 9, 9, 8))
                .containsExactly("The box closed with 9 ballots for 8 entitled members.");
    }

    @Test
    void aQuestionWhosePartsDoNotAddUpIsNamed() {
        assertThat(disagreements(YES_NO_ABSTAIN, counts(0, 6, 2, 2), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 10 choices; 9 ballots that answered it make exactly 9.");
        assertThat(disagreements(UP_TO_TWO_OR_BLANK, counts(2, 7, 7, 1), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 15 choices; 7 ballots that answered it make 7 to 14.");
        assertThat(disagreements(UP_TO_TWO_OR_BLANK, counts(10, 0, 0, 0), 9, 9, 9, 20))
                .containsExactly("Question 1 has 10 blank ballots of 9 cast.");
        assertThat(disagreements(UP_TO_TWO_OR_BLANK, counts(2, 8, 0, 0), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 8 for one option of 7 ballots that answered it.");
    }

    @Test
    void aResultOfAnotherPaperIsNamed() {
        assertThat(disagreements(YES_NO_ABSTAIN, counts(0, 9, 0), 9, 9, 9, 20))
                .containsExactly("Question 1 counts 2 options, the ballot paper has 3.");
        assertThat(disagreements(YES_NO_ABSTAIN, new Counts(List.of()), 9, 9, 9, 20))
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

    @Test
    void credentialsThatDoNotAddUpAreNamed() {
        assertThat(with(new CredentialCounts(2, 36, 20, 4, 11, 9)))
                .containsExactly(
                        "36 credentials are listed, but 20 active, 4 revoked and 11 in reserve.",
                        "Setup lists 35 credentials, the close counted 36.");
        assertThat(with(new CredentialCounts(2, 35, 21, 4, 10, 9)))
                .containsExactly("21 credentials are active for 20 entitled members.");
        assertThat(with(new CredentialCounts(3, 35, 20, 4, 11, 9)))
                .containsExactly("The box closed with version 3 of the roll, which is not known here.");
        assertThat(with(new CredentialCounts(2, 35, 20, 4, 11, 8)))
                .containsExactly("8 ballots are of active credentials, the box closed with 9.");
        assertThat(with((CredentialCounts) null))
                .containsExactly(
                        "The box did not say at its close how many credentials are active, revoked and in reserve.");
    }

    @Test
    void aVersionAfterTheCloseMayOnlySayWhatTheBoxCounted() {
        assertThat(with(new CredentialCounts(1, 35, 20, 4, 11, 9))).isEmpty();
        assertThat(with(new CredentialCounts(1, 35, 19, 5, 11, 9)))
                .containsExactly("19 credentials are active for 20 entitled members.");
    }

    @Test
    void aRollThatDoesNotFitIsNamed() {
        assertThat(with(new Reconciliation.Roll(List.of(new RollVersion(2, 20)), 20, 20, null, null)))
                .contains("The roll has no version 1.");
        assertThat(with(new Reconciliation.Roll(VERSIONS, 20, 19, 1, 18)))
                .containsExactly("The constituencies have 19 entitled members, the roll has 20.");
        assertThat(with(new Reconciliation.Roll(VERSIONS, 20, 20, 1, 17)))
                .containsExactly(
                        "The box was set up with 17 active credentials for version 1 of the roll, which has another"
                                + " number.");
        assertThat(with(new Reconciliation.Roll(
                        List.of(new RollVersion(1, 18), new RollVersion(2, 19)), 20, 20, 1, 18)))
                .containsExactly("The last version of the roll does not have the 20 members entitled.");
    }

    @Test
    void constituenciesWhoseVotesAreNotTheBoxsAreNamed() {
        assertThat(Reconciliation.disagreements(new Reconciliation.Figures(
                        YES_NO_ABSTAIN, counts(0, 6, 2, 1), List.of(), box(9, 9, 8, GOOD), roll(20), 9)))
                .containsExactly("The constituencies have 8 votes, the box closed with 9.");
    }

    @Test
    void aCellThatHasMoreThanTheTotalOrDoesNotAddUpIsNamed() {
        assertThat(cell(4, counts(0, 1, 3, 0)))
                .containsExactly("In North: Question 1 counts more than the total does.");
        assertThat(cell(4, counts(0, 3, 2, 0)))
                .containsExactly("In North: Question 1 counts 5 choices; 4 ballots that answered it make exactly 4.");
        assertThat(cell(4, counts(0, 2, 2, 0))).isEmpty();
    }

    private static final List<RollVersion> VERSIONS = List.of(new RollVersion(1, 18), new RollVersion(2, 20));
    private static final CredentialCounts GOOD = new CredentialCounts(2, 35, 20, 4, 11, 9);

    private static List<String> cell(int cast, Counts counts) {
        return Reconciliation.disagreements(new Reconciliation.Figures(
                YES_NO_ABSTAIN,
                counts(0, 6, 2, 1),
                List.of(new Reconciliation.CellFigures("North", cast, counts)),
                box(9, 9, 9, GOOD),
                roll(20),
                9));
    }

    private static List<String> with(@Nullable CredentialCounts credentials) {
        return Reconciliation.disagreements(new Reconciliation.Figures(
                YES_NO_ABSTAIN, counts(0, 6, 2, 1), List.of(), box(9, 9, 9, credentials), roll(20), 9));
    }

    private static List<String> with(Reconciliation.Roll roll) {
        return Reconciliation.disagreements(
                new Reconciliation.Figures(YES_NO_ABSTAIN, counts(0, 6, 2, 1), List.of(), box(9, 9, 9, GOOD), roll, 9));
    }

    private static Reconciliation.Box box(
            int cast, int tallied, int byConstituency, @Nullable CredentialCounts credentials) {
        return new Reconciliation.Box(cast, tallied, byConstituency, Optional.ofNullable(credentials), 35);
    }

    private static Reconciliation.Roll roll(int entitled) {
        return new Reconciliation.Roll(
                entitled == 20 ? VERSIONS : List.of(new RollVersion(1, 18), new RollVersion(2, entitled)),
                entitled,
                entitled,
                1,
                18);
    }

    private static List<String> disagreements(
            BallotPaper paper, Counts counts, int cast, int tallied, int announced, int entitled) {
        return Reconciliation.disagreements(new Reconciliation.Figures(
                paper,
                counts,
                List.of(),
                box(cast, tallied, cast, new CredentialCounts(2, 35, entitled, 35 - entitled - 1, 1, cast)),
                roll(entitled),
                announced));
    }

    private static List<String> disagreements(BallotPaper paper, List<Integer> sums, int cast) {
        Counts counts = new Counts(List.of(new Counts.QuestionCounts(0, sums)));
        return Reconciliation.disagreements(new Reconciliation.Figures(
                paper,
                counts,
                List.of(),
                new Reconciliation.Box(
                        cast, cast, null, Optional.of(new CredentialCounts(1, cast, cast, 0, 0, cast)), null),
                new Reconciliation.Roll(List.of(new RollVersion(1, cast)), cast, cast, null, null),
                cast));
    }

    private static BallotPaper paper(BallotPaper.Question... questions) {
        return new BallotPaper(List.of(questions));
    }

    private static Counts counts(int blank, Integer... options) {
        return new Counts(List.of(new Counts.QuestionCounts(blank, List.of(options))));
    }
}

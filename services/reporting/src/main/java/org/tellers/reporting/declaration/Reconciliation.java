package org.tellers.reporting.declaration;

import java.util.ArrayList;
import java.util.List;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;

/**
 * Whether the figures of a count agree with one another and with the box; a declaration that does not reconcile is
 * refused (story T4).
 */
public final class Reconciliation {

    private Reconciliation() {}

    /**
     * Compares every figure with those it must agree with.
     *
     * @param paper the questions, which say how many options a ballot may choose
     * @param counts the decrypted totals
     * @param cast ballots that count, as the box said when it closed
     * @param tallied ballots that the encrypted tally says it sums
     * @param announced votes cast, as turnout announced them in batches
     * @param entitled members on the roll
     * @return one sentence for each disagreement; empty when all agree
     */
    public static List<String> disagreements(
            BallotPaper paper, Counts counts, int cast, int tallied, int announced, int entitled) {
        List<String> found = new ArrayList<>();
        if (tallied != cast) {
            found.add("The encrypted tally sums %d ballots, the box closed with %d.".formatted(tallied, cast));
        }
        if (announced != cast) {
            found.add("Turnout announced %d votes, the box closed with %d.".formatted(announced, cast));
        }
        if (cast > entitled) {
            found.add("The box closed with %d ballots for %d entitled members.".formatted(cast, entitled));
        }
        if (counts.questions().size() != paper.questions().size()) {
            found.add("The result has %d questions, the ballot paper has %d."
                    .formatted(counts.questions().size(), paper.questions().size()));
            return found;
        }
        for (int i = 0; i < paper.questions().size(); i++) {
            question(i + 1, paper.questions().get(i), counts.questions().get(i), cast, found);
        }
        return found;
    }

    private static void question(
            int number, BallotPaper.Question asked, Counts.QuestionCounts counted, int cast, List<String> found) {
        if (counted.options().size() != asked.options().size()) {
            found.add("Question %d counts %d options, the ballot paper has %d."
                    .formatted(number, counted.options().size(), asked.options().size()));
            return;
        }
        if (counted.blank() > cast) {
            found.add("Question %d has %d blank ballots of %d cast.".formatted(number, counted.blank(), cast));
            return;
        }
        long answered = (long) cast - counted.blank();
        long sum = counted.options().stream().mapToLong(Integer::longValue).sum();
        long least = asked.min() * answered;
        long most = asked.max() * answered;
        if (sum < least || sum > most) {
            found.add(
                    least == most
                            ? "Question %d counts %d choices; %d ballots that answered it make exactly %d."
                                    .formatted(number, sum, answered, least)
                            : "Question %d counts %d choices; %d ballots that answered it make %d to %d."
                                    .formatted(number, sum, answered, least, most));
        }
        for (int option : counted.options()) {
            if (option > answered) {
                found.add("Question %d counts %d for one option of %d ballots that answered it."
                        .formatted(number, option, answered));
            }
        }
    }
}

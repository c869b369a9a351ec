package org.tellers.ballot.draft;

import java.time.Instant;
import java.util.List;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.paper.BallotPaper;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.schedule.Window;

/**
 * Everything that is written before approval and frozen by it.
 *
 * @param name name of the ballot
 * @param union the union that holds it
 * @param authority motion or decision it rests on (rule R14)
 * @param questions the ballot paper
 * @param opensAt opening instant
 * @param closesAt closing instant
 * @param eligibility who is entitled
 * @param constituencyLevel what the count can be broken down by
 * @param publication what will be published
 * @param minima the smallest constituency whose figures may be seen
 * @param reserve spare credentials
 * @param revoting whether a member may vote again; false, the only box there is takes one vote (rule R21)
 * @param helpLine where a member finds help, may be empty
 */
public record Draft(
        String name,
        String union,
        String authority,
        List<Question> questions,
        Instant opensAt,
        Instant closesAt,
        EligibilityRule eligibility,
        ConstituencyLevel constituencyLevel,
        Publication publication,
        Minima minima,
        Reserve reserve,
        boolean revoting,
        String helpLine) {

    /** When it runs. */
    public Window window() {
        return new Window(opensAt, closesAt);
    }

    /** Its questions as a paper. */
    public BallotPaper paper() {
        return new BallotPaper(questions);
    }
}

package org.tellers.ballot.draft;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.followup.Trigger;
import org.tellers.ballot.paper.BallotPaper;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.roll.Levels;
import org.tellers.ballot.schedule.LateJoinerCutOff;
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
 * @param constituencyGroupLevel a coarser level above it, or none
 * @param publication what will be published
 * @param minima the smallest constituency whose figures may be seen
 * @param reserve spare credentials
 * @param keyHolders who will hold the people's part of the key
 * @param revoting whether a member may vote again; false, the only box there is takes one vote (rule R21)
 * @param helpLine where a member finds help, may be empty
 * @param lateJoinerCutOff first instant of joining that is too late; null for the usual one before the close (rule R5)
 * @param welsh the paper in Welsh; null where it is in English only
 * @param triggers dates on which HQ is to follow the ballot up (rule R16)
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
        ConstituencyLevel constituencyGroupLevel,
        Publication publication,
        Minima minima,
        Reserve reserve,
        KeyHolders keyHolders,
        boolean revoting,
        String helpLine,
        @Nullable Instant lateJoinerCutOff,
        @Nullable WelshPaper welsh,
        List<Trigger> triggers) {

    /** A draft stored before these terms existed has one level, one scrutineer and no trigger dates. */
    public Draft {
        constituencyGroupLevel = constituencyGroupLevel == null ? ConstituencyLevel.NONE : constituencyGroupLevel;
        keyHolders = keyHolders == null ? KeyHolders.SINGLE : keyHolders;
        triggers = triggers == null ? List.of() : List.copyOf(triggers);
    }

    /** When it runs. */
    public Window window() {
        return new Window(opensAt, closesAt);
    }

    /**
     * Until when someone may join and still vote.
     *
     * @param close as it stands, later than the draft's after an extension
     */
    public LateJoinerCutOff cutOff(Instant close) {
        return LateJoinerCutOff.of(lateJoinerCutOff, close);
    }

    /** What its constituencies are made of. */
    public Levels levels() {
        return new Levels(constituencyGroupLevel, constituencyLevel);
    }

    /** What will be published, as it was approved. */
    public Policy policy() {
        return new Policy(publication, minima, levels());
    }

    /** Its questions as a paper. */
    public BallotPaper paper() {
        return new BallotPaper(questions);
    }
}

package org.tellers.ballot.roll;

import java.util.List;
import org.tellers.ballot.eligibility.Member;

/**
 * What a ballot's constituencies are made of, from coarse to fine; fixed by approval.
 *
 * @param group the coarser level; {@link ConstituencyLevel#NONE} where there is only one, or none
 * @param leaf the finest level
 */
public record Levels(ConstituencyLevel group, ConstituencyLevel leaf) {

    /** No breakdown at all. */
    public static final Levels NONE = new Levels(ConstituencyLevel.NONE, ConstituencyLevel.NONE);

    /** Where a member's vote counts, before anything is merged. */
    public Place of(Member member) {
        Constituency own = leaf.of(member);
        if (group == ConstituencyLevel.NONE) {
            return new Place(null, own);
        }
        Constituency above = group.of(member);
        return new Place(above, new Constituency(above.id() + "/" + own.id(), own.name()));
    }

    /** What a breakdown may stop at, from strict to loose: {@code none}, the coarser level, the finest. */
    public List<String> words() {
        return List.of(ConstituencyLevel.NONE, group, leaf).stream()
                .distinct()
                .map(ConstituencyLevel::word)
                .toList();
    }
}

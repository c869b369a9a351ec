package org.tellers.ballot.roll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.roll.Constituencies.Cell;

/**
 * Applies an eligibility rule to the register, member by member: who is entitled, and where each vote counts. Preview
 * and freeze use the same code, so that what HQ saw is what is frozen.
 */
public final class Entitlement {

    /**
     * A member who is entitled.
     *
     * @param memberId the member
     * @param constituency identifier of the constituency
     */
    public record Entitled(UUID memberId, String constituency) {}

    /**
     * A roll as it would be frozen.
     *
     * @param entitled who may vote, and where each vote counts
     * @param constituencies what the votes are counted by; their numbers add up to the entitled
     */
    public record Drawn(List<Entitled> entitled, Constituencies constituencies) {}

    private final EligibilityRule rule;
    private final Levels levels;
    private final Instant at;
    private final List<Entitled> entitled = new ArrayList<>();
    private final Map<String, Cell> cells = new TreeMap<>();
    private final Map<String, Constituency> groups = new TreeMap<>();

    /** Nobody is entitled until considered. */
    public Entitlement(EligibilityRule rule, Levels levels, Instant at) {
        this.rule = rule;
        this.levels = levels;
        this.at = at;
    }

    /** Adds the member if the rule admits them at the instant. */
    public void consider(Member member) {
        if (!rule.admits(member, at)) {
            return;
        }
        Place place = levels.of(member);
        entitled.add(new Entitled(member.memberId(), place.leaf().id()));
        if (place.group() != null) {
            groups.merge(place.group().id(), place.group(), Entitlement::spelling);
        }
        cells.merge(
                place.leaf().id(),
                new Cell(place, 1),
                (sum, one) -> new Cell(
                        new Place(
                                sum.place().group(),
                                spelling(sum.place().leaf(), one.place().leaf())),
                        sum.entitled() + 1));
    }

    /**
     * Everyone entitled so far, in the order considered, with small constituencies merged.
     *
     * @param minimum least number of entitled in a constituency
     */
    public Drawn drawn(int minimum) {
        List<Cell> named = cells.values().stream()
                .map(cell -> new Cell(
                        new Place(spelled(cell.place().group()), cell.place().leaf()), cell.entitled()))
                .toList();
        Constituencies merged = Constituencies.merge(named, levels, minimum);
        Map<String, String> destinations = merged.destinations();
        return new Drawn(
                entitled.stream()
                        .map(member -> new Entitled(
                                member.memberId(),
                                destinations.getOrDefault(member.constituency(), member.constituency())))
                        .toList(),
                merged);
    }

    private @Nullable Constituency spelled(@Nullable Constituency group) {
        return group == null ? null : groups.get(group.id());
    }

    // Spellings of one constituency: the name does not depend on the order of the members.
    private static Constituency spelling(Constituency one, Constituency other) {
        return one.name().compareTo(other.name()) <= 0 ? one : other;
    }
}

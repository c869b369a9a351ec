package org.tellers.membership.places;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The known places of a kind, and what a name in a register's row means on a day. */
public final class Places {

    private final Map<String, List<Place>> byName;

    /** @param places all of one kind */
    public Places(List<Place> places) {
        byName = places.stream().collect(Collectors.groupingBy(Place::name));
    }

    /** Whether nobody has given a list yet: then there is nothing to hold a name against. */
    public boolean none() {
        return byName.isEmpty();
    }

    /** What a name means on this day. */
    public Standing standing(String name, LocalDate day) {
        List<Place> periods = byName.getOrDefault(name, List.of());
        if (periods.isEmpty()) {
            return new Standing.Unknown();
        }
        if (periods.stream().anyMatch(place -> place.validOn(day))) {
            return new Standing.Valid();
        }
        return periods.stream()
                .filter(place -> place.endedBefore(day))
                .max(Comparator.comparing(place -> Objects.requireNonNull(place.validUntil())))
                .<Standing>map(ended -> new Standing.Ended(ended, heir(ended, day)))
                .orElseGet(Standing.NotYet::new);
    }

    /** Who took over and is there on this day, through any number of renamings and mergers. */
    private Optional<String> heir(Place ended, LocalDate day) {
        Set<String> seen = new HashSet<>();
        String next = ended.successor();
        while (next != null && seen.add(next)) {
            List<Place> periods = byName.getOrDefault(next, List.of());
            if (periods.stream().anyMatch(place -> place.validOn(day))) {
                return Optional.of(next);
            }
            next = periods.stream()
                    .filter(place -> place.endedBefore(day) && place.successor() != null)
                    .map(Place::successor)
                    .findFirst()
                    .orElse(null);
        }
        return Optional.empty();
    }

    /** What a name in a row means. */
    public sealed interface Standing {

        /** It is there. */
        record Valid() implements Standing {}

        /** No list names it. */
        record Unknown() implements Standing {}

        /** It will be there later. */
        record NotYet() implements Standing {}

        /**
         * It is no longer there.
         *
         * @param last its last period
         * @param heir who took over and is there
         */
        record Ended(Place last, Optional<String> heir) implements Standing {}
    }
}

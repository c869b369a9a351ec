package org.tellers.membership.places;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A branch or delivery unit in one period of its life. A name that is used again later is there twice.
 *
 * @param name as the register's rows have it
 * @param region region it belongs to
 * @param validFrom first day; null since ever
 * @param validUntil last day; null for no end
 * @param successor what it became after its last day, by renaming or merging
 */
public record Place(
        String name,
        @Nullable String region,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable String successor) {

    /** Whether it is there on this day. */
    public boolean validOn(LocalDate day) {
        return !beginsAfter(day) && !endedBefore(day);
    }

    boolean beginsAfter(LocalDate day) {
        return validFrom != null && validFrom.isAfter(day);
    }

    boolean endedBefore(LocalDate day) {
        return validUntil != null && validUntil.isBefore(day);
    }

    /** Whether a day belongs to both. */
    boolean overlaps(Place other) {
        return (validUntil == null || !other.beginsAfter(validUntil))
                && (other.validUntil == null || !beginsAfter(other.validUntil));
    }
}

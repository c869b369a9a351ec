package org.tellers.notification.replacement;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether one person's word is enough to give a member's right to vote a new code, or to put it on paper (story H7).
 * Whoever can change an address and have a code sent there could vote in the member's place; and shortly before the close
 * the member would have no time left to notice.
 *
 * @param closesAt closing instant
 * @param frozenAt when the roll was frozen; null when it is not known
 * @param staffChangedAt when somebody other than the member last changed the member's address; null: never
 * @param lookBack how long such a change counts, even before the freeze
 * @param lastHours how long before the close nobody acts alone
 */
public record Safeguard(
        Instant closesAt, Instant frozenAt, Instant staffChangedAt, Duration lookBack, Duration lastHours) {

    /** Why a second person is needed. */
    public enum Cause {
        /** Staff changed the address since the freeze, or not long ago. */
        ADDRESS_CHANGED_BY_STAFF("address-changed-by-staff"),
        /** The close is near. */
        CLOSE_NEAR("close-near");

        private final String code;

        Cause(String code) {
            this.code = code;
        }

        /** Stable name. */
        public String code() {
            return code;
        }
    }

    /** Why a second person is needed at this instant; empty when one is enough. */
    public Optional<Cause> secondPerson(Instant now) {
        if (changedByStaff(now)) {
            return Optional.of(Cause.ADDRESS_CHANGED_BY_STAFF);
        }
        return now.isBefore(closesAt.minus(lastHours)) ? Optional.empty() : Optional.of(Cause.CLOSE_NEAR);
    }

    private boolean changedByStaff(Instant now) {
        if (staffChangedAt == null) {
            return false;
        }
        boolean sinceFreeze = frozenAt != null && !staffChangedAt.isBefore(frozenAt);
        return sinceFreeze || !staffChangedAt.isBefore(now.minus(lookBack));
    }
}

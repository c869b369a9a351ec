package org.tellers.voting.box;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ballots that were received and are not answered yet. The close waits for those received before the closing
 * instant. The instants live here, in memory, and nowhere else: they are never stored.
 *
 * <p>So they are known to their own process only, and the close asks every process that is at work.
 */
@ApplicationScoped
public class InFlight {
    private final Map<String, Set<Ticket>> tickets = new ConcurrentHashMap<>();
    private final Clock clock;

    InFlight(Clock clock) {
        this.clock = clock;
    }

    /** A ballot on its way through the checks. */
    public static final class Ticket {
        private final String ballot;
        private volatile @Nullable Instant received;

        private Ticket(String ballot) {
            this.ballot = ballot;
        }

        /** When the last byte was there. */
        public Instant received() {
            Instant instant = received;
            if (instant == null) {
                throw new IllegalStateException("the instant is read right after the ticket is drawn");
            }
            return instant;
        }

        @Override
        public String toString() {
            return "Ticket of ballot " + ballot;
        }
    }

    /**
     * Notes that a ballot is there whole. The ticket is drawn before the clock is read: whoever sees the closing instant
     * reached also sees every ticket whose instant lies before it.
     */
    public Ticket enter(String ballot) {
        Ticket ticket = new Ticket(ballot);
        tickets.compute(ballot, (key, set) -> {
            Set<Ticket> open = set == null ? ConcurrentHashMap.newKeySet() : set;
            open.add(ticket);
            return open;
        });
        ticket.received = clock.instant();
        return ticket;
    }

    /** Notes that the ballot is answered. */
    public void leave(Ticket ticket) {
        tickets.computeIfPresent(ticket.ballot, (key, open) -> {
            open.remove(ticket);
            return open.isEmpty() ? null : open;
        });
    }

    /** Whether every ballot received before the instant is answered. */
    public boolean settledBefore(String ballot, Instant instant) {
        for (Ticket ticket : tickets.getOrDefault(ballot, Set.of())) {
            Instant received = ticket.received;
            if (received == null || received.isBefore(instant)) {
                return false;
            }
        }
        return true;
    }
}

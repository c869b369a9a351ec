package org.tellers.ballot.lifecycle;

import java.time.Instant;
import org.tellers.ballot.policy.Policy;

/** What takes two people: one proposes it, another confirms it. */
public sealed interface Change {

    /** Which kind it is; of each kind at most one waits. */
    ChangeKind kind();

    /**
     * A later close (rule R8).
     *
     * @param closesAt the new close
     */
    record LaterClose(Instant closesAt) implements Change {
        @Override
        public ChangeKind kind() {
            return ChangeKind.EXTENSION;
        }
    }

    /** The ballot is called off. */
    record Cancelling() implements Change {
        @Override
        public ChangeKind kind() {
            return ChangeKind.CANCELLATION;
        }
    }

    /**
     * Another publication policy (rule R11).
     *
     * @param policy the new one
     */
    record NewPolicy(Policy policy) implements Change {
        @Override
        public ChangeKind kind() {
            return ChangeKind.POLICY;
        }
    }
}

package org.tellers.ballot.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person proposed and another has yet to confirm.
 *
 * @param by who proposed it
 * @param at when
 * @param reason why, shown to all
 * @param closesAt the later close, for an extension only
 */
public record Proposal(
        Person by, Instant at, String reason, @Nullable Instant closesAt) {}

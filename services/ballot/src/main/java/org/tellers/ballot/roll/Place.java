package org.tellers.ballot.roll;

import org.jspecify.annotations.Nullable;

/**
 * Where a member's vote counts.
 *
 * @param group the coarser cell, where the ballot has groups
 * @param leaf the constituency; its identifier is a path that begins with the group's
 */
public record Place(@Nullable Constituency group, Constituency leaf) {}

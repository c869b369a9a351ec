package org.tellers.contracts.ballot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * Denominators of a roll version.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param version roll version
 * @param entitled entitled in total
 * @param constituencies entitled by constituency
 * @param groups coarser cells that the constituencies belong to
 */
public record EntitlementCounted(
        String ballot,
        int version,
        int entitled,
        List<ConstituencyEntitlement> constituencies,
        @Nullable List<ConstituencyGroup> groups)
        implements Fact {}

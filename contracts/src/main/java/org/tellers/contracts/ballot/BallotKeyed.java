package org.tellers.contracts.ballot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * Every trustee key is in place: election and charter are fixed.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param name name of the ballot
 * @param election election.json, exact canonical text
 * @param trustees trustees.json, exact canonical text
 * @param charter charter.json, exact text
 * @param fingerprint fingerprint of the election: SHA-256 of election.json, unpadded base64
 * @param opensAt opening instant
 * @param closesAt closing instant
 * @param reservePercent reserve credentials, per cent of entitled, rounded up
 * @param reserveMinimum least number of reserve credentials
 * @param holders who holds which key
 */
public record BallotKeyed(
        String ballot,
        String name,
        String election,
        String trustees,
        String charter,
        String fingerprint,
        Instant opensAt,
        Instant closesAt,
        int reservePercent,
        int reserveMinimum,
        @Nullable List<KeyHolder> holders)
        implements Fact {}

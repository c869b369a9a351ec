package org.tellers.contracts.voting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * The box is closed for good, EndBallots and EncryptedTally are written.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param closesAt closing instant
 * @param head hash of the last event
 * @param cast ballots that count
 * @param encryptedTally encrypted tally, exact canonical JSON text
 * @param sizedEncryptedTally payload of the EncryptedTally event, exact canonical JSON text
 * @param constituencies votes cast by constituency, final
 * @param credentialLogHead head of the credential log
 * @param credentials the credentials at the close, counted from their states
 */
public record BoxClosed(
        String ballot,
        Instant closesAt,
        String head,
        int cast,
        String encryptedTally,
        String sizedEncryptedTally,
        @Nullable List<ConstituencyTurnout> constituencies,
        @Nullable String credentialLogHead,
        @Nullable CredentialCounts credentials)
        implements Fact {}

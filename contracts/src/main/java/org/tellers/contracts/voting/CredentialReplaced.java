package org.tellers.contracts.voting;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * The old credential is dead, the new one may vote.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param requestId the request
 * @param credential public credential revoked
 * @param replacement public credential activated
 */
public record CredentialReplaced(String ballot, UUID requestId, String credential, String replacement)
        implements Fact {}

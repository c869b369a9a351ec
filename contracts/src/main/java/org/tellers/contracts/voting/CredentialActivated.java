package org.tellers.contracts.voting;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * The credential may vote.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param requestId the request
 * @param credential public credential
 */
public record CredentialActivated(String ballot, UUID requestId, String credential) implements Fact {}

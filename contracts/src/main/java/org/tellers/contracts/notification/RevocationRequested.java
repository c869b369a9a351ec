package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * Let a credential no longer vote, its member is excluded.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param requestId the request
 * @param credential public credential
 */
public record RevocationRequested(String ballot, UUID requestId, String credential) implements Fact {}

package org.tellers.contracts.voting;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * A request changed nothing.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param requestId the request
 * @param reason stable code of the reason
 */
public record RequestRefused(String ballot, UUID requestId, String reason) implements Fact {}

package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * Let another credential vote in place of one believed exposed.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param requestId the request
 * @param credential public credential to revoke
 * @param replacement reserve credential to activate
 */
public record ReplacementRequested(String ballot, UUID requestId, String credential, String replacement)
        implements Fact {}

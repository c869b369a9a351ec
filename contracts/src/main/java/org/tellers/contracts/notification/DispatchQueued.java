package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * A mail to a roll entry is to be sent.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param dispatchId the dispatch
 * @param kind invitation, resend, replacement, reminder, extension, confirmation, recorded, result or campaign
 */
public record DispatchQueued(String ballot, UUID dispatchId, String kind) implements Fact {}

package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * The mail relay accepted the mail.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param dispatchId the dispatch
 * @param kind as queued
 */
public record DispatchAccepted(String ballot, UUID dispatchId, String kind) implements Fact {}

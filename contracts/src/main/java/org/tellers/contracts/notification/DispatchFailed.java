package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * The mail relay refused the mail for good, or there is no address.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param dispatchId the dispatch
 * @param kind as queued
 * @param reason stable code of the reason; no address
 */
public record DispatchFailed(String ballot, UUID dispatchId, String kind, String reason) implements Fact {}

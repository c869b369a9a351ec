package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * The mail came back for good after a relay had accepted it.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param dispatchId the dispatch
 * @param kind as queued
 * @param reason stable code of the reason; no address
 */
public record DispatchBounced(String ballot, UUID dispatchId, String kind, String reason) implements Fact {}

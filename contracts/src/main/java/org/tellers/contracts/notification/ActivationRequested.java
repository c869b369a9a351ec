package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * Let a listed credential vote for an admission.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param requestId the request
 * @param admissionId the admission to check off
 * @param credential public credential
 */
public record ActivationRequested(String ballot, UUID requestId, UUID admissionId, String credential) implements Fact {}

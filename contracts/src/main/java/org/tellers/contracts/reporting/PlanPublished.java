package org.tellers.contracts.reporting;

import org.tellers.contracts.Fact;

/**
 * The disclosure plan: the only sums that will be formed and decrypted.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param plan the plan, exact JSON text
 * @param planHash SHA-256 of the plan
 * @param signature signature of that hash with the platform's trustee key, JSON text
 */
public record PlanPublished(String ballot, String plan, String planHash, String signature) implements Fact {}

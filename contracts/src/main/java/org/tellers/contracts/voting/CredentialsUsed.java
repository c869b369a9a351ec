package org.tellers.contracts.voting;

import java.util.List;
import org.tellers.contracts.Fact;

/**
 * Ballots of these credentials are in the box; shuffled, so that the order tells nothing.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param credentials public credentials in random order
 */
public record CredentialsUsed(String ballot, List<String> credentials) implements Fact {}

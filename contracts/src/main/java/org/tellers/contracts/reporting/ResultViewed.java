package org.tellers.contracts.reporting;

import java.time.Instant;
import org.tellers.contracts.Fact;

/**
 * A person looked at figures that are not declared; no figures.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param viewer who
 * @param viewedAt when
 */
public record ResultViewed(String ballot, String viewer, Instant viewedAt) implements Fact {}

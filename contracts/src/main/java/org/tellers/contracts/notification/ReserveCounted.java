package org.tellers.contracts.notification;

import org.tellers.contracts.Fact;

/**
 * How many spare credentials are left.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param version the latest roll version whose entries have theirs
 * @param reserve spare credentials that were listed
 * @param left those that are left
 */
public record ReserveCounted(String ballot, int version, int reserve, int left) implements Fact {}

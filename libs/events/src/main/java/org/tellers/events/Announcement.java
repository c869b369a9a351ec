package org.tellers.events;

import org.tellers.contracts.Fact;

/**
 * A fact with the key of the aggregate it is about.
 *
 * @param key id of the aggregate; facts of one key are read in the order in which they were announced
 * @param fact what happened
 */
public record Announcement(String key, Fact fact) {}

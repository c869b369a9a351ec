package org.tellers.ballot.roll;

/**
 * A cell the count can be broken down by.
 *
 * @param id {@code <level>/<slug of the value>}, after that of its group where it has one; {@code <level>/-} for members
 *     without the value, {@code ~} at the end where small ones were merged, {@code all} where nothing is broken down
 * @param name as people know it
 */
public record Constituency(String id, String name) {}

package org.tellers.ballot.roll;

/**
 * A cell the count can be broken down by.
 *
 * @param id {@code <level>/<slug of the value>}, {@code <level>/-} for members without the value, {@code all} where
 *     nothing is broken down
 * @param name as people know it
 */
public record Constituency(String id, String name) {}

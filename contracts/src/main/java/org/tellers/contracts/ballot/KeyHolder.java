package org.tellers.contracts.ballot;

/**
 * Who holds a key of the count.
 *
 * @param owner number of the trustee, from 1, as in the archive
 * @param name name shown to people
 */
public record KeyHolder(int owner, String name) {}

package org.tellers.contracts.ballot;

/**
 * A cell above the constituencies.
 *
 * @param constituency identifier of the group; the ids of its constituencies begin with it and a slash
 * @param name name shown to people
 */
public record ConstituencyGroup(String constituency, String name) {}

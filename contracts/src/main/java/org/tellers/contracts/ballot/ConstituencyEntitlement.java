package org.tellers.contracts.ballot;

/**
 * Entitled members of one constituency.
 *
 * @param constituency identifier of the constituency in the charter
 * @param name name shown to people
 * @param entitled roll entries entitled to vote
 */
public record ConstituencyEntitlement(String constituency, String name, int entitled) {}

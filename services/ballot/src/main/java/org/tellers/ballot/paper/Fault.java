package org.tellers.ballot.paper;

/**
 * What is wrong with a draft, and where.
 *
 * @param field path of the field as the client wrote it, such as {@code questions[0].answers[2]}
 * @param code stable code
 * @param detail what is wrong and what would be right
 */
public record Fault(String field, String code, String detail) {}

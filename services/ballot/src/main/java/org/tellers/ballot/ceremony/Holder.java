package org.tellers.ballot.ceremony;

import org.tellers.ballot.lifecycle.Person;

/**
 * Someone who takes part in a ceremony.
 *
 * @param person who
 * @param headquarters whether they work for headquarters on this ballot, by a role or as its author
 */
public record Holder(Person person, boolean headquarters) {}

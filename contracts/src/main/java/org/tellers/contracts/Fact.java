package org.tellers.contracts;

/**
 * Something that happened, announced by the service that decided it; past tense, immutable.
 *
 * <p>Its name on the wire is {@link FactType#type()}, its fields are those of the JSON Schema with the same name under
 * {@code contracts/events}.
 */
public interface Fact {}

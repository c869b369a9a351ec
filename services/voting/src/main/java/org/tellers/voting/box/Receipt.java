package org.tellers.voting.box;

/**
 * What the voter gets.
 *
 * @param tracker smart ballot tracker: SHA-256 of the ballot's bytes, Base64 without padding
 * @param again whether the ballot was in the box before
 */
public record Receipt(String tracker, boolean again) {}

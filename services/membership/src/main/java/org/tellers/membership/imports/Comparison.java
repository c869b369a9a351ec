package org.tellers.membership.imports;

/**
 * A file against the register.
 *
 * @param added members who are new
 * @param changed members of whom something changes
 * @param left members who leave because a full file does not name them
 * @param unchanged members of whom nothing changes
 * @param withoutEmail valid rows of members who would have no e-mail address at all
 */
public record Comparison(int added, int changed, int left, int unchanged, int withoutEmail) {}

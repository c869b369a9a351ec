/**
 * The verifier for everybody: checks an archive, what Tellers publishes beside it, and the audit pack, with no network and
 * no database. {@link org.tellers.verify.Verify} is the command line, {@link org.tellers.verify.Verification} the checks.
 */
@org.jspecify.annotations.NullMarked
package org.tellers.verify;

/** The same request sent twice is answered twice and done once. */
@NullMarked
package org.tellers.ballot.idempotency;

import org.jspecify.annotations.NullMarked;

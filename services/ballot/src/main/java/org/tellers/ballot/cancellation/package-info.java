/** Calling a ballot off: two people, a reason. */
@NullMarked
package org.tellers.ballot.cancellation;

import org.jspecify.annotations.NullMarked;

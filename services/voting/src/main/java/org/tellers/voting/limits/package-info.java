/** Bounds for hostile load: a fair queue of verifications, and attempts per credential. */
@NullMarked
package org.tellers.voting.limits;

import org.jspecify.annotations.NullMarked;

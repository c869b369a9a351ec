/** Membership: the register of members, and how files come into it and out of it. */
@NullMarked
package org.tellers.membership;

import org.jspecify.annotations.NullMarked;

/** Who is entitled: the rule, and the register as far as the rule needs it. */
@NullMarked
package org.tellers.ballot.eligibility;

import org.jspecify.annotations.NullMarked;

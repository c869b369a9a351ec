/** The disclosure plan: checked against voting's own figures, and the only sums that are formed besides the total. */
@NullMarked
package org.tellers.voting.plan;

import org.jspecify.annotations.NullMarked;

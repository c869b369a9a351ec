/** Wording of a ballot paper and what makes it fit to print. */
@NullMarked
package org.tellers.ballot.paper;

import org.jspecify.annotations.NullMarked;

/** Opens and closes the boxes by voting's own clock, and sums what is in them. */
@NullMarked
package org.tellers.voting.closing;

import org.jspecify.annotations.NullMarked;

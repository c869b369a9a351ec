/** Gathers, in any order, what a ballot needs before anyone can vote, and writes the first event of its archive. */
@NullMarked
package org.tellers.voting.setup;

import org.jspecify.annotations.NullMarked;

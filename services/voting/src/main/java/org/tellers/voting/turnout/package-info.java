/** Tells the other services how many voted and which credentials are used, in shuffled batches without times. */
@NullMarked
package org.tellers.voting.turnout;

import org.jspecify.annotations.NullMarked;

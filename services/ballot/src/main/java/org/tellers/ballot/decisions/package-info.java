/** The decision log: who moved a ballot, when and why. */
@NullMarked
package org.tellers.ballot.decisions;

import org.jspecify.annotations.NullMarked;

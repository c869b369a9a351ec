/** The chain of events of each ballot, and the public archive made of it. */
@NullMarked
package org.tellers.voting.archive;

import org.jspecify.annotations.NullMarked;

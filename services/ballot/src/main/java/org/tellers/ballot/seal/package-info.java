/** The sealing key of this service. */
@NullMarked
package org.tellers.ballot.seal;

import org.jspecify.annotations.NullMarked;

/** A ballot at a glance: where it stands, what comes next and who does it. */
@NullMarked
package org.tellers.ballot.overview;

import org.jspecify.annotations.NullMarked;

/** Moving the close to a later instant: two people, a reason. */
@NullMarked
package org.tellers.ballot.extension;

import org.jspecify.annotations.NullMarked;

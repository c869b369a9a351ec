/** What reporting says of the count: counted, declared, withheld. */
@NullMarked
package org.tellers.ballot.outcome;

import org.jspecify.annotations.NullMarked;

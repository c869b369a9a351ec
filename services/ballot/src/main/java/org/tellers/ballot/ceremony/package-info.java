/** The key ceremony of a ballot whose key several people hold together: seats, three rounds, a rehearsal. */
@NullMarked
package org.tellers.ballot.ceremony;

import org.jspecify.annotations.NullMarked;

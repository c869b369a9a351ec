/** What this service erases after a ballot, and the certificates of it. */
@NullMarked
package org.tellers.ballot.retention;

import org.jspecify.annotations.NullMarked;

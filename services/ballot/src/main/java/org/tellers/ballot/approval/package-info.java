/** The second person's approval. */
@NullMarked
package org.tellers.ballot.approval;

import org.jspecify.annotations.NullMarked;

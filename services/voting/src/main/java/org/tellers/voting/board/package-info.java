/** The public board: whether a ballot with a given tracker is in the box. */
@NullMarked
package org.tellers.voting.board;

import org.jspecify.annotations.NullMarked;

/** What voting knows of one ballot: its state, its window, and the public documents that are fixed when it is keyed. */
@NullMarked
package org.tellers.voting.ballot;

import org.jspecify.annotations.NullMarked;

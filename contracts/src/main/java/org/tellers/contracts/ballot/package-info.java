/** Facts that the ballot service announces. */
@NullMarked
package org.tellers.contracts.ballot;

import org.jspecify.annotations.NullMarked;

/** Facts that the voting service announces. */
@NullMarked
package org.tellers.contracts.voting;

import org.jspecify.annotations.NullMarked;

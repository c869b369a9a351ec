/** Facts that the membership service announces. */
@NullMarked
package org.tellers.contracts.membership;

import org.jspecify.annotations.NullMarked;

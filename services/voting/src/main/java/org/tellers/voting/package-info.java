/** The public ballot box of Tellers. */
@NullMarked
package org.tellers.voting;

import org.jspecify.annotations.NullMarked;

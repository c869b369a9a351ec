/** The ballot box: what may enter, why the rest is refused, and how an accepted ballot joins the chain. */
@NullMarked
package org.tellers.voting.box;

import org.jspecify.annotations.NullMarked;

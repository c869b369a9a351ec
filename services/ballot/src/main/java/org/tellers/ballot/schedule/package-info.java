/** Opening and closing instants, the box's own reports of both, and how London reads them. */
@NullMarked
package org.tellers.ballot.schedule;

import org.jspecify.annotations.NullMarked;

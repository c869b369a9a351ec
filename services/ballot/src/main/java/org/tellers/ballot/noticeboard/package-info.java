/** What everybody may know of a ballot before, during and after it; nothing of people. */
@NullMarked
package org.tellers.ballot.noticeboard;

import org.jspecify.annotations.NullMarked;

/** The states of a ballot and who may move it from one to the next. */
@NullMarked
package org.tellers.ballot.lifecycle;

import org.jspecify.annotations.NullMarked;

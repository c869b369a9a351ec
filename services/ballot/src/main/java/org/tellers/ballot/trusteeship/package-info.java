/** The trustees' public keys and who may hold them. */
@NullMarked
package org.tellers.ballot.trusteeship;

import org.jspecify.annotations.NullMarked;

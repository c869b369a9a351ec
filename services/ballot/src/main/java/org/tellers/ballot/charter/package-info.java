/** What is fixed when a ballot is keyed: charter, election, trustees, byte for byte. */
@NullMarked
package org.tellers.ballot.charter;

import org.jspecify.annotations.NullMarked;

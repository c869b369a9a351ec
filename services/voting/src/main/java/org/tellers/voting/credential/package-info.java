/** Which public credentials may vote: activated, replaced and revoked on request, used by a ballot. */
@NullMarked
package org.tellers.voting.credential;

import org.jspecify.annotations.NullMarked;

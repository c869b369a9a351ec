/** Writing a ballot: wording, window, eligibility, policy. */
@NullMarked
package org.tellers.ballot.draft;

import org.jspecify.annotations.NullMarked;

/** Trigger dates, and what HQ does when they come (rule R16). */
@NullMarked
package org.tellers.ballot.followup;

import org.jspecify.annotations.NullMarked;

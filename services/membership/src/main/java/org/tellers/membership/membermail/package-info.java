/** The few mails that the register itself sends, to a member about that member's own data. */
@NullMarked
package org.tellers.membership.membermail;

import org.jspecify.annotations.NullMarked;

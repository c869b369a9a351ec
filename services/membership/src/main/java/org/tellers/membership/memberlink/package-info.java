/** Links in mails to members: single-use tokens of which only a hash is kept. */
@NullMarked
package org.tellers.membership.memberlink;

import org.jspecify.annotations.NullMarked;

/** What members do without an account, by links in mails: see and change their own contact data. */
@NullMarked
package org.tellers.membership.selfservice;

import org.jspecify.annotations.NullMarked;

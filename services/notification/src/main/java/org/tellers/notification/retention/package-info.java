/** What this service erases after a ballot, and the certificates of it. */
@NullMarked
package org.tellers.notification.retention;

import org.jspecify.annotations.NullMarked;

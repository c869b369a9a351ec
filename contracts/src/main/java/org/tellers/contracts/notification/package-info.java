/** Facts that the notification service announces. */
@NullMarked
package org.tellers.contracts.notification;

import org.jspecify.annotations.NullMarked;

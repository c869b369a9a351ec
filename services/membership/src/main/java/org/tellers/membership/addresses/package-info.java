/** Postal addresses for a list of members, such as those who get a letter; whatever the list is for stays unknown here. */
@NullMarked
package org.tellers.membership.addresses;

import org.jspecify.annotations.NullMarked;

/** How members are reached, and who may change it in which way (stories M9, M10). */
@NullMarked
package org.tellers.membership.contact;

import org.jspecify.annotations.NullMarked;

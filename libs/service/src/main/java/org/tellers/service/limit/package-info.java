/** How often something may be done: by one member over days, kept in a table; by all at once, in this process. */
@NullMarked
package org.tellers.service.limit;

import org.jspecify.annotations.NullMarked;

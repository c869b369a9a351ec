/** The only door of Tellers: two origins, what may pass through each, and nothing kept. */
@NullMarked
package org.tellers.gateway;

import org.jspecify.annotations.NullMarked;

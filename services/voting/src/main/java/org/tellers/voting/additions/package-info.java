/** What is published beside the archive, and what only those get who check the breakdown. */
@NullMarked
package org.tellers.voting.additions;

import org.jspecify.annotations.NullMarked;

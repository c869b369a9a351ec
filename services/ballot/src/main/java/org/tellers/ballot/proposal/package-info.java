/** What takes two people: one proposes, another confirms, anyone of HQ may take it back. */
@NullMarked
package org.tellers.ballot.proposal;

import org.jspecify.annotations.NullMarked;

/** Branches and probation delivery units that there are, from when until when: what the register's rows are held against. */
@NullMarked
package org.tellers.membership.places;

import org.jspecify.annotations.NullMarked;

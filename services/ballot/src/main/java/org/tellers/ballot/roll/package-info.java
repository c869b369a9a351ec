/** The frozen roll: entries, admissions, entitlement by constituency. */
@NullMarked
package org.tellers.ballot.roll;

import org.jspecify.annotations.NullMarked;

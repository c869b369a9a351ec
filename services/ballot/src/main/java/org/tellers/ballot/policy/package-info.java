/** The publication policy and how it may change (rule R11). */
@NullMarked
package org.tellers.ballot.policy;

import org.jspecify.annotations.NullMarked;

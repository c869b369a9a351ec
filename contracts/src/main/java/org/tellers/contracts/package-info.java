/** The facts that services exchange, checked in the build against the JSON Schemas of contracts/events. */
@NullMarked
package org.tellers.contracts;

import org.jspecify.annotations.NullMarked;

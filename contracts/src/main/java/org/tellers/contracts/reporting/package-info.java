/** Facts that the reporting service announces. */
@NullMarked
package org.tellers.contracts.reporting;

import org.jspecify.annotations.NullMarked;

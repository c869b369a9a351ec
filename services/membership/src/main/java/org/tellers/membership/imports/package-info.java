/** Register import: a CSV file is read and compared (dry run), then applied after a person's confirmation. */
@NullMarked
package org.tellers.membership.imports;

import org.jspecify.annotations.NullMarked;

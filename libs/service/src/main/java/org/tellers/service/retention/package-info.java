/** What is erased when its period has passed, and the certificate of each erasure (domain, Data protection). */
@NullMarked
package org.tellers.service.retention;

import org.jspecify.annotations.NullMarked;

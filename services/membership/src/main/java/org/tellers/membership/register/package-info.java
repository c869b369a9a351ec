/** The register: who is a member, and the search over it. */
@NullMarked
package org.tellers.membership.register;

import org.jspecify.annotations.NullMarked;

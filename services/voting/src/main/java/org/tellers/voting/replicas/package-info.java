/** Several processes of this service at one database: what they must tell each other. */
@NullMarked
package org.tellers.voting.replicas;

import org.jspecify.annotations.NullMarked;

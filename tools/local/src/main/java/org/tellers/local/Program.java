package org.tellers.local;

import java.net.URI;
import java.time.Instant;

/** One of our own programs, a service or the gateway, which needs the databases and Kafka to start. */
interface Program extends Part {

    /** Health and metrics. */
    URI management();

    /**
     * When its process began.
     *
     * @throws PartException when it does not run
     */
    Instant began();
}

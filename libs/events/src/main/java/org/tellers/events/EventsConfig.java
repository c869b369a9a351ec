package org.tellers.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings {@code tellers.events.*}; a service rarely needs more than {@link #randomIds()}. */
@ConfigMapping(prefix = "tellers.events")
interface EventsConfig {

    /**
     * Whether nothing announced may tell when it was: random ids (v4 instead of v7), no {@code ce_time}, and a record
     * timestamp that the announcing code has to state. True in voting.
     */
    @WithDefault("false")
    boolean randomIds();

    /** How long the ids of received facts are kept; longer than the longest retention in contracts/topics.yaml. */
    @WithDefault("P410D")
    Duration inboxRetention();

    /** How long the effect of one fact, with the parked facts it releases, may take. */
    @WithDefault("PT5M")
    Duration effectTimeout();

    /** How the outbox is relayed to Kafka. */
    Relay relay();

    /** Settings {@code tellers.events.relay.*}. */
    interface Relay {

        /** Whether this process relays; one relay per database is active at a time in any case. */
        @WithDefault("true")
        boolean enabled();

        /** Rows sent and deleted in one cycle. */
        @WithDefault("500")
        int batch();

        /** Wait between cycles while facts flow. */
        @WithDefault("PT0.25S")
        Duration pollBusy();

        /** Longest wait between cycles on a quiet outbox. */
        @WithDefault("PT1S")
        Duration pollQuiet();

        /** Longest wait for the acknowledgements of a cycle; then the producer is replaced and the rest sent again. */
        @WithDefault("PT10S")
        Duration acknowledgement();

        /** Longest wait after a failed cycle. */
        @WithDefault("PT10S")
        Duration backOff();
    }
}

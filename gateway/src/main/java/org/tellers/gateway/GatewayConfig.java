package org.tellers.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Settings {@code tellers.gateway.*}. */
@ConfigMapping(prefix = "tellers.gateway")
interface GatewayConfig {

    /** Address on which the voters' origin listens. */
    String host();

    /** Port of the voters' origin; 0 takes a free one. */
    int votersPort();

    /** Folder of the built voting app. */
    Path votingApp();

    /** Where each service answers, by its name. */
    Map<String, URI> services();

    /** Largest request body of a voter in bytes; a ballot of twenty questions stays below. */
    @WithDefault("65536")
    int votersBody();

    /** Largest request body of HQ in bytes; a register file may have 50 MB. */
    @WithDefault("62914560")
    long hqBody();

    /** Requests that are with the services at the same time. */
    @WithDefault("256")
    int concurrent();

    /** Requests that wait for their turn; more are refused at once. */
    @WithDefault("512")
    int waiting();

    /** How long a request waits for its turn. */
    @WithDefault("PT3S")
    Duration patience();

    /** How long a service may take to accept a connection. */
    @WithDefault("PT2S")
    Duration connect();

    /** How long a service may stay silent towards a voter. */
    @WithDefault("PT20S")
    Duration votersSilence();

    /** How long a service may stay silent towards HQ; a register import of a hundred thousand rows takes a while. */
    @WithDefault("PT5M")
    Duration hqSilence();
}

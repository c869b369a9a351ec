package org.tellers.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings {@code tellers.gateway.*}. */
@ConfigMapping(prefix = "tellers.gateway")
interface GatewayConfig {

    /** Address on which the voters' origin listens. */
    String host();

    /** Port of the voters' origin; 0 takes a free one. */
    int votersPort();

    /** Folder of the built voting app. */
    Path votingApp();

    /** Folder of the built app of headquarters, scrutineers and trustees. */
    Path adminApp();

    /** Folder of the built page that checks an archive in the browser. */
    Path verifyPage();

    /** Folder of the built turnout widget and of the pages that show it. */
    Path widget();

    /** The voters' origin as browsers see it. */
    URI votersOrigin();

    /** Signing in at HQ's origin. */
    SignIn signIn();

    /** Streams of progress at HQ's origin. */
    Progress progress();

    /** Where each service answers, by its name. */
    Map<String, URI> services();

    /** Largest request body of a voter in bytes; a ballot of twenty questions stays below. */
    @WithDefault("65536")
    int votersBody();

    /** Largest request body of HQ in bytes but for a register file; a little less than the services take. */
    @WithDefault("1000000")
    long hqBody();

    /** Largest request body to the register in bytes; a register file may have 256 MB. */
    @WithDefault("269484032")
    long registerBody();

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

    /** How long a service may stay silent towards HQ; what takes longer goes on in the background. */
    @WithDefault("PT5M")
    Duration hqSilence();

    /** Settings {@code tellers.gateway.progress.*}. */
    interface Progress {

        /** How often the door looks how far the work is. */
        @WithDefault("PT1S")
        Duration lookEvery();

        /** After how long without news a stream says that it is there; the longest that a look may take. */
        @WithDefault("PT15S")
        Duration heartbeat();

        /** After how long without news a stream ends. */
        @WithDefault("PT10M")
        Duration quiet();

        /** When a browser asks again after a stream has ended. */
        @WithDefault("PT3S")
        Duration again();

        /** Streams open with one token. */
        @WithDefault("6")
        int each();

        /** Streams open with everybody. */
        @WithDefault("200")
        int streams();
    }

    /** Settings {@code tellers.gateway.sign-in.*}. */
    interface SignIn {

        /** HQ's origin as browsers see it: {@code https://…}, or {@code http://} on this machine only. */
        URI origin();

        /** The OpenID provider. */
        URI issuer();

        /** Name of this door as the provider's client. */
        @WithDefault("tellers-hq")
        String client();

        /** File with the client's secret; without one only on this machine, with the demo realm. */
        Optional<Path> clientSecretFile();

        /**
         * File with at least 32 random characters that seal the session's cookies. Without one a key is made at start:
         * then sessions end with the process, and several doors do not know each other's.
         */
        Optional<Path> sessionKeyFile();

        /** How long a session lives without a request; the provider may end it before. */
        @WithDefault("PT30M")
        Duration idle();
    }
}

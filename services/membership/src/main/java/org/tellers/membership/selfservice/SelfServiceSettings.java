package org.tellers.membership.selfservice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings {@code tellers.self-service.*}. How long links are good is with the mails that carry them. */
@ConfigMapping(prefix = "tellers.self-service")
interface SelfServiceSettings {

    /** How often it is looked whether somebody asked for a link. */
    String round();

    /** Links that one member gets in an hour, whoever asks for them. */
    @WithDefault("3")
    int linksAnHour();

    /** Requests for links a second, of everybody together; of each process. */
    @WithDefault("50")
    int requestsASecond();

    /** How long self-service rests after somebody took back a change that was not theirs. */
    @WithDefault("30d")
    Duration lock();

    /** How long it is kept who changed which contact data. */
    @WithDefault("365d")
    Duration recordKept();
}

package org.tellers.notification.resend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings {@code tellers.send-again.*}: how often a member can have the code sent once more. */
@ConfigMapping(prefix = "tellers.send-again")
public interface SendAgainSettings {

    /** Times in the period, for each member and ballot. */
    @WithDefault("3")
    int inPeriod();

    /** The period. */
    @WithDefault("1d")
    Duration period();
}

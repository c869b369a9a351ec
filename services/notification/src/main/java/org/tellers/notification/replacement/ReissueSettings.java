package org.tellers.notification.replacement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings {@code tellers.helpdesk.*}: what one agent may do alone (story H7). */
@ConfigMapping(prefix = "tellers.helpdesk")
public interface ReissueSettings {

    /** How long a change of address by staff calls for a second person; since the freeze it always does. */
    @WithDefault("30d")
    Duration addressChangeCounts();

    /** How long before the close no code is replaced or printed without a second person. */
    @WithDefault("2h")
    Duration lastHours();

    /** Replacements and letters that an agent may ask for in a day of London. */
    @WithDefault("20")
    int perAgentAndDay();
}

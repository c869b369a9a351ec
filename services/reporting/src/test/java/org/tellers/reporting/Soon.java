package org.tellers.reporting;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what comes by itself: at most a minute, for machines stand still and consumers take their time to join. */
public final class Soon {

    private Soon() {}

    /** A condition that is to come true. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }
}

package org.tellers.notification.resend;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.service.Sealer;
import org.tellers.service.limit.RunningLimit;

/** How often each member can have the code of a ballot sent once more; what is kept names nobody. */
@ApplicationScoped
class SendAgainLimits {

    private static final String PURPOSE = "send-again";

    private final Sealer sealer;
    private final RunningLimit limit;

    SendAgainLimits(
            DataSource database,
            SendAgainSettings settings,
            Clock clock,
            @ConfigProperty(name = "tellers.seal-key-file") Path keyFile) {
        this.sealer = Sealer.fromFile(keyFile);
        this.limit = new RunningLimit(
                database, clock, settings.inPeriod(), settings.period(), "send_again_limit", List.of("key", "ballot"));
    }

    /** Whether this member may have the code once more now; if so, it counts. Inside the caller's transaction. */
    boolean admit(String ballot, UUID entry) {
        return limit.admits(sealer.hash(entry.toString(), PURPOSE), ballot);
    }
}

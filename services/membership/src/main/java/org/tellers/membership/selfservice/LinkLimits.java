package org.tellers.membership.selfservice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.tellers.service.limit.RunningLimit;

/** How many links leave: a few an hour for each member, so that nobody can flood a mailbox. */
@ApplicationScoped
class LinkLimits {

    private final RunningLimit limit;

    @Inject
    LinkLimits(DataSource database, SelfServiceSettings settings, Clock clock) {
        this.limit = new RunningLimit(
                database, clock, settings.linksAnHour(), Duration.ofHours(1), "link_limit", List.of("member_id"));
    }

    /** Whether this member may get one more link now; if so, it counts. Inside the caller's transaction. */
    boolean takes(UUID member) {
        return limit.admits(member);
    }

    /** Forgets what does not count any more; inside the caller's transaction. */
    void forget() {
        limit.forget();
    }
}

package org.tellers.reporting.turnout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.report.StatutoryRules;
import org.tellers.service.Roles;

/** The turnout as HQ follows it: now and over time, whatever of it is published. */
@Path("/api/reporting/ballots/{uuid}/turnout/series")
@Tag(name = "turnout")
@RunOnVirtualThread
public class TurnoutSeriesResource {

    private static final StatutoryRules RULES = StatutoryRules.current();

    @Inject
    Clock clock;

    /**
     * The turnout over time.
     *
     * @param withheld why there are no figures: roll-not-frozen or under-minimum; absent when there are
     * @param publication what members see of it: none, daily or live
     * @param opensAt when voting opens
     * @param closesAt when it closes
     * @param entitled members entitled
     * @param cast votes cast
     * @param percent cast of entitled, one decimal
     * @param asAt when that was so, to the minute: it does not tell when the last vote came
     * @param points the curve from the opening to now, hourly at the finest, each at least five votes above the one
     *     before it; the figure now may be less above it while voting is open
     * @param thresholds what a statutory ballot that opens on the same day would need (rule R25); information only
     */
    public record TurnoutSeries(
            @Nullable String withheld,
            @Nullable String publication,
            @Nullable Instant opensAt,
            @Nullable Instant closesAt,
            @Nullable Integer entitled,
            @Nullable Integer cast,
            @Nullable BigDecimal percent,
            @Nullable Instant asAt,
            List<Point> points,
            List<StatutoryRules.Finding> thresholds) {

        /** Takes copies. */
        public TurnoutSeries {
            points = List.copyOf(points);
            thresholds = List.copyOf(thresholds);
        }

        private static TurnoutSeries without(Ballot ballot, String why) {
            return new TurnoutSeries(
                    why,
                    ballot.policy().map(policy -> policy.turnout().word()).orElse(null),
                    ballot.opensAt,
                    ballot.closesAt,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of());
        }
    }

    /**
     * A point of the curve.
     *
     * @param at when
     * @param cast votes cast by then
     */
    public record Point(Instant at, int cast) {}

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.ORGANISER, Roles.AUDITOR})
    @Transactional
    @Operation(
            summary = "Turnout over time, for HQ",
            description = "Hourly at the finest, and only where at least five votes came in: no point tells when a"
                    + " member voted. Without figures where fewer members are entitled than the charter's minimum.")
    public TurnoutSeries series(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        if (ballot.entitled == null || ballot.charter == null) {
            return TurnoutSeries.without(ballot, "roll-not-frozen");
        }
        PublicationPolicy policy = ballot.policy().orElseThrow();
        int entitled = ballot.entitled;
        if (entitled < policy.minima().entitled()) {
            return TurnoutSeries.without(ballot, "under-minimum");
        }
        int cast = ballot.closed() ? ballot.closedCast : ballot.votesCast;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant asAt = now.isBefore(ballot.closesAt) ? now : ballot.closesAt;
        return new TurnoutSeries(
                null,
                policy.turnout().word(),
                ballot.opensAt,
                ballot.closesAt,
                entitled,
                cast,
                DeclaredResult.percent(cast, entitled),
                asAt,
                points(ballot, cast, asAt),
                RULES.ofTurnout(ballot.opensAt, cast, entitled));
    }

    private static List<Point> points(Ballot ballot, int cast, Instant asAt) {
        if (asAt.isBefore(ballot.opensAt)) {
            return List.of();
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(ballot.opensAt, 0));
        TurnoutHour.before(ballot.uuid, asAt).stream()
                .filter(hour -> !ballot.closed() || cast - hour.votesCast() >= TurnoutHour.FEWEST)
                .forEach(hour -> points.add(new Point(hour.end(), hour.votesCast())));
        points.add(new Point(asAt, cast));
        return points;
    }
}

package org.tellers.reporting.turnout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.declaration.Declaring;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.projection.Constituency;
import org.tellers.service.Roles;

/** How many have voted: to everyone as the charter allows, to HQ by constituency. */
@Path("/api/reporting/ballots/{uuid}/turnout")
@Tag(name = "turnout")
@RunOnVirtualThread
public class TurnoutResource {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Inject
    Clock clock;

    /**
     * The public turnout.
     *
     * @param published whether the charter publishes a turnout now; when not, the figures are absent
     * @param reason why there are no figures
     * @param entitled members entitled
     * @param cast votes cast
     * @param percent cast of entitled, one decimal
     * @param asAt when the figure was taken
     */
    public record Turnout(
            boolean published,
            @Nullable String reason,
            @Nullable Integer entitled,
            @Nullable Integer cast,
            @Nullable BigDecimal percent,
            @Nullable Instant asAt) {

        private static Turnout hidden(String reason) {
            return new Turnout(false, reason, null, null, null, null);
        }
    }

    /**
     * One constituency, for HQ.
     *
     * @param constituency its identifier
     * @param name its name
     * @param entitled members entitled
     * @param cast votes cast; absent where fewer members are entitled than the charter's minimum
     * @param percent cast of entitled
     */
    public record ConstituencyTurnout(
            String constituency,
            String name,
            int entitled,
            @Nullable Integer cast,
            @Nullable BigDecimal percent) {}

    @GET
    @PermitAll
    @Transactional
    @Operation(summary = "Turnout, as far as the charter publishes it")
    public Turnout turnout(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        if (ballot.entitled == null || ballot.charter == null) {
            return Turnout.hidden("The roll is not frozen yet.");
        }
        int entitled = ballot.entitled;
        PublicationPolicy policy = ballot.policy().orElseThrow();
        if (entitled < policy.minima().entitled()) {
            return Turnout.hidden("Fewer members are entitled than the minimum.");
        }
        return switch (policy.turnout()) {
            case NONE ->
                Declaring.declared(ballot)
                        ? figures(entitled, ballot.closedCast, ballot.closesAt)
                        : Turnout.hidden("The union publishes the turnout with the result.");
            case LIVE ->
                figures(entitled, ballot.votesCast, ballot.turnoutAsAt != null ? ballot.turnoutAsAt : clock.instant());
            case DAILY -> {
                LocalDate today = LocalDate.now(clock.withZone(LONDON));
                Instant midnight = today.atStartOfDay(LONDON).toInstant();
                // After the close there is no vote left that a fresh figure could give away.
                yield ballot.closed()
                        ? figures(entitled, ballot.votesCast, ballot.closesAt != null ? ballot.closesAt : midnight)
                        : figures(entitled, TurnoutDay.endOfLastDay(uuid, today).orElse(0), midnight);
            }
        };
    }

    @GET
    @Path("/constituencies")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.ORGANISER, Roles.AUDITOR})
    @Transactional
    @Operation(summary = "Turnout by constituency, without those too small to show")
    public List<ConstituencyTurnout> constituencies(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        int least = ballot.policy().map(policy -> policy.minima().entitled()).orElse(Integer.MAX_VALUE);
        return Constituency.of(uuid).stream()
                .map(c -> c.entitled < least
                        ? new ConstituencyTurnout(c.constituency, c.name, c.entitled, null, null)
                        : new ConstituencyTurnout(
                                c.constituency,
                                c.name,
                                c.entitled,
                                c.votesCast,
                                DeclaredResult.percent(c.votesCast, c.entitled)))
                .toList();
    }

    private static Turnout figures(int entitled, int cast, Instant asAt) {
        return new Turnout(true, null, entitled, cast, DeclaredResult.percent(cast, entitled), asAt);
    }
}

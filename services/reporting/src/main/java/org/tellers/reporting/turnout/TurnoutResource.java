package org.tellers.reporting.turnout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.projection.Constituency;
import org.tellers.reporting.report.Language;
import org.tellers.reporting.report.StatutoryRules;
import org.tellers.reporting.report.Words;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** How many have voted: to everyone as the charter allows, to HQ by constituency. */
@Path("/api/reporting/ballots/{uuid}/turnout")
@Tag(name = "turnout")
@RunOnVirtualThread
public class TurnoutResource {

    private static final StatutoryRules RULES = StatutoryRules.current();

    @Inject
    Clock clock;

    @Inject
    LiveTurnout live;

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
            @Nullable Instant asAt) {}

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
        return switch (PublicTurnout.of(Ballot.named(uuid), live, clock)) {
            case PublicTurnout.Hidden hidden ->
                new Turnout(false, hidden.because().sentence(), null, null, null, null);
            case PublicTurnout.Shown shown ->
                new Turnout(true, null, shown.entitled(), shown.cast(), shown.percent(), shown.asAt());
        };
    }

    @GET
    @Path("/widget")
    @PermitAll
    @Transactional
    @Operation(summary = "The same turnout in the words of one language, as a turnout widget shows it")
    @APIResponse(responseCode = "200", description = "What to show")
    @APIResponse(responseCode = "400", description = "The language is not en or cy")
    public TurnoutWidget widget(@PathParam("uuid") String uuid, @QueryParam("lang") @DefaultValue("en") String code) {
        Language language = Language.of(code)
                .orElseThrow(() -> Problem.badField(
                        "unknown-language", "lang", "The turnout is said in English (en) and Welsh (cy)."));
        Ballot ballot = Ballot.named(uuid);
        return TurnoutWidget.of(
                new TurnoutWidget.About(
                        ballot.opensAt,
                        ballot.closesAt,
                        ballot.closed(),
                        ballot.cancelled,
                        Optional.ofNullable(ballot.opensAt).flatMap(RULES::turnoutNeeded)),
                PublicTurnout.of(ballot, live, clock),
                clock.instant(),
                Words.in(language));
    }

    @GET
    @Path("/constituencies")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.ORGANISER, Roles.AUDITOR})
    @Transactional
    @Operation(
            summary = "Turnout by constituency, without those too small to show",
            description = "As it stood when the present period of a few minutes began; once the box is closed, as it"
                    + " closed.")
    public List<ConstituencyTurnout> constituencies(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        int least = ballot.policy().map(policy -> policy.minima().entitled()).orElse(Integer.MAX_VALUE);
        return Constituency.of(uuid).stream()
                .map(c -> c.entitled < least
                        ? new ConstituencyTurnout(c.constituency, c.name, c.entitled, null, null)
                        : shown(c, cast(ballot, c)))
                .toList();
    }

    private static ConstituencyTurnout shown(Constituency c, int cast) {
        return new ConstituencyTurnout(
                c.constituency, c.name, c.entitled, cast, DeclaredResult.percent(cast, c.entitled));
    }

    private int cast(Ballot ballot, Constituency constituency) {
        if (!ballot.constituenciesClosed) {
            return live.votesCast(constituency);
        }
        return constituency.closedCast == null ? 0 : constituency.closedCast;
    }
}

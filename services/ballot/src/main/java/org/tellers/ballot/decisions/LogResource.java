package org.tellers.ballot.decisions;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.overview.Page;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.proof.Proof;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The decision log over HTTP. */
@Path("/api/ballot/ballots/{uuid}/log")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Decision log")
class LogResource {

    private final Ballots ballots;
    private final LogKeys keys;

    @Inject
    LogResource(Ballots ballots, LogKeys keys) {
        this.ballots = ballots;
        this.keys = keys;
    }

    /**
     * A line of the log.
     *
     * @param number from 1
     * @param at when
     * @param who sign-in name, or {@code platform}
     * @param action what was done
     * @param from state before, absent for a new ballot
     * @param to state after
     * @param why reason given
     * @param hash SHA-256 of the public line, which names the hash of the one before it
     */
    @Schema(name = "Decision")
    record Decision(
            int number,
            Instant at,
            String who,
            String action,
            @Nullable String from,
            String to,
            @Nullable String why,
            String hash) {}

    /**
     * The whole public log.
     *
     * @param version 1
     * @param ballot Belenios uuid
     * @param logKey what the signatures are checked with
     * @param decisions the lines in their order
     */
    @Schema(name = "DecisionLogExport")
    record Export(int version, String ballot, @Nullable String logKey, List<Line> decisions) {}

    /**
     * A public line.
     *
     * @param entry exact JSON text
     * @param hash its SHA-256
     * @param signature of the hash; absent before the ballot was keyed
     */
    @Schema(name = "PublicDecision")
    record Line(String entry, String hash, @Nullable SignatureBody signature) {}

    /** A Schnorr signature in the election's group. */
    @Schema(name = "Signature", description = "Schnorr signature in the election's group, decimal numbers")
    record SignatureBody(String challenge, String response) {

        static @Nullable SignatureBody of(@Nullable String text) {
            if (text == null) {
                return null;
            }
            Proof signature = Signature.parse(text);
            return new SignatureBody(
                    signature.challenge().decimal(), signature.response().decimal());
        }
    }

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(operationId = "decisionLog", summary = "Who did what to the ballot, when and why; oldest first")
    @APIResponse(responseCode = "200", description = "A page of the log")
    @APIResponse(responseCode = "400", description = "limit-out-of-range, cursor-unknown")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Page<Decision> log(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        Page.checkLimit(limit);
        ballots.read(uuid);
        List<DecisionRow> rows = DecisionRow.<DecisionRow>find(
                        "ballot = ?1 and number > ?2 order by number", uuid, position(after))
                .range(0, limit)
                .list();
        return Page.of(
                rows,
                limit,
                row -> String.valueOf(row.number),
                row -> new Decision(
                        row.number, row.at, row.who, row.action, row.fromState, row.toState, row.why, row.hash));
    }

    @GET
    @Path("export")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(
            operationId = "exportDecisionLog",
            summary = "The whole public log, with hashes and signatures",
            description =
                    "Each line names the hash of the one before it; from the moment the charter names the log's key"
                            + " each is signed. A line altered, left out or put in breaks the chain.")
    @APIResponse(
            responseCode = "200",
            description = "version, ballot, logKey (once keyed) and decisions as in tellers.json",
            content = @Content(schema = @Schema(implementation = Export.class)))
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Export export(@PathParam("uuid") String uuid) {
        ballots.read(uuid);
        return new Export(
                1,
                uuid,
                keys.publicKey(uuid).orElse(null),
                DecisionLog.lines(uuid, 0).stream()
                        .map(row -> new Line(row.entry, row.hash, SignatureBody.of(row.signature)))
                        .toList());
    }

    private static int position(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        try {
            return Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw Problem.badField("cursor-unknown", "after", "Take the value of next from the page before.");
        }
    }
}

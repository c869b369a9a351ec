package org.tellers.voting.additions;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.service.Problem;
import org.tellers.service.Roles;
import org.tellers.voting.Revalidation;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.VotingBallot;

/**
 * Hands out what is published beside the archive, and, to those who check the breakdown, what opens the commitments. The
 * latter two are all that asks who someone is.
 */
@Path("/api/voting/ballots/{uuid}")
@Tag(name = "Additions")
@RunOnVirtualThread
class AdditionsResource {
    private final AdditionsFile file;

    AdditionsResource(AdditionsFile file) {
        this.file = file;
    }

    @GET
    @Path("/additions")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "additions",
            summary = "Download what is published beside the archive",
            description = "tellers.json: charter, log of activations and revocations, disclosure plan, strong proofs of"
                    + " the declared result and the decision log, as far as they are there. All of it is only ever"
                    + " added to.")
    @APIResponse(
            responseCode = "200",
            description = "The additions",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "304", description = "Nothing was added since the version of If-None-Match")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response additions(@PathParam("uuid") String uuid, @Context Request request) {
        AdditionsFile.Extent extent = extent(uuid);
        return Response.fromResponse(Revalidation.answer(
                        request, extent.tag(), () -> (StreamingOutput) out -> file.writePublic(extent, out)))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(uuid + ".tellers.json"))
                .build();
    }

    @GET
    @Path("/openings")
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER, Roles.AUDITOR})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "openings",
            summary = "What opens the commitments to constituencies",
            description =
                    "For trustees, the scrutineer and auditors, once the box is closed: the constituency and nonce"
                            + " of every credential ever activated, sorted by credential. It names no member.")
    @APIResponse(
            responseCode = "200",
            description = "The openings",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "box-not-closed")
    public Response openings(@PathParam("uuid") String uuid) {
        requireClosed(uuid);
        return confidential(out -> file.writeOpenings(uuid, out), uuid + ".openings.json");
    }

    @GET
    @Path("/audit-pack")
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER, Roles.AUDITOR})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "auditPack",
            summary = "The additions with the confidential audit pack",
            description = "For trustees, the scrutineer and auditors, once the result is declared: the additions, the"
                    + " openings, how every cell was counted, and the reconciliation. It names no member.")
    @APIResponse(
            responseCode = "200",
            description = "The additions with the audit of the count",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "result-not-declared, or audit-not-announced with the declaration")
    public Response auditPack(@PathParam("uuid") String uuid) {
        AdditionsFile.Extent extent = extent(uuid);
        if (!requireClosed(uuid).declared) {
            throw Problem.conflict(
                    "result-not-declared", "The audit pack is there when the result is declared. Come back then.");
        }
        if (extent.audit().isEmpty()) {
            throw Problem.conflict(
                    "audit-not-announced", "The result was declared without an audit of its cells. Ask the union.");
        }
        return confidential(out -> file.writeConfidential(extent, out), uuid + ".audit.json");
    }

    private static Response confidential(StreamingOutput content, String name) {
        return Response.ok(content)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(name))
                .build();
    }

    private static String attachment(String name) {
        return "attachment; filename=\"" + name + "\"";
    }

    private AdditionsFile.Extent extent(String uuid) {
        return file.extent(uuid)
                .orElseThrow(() -> Problem.notFound("ballot-not-found", "There is no such ballot. Check the link."));
    }

    private static VotingBallot requireClosed(String uuid) {
        VotingBallot ballot = VotingBallot.<VotingBallot>findByIdOptional(uuid)
                .filter(VotingBallot::keyed)
                .orElseThrow(() -> Problem.notFound("ballot-not-found", "There is no such ballot. Check the link."));
        if (ballot.state != BallotState.CLOSED) {
            throw Problem.conflict(
                    "box-not-closed",
                    "Which constituency a code belongs to stays hidden until the box is closed. Come back then.");
        }
        return ballot;
    }
}

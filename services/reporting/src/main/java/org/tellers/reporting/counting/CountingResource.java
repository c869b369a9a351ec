package org.tellers.reporting.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Roles;

/** Where trustees bring their partial decryptions, and how far the count is. */
@Path("/api/reporting/ballots/{uuid}")
@Tag(name = "counting")
@RunOnVirtualThread
public class CountingResource {

    @Inject
    Counting counting;

    @Inject
    SecurityIdentity person;

    /**
     * How far the count is; no figures.
     *
     * @param closed whether the box is closed
     * @param head hash of the last event of the box at its close
     * @param decrypted trustees whose share is in, by their place in trustees.json, from 1
     * @param counted whether every share is in and the result is sealed
     */
    public record Progress(boolean closed, @Nullable String head, List<Integer> decrypted, boolean counted) {}

    /**
     * A trustee's share.
     *
     * @param owner place of the trustee in trustees.json, from 1
     * @param payload Belenios partial decryption of the total: the JSON itself, or its text
     */
    public record Contribution(
            @NotNull @Min(1) Integer owner, @NotNull JsonNode payload) {

        byte[] bytes() {
            return (payload.isTextual() ? payload.textValue() : payload.toString()).getBytes(UTF_8);
        }
    }

    @GET
    @Path("/counting")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Transactional
    @Operation(summary = "How far the count is; no figures")
    public Progress progress(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        return new Progress(ballot.closed(), ballot.closedHead, counting.received(ballot), ballot.counted());
    }

    @POST
    @Path("/partial-decryptions")
    @RolesAllowed({Roles.SCRUTINEER, Roles.TRUSTEE})
    @Transactional
    @Operation(summary = "Bring a trustee's partial decryption of the total; it is checked at once")
    @APIResponse(responseCode = "201", description = "Correct, sealed, counted in")
    @APIResponse(responseCode = "200", description = "This trustee's share was in already; nothing changed")
    @APIResponse(responseCode = "400", description = "Not a correct decryption of this box by this trustee")
    @APIResponse(responseCode = "409", description = "The box is not closed, or the ballot was cancelled")
    public Response contribute(@PathParam("uuid") String uuid, @NotNull @Valid Contribution contribution) {
        Ballot ballot = Ballot.locked(uuid);
        boolean fresh = counting.accept(
                ballot,
                contribution.owner(),
                contribution.bytes(),
                person.getPrincipal().getName());
        Progress progress =
                new Progress(ballot.closed(), ballot.closedHead, counting.received(ballot), ballot.counted());
        return Response.status(fresh ? Response.Status.CREATED : Response.Status.OK)
                .entity(progress)
                .build();
    }
}

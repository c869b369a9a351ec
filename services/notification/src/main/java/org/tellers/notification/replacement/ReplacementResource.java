package org.tellers.notification.replacement;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.authority.CredentialRequest;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The helpdesk replaces a code believed exposed. */
@Path("/api/notification/ballots/{uuid}/replacements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Replacements")
class ReplacementResource {

    private final Replacements replacements;
    private final OnceOnly once;
    private final SecurityIdentity person;

    ReplacementResource(Replacements replacements, OnceOnly once, SecurityIdentity person) {
        this.replacements = replacements;
        this.once = once;
        this.person = person;
    }

    /**
     * Whose code to replace, and why; exactly one of the first two.
     *
     * @param entryId the roll entry
     * @param membershipNumber the member's number
     * @param reason why, for the union's own audit
     */
    record ReplacementOrder(
            UUID entryId,
            @Size(max = 100) String membershipNumber,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * How a replacement stands.
     *
     * @param id the request
     * @param state pending, replaced or refused
     * @param reason stable code of voting's reason when it refused
     */
    record ReplacementState(UUID id, String state, String reason) {

        static ReplacementState of(CredentialRequest request) {
            String state = request.state.equals("done") ? "replaced" : request.state;
            return new ReplacementState(request.id, state, request.refusal);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.HELPDESK)
    @Operation(
            summary = "Replace a member's code believed exposed",
            description = "Voting decides; the new code is mailed to the registered address after it agreed.")
    @APIResponse(
            responseCode = "202",
            description = "Asked; look at the state until it is replaced or refused",
            content = @Content(schema = @Schema(implementation = ReplacementState.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "idempotency-key-missing, idempotency-key-too-long, member-ambiguous, or a body that is not as"
                            + " described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description = "already-voted, no-live-credential, replacement-pending, reserve-exhausted, ballot-closed,"
                    + " ballot-cancelled, idempotency-key-reused")
    public Response request(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid ReplacementOrder order) {
        if ((order.entryId() == null) == (order.membershipNumber() == null)) {
            throw Problem.badField(
                    "member-ambiguous", "entryId", "Name the member by entryId or by membershipNumber, not both.");
        }
        String by = person.getPrincipal().getName();
        return once.accepted(
                "replacements/" + uuid,
                key,
                order,
                () -> ReplacementState.of(
                        replacements.request(uuid, order.entryId(), order.membershipNumber(), order.reason(), by)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.HELPDESK)
    @Transactional
    @Operation(summary = "How a replacement stands")
    @APIResponse(responseCode = "200", description = "pending, replaced, or refused with voting's reason")
    @APIResponse(responseCode = "404", description = "replacement-not-found")
    public ReplacementState state(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        Optional<CredentialRequest> found = CredentialRequest.find(
                        "id = ?1 and ballot = ?2 and kind = 'replacement'", id, uuid)
                .firstResultOptional();
        return found.map(ReplacementState::of)
                .orElseThrow(() -> Problem.notFound(
                        "replacement-not-found", "No replacement with this id was asked for in this ballot."));
    }
}

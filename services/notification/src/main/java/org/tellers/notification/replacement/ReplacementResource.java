package org.tellers.notification.replacement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.audit.By;
import org.tellers.notification.audit.SignedIn;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.service.Roles;

/** The helpdesk replaces a code believed exposed. */
@Path("/api/notification/ballots/{uuid}/replacements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Replacements")
class ReplacementResource {

    private final Replacements replacements;
    private final ReplacementTotals totals;
    private final OnceOnly once;
    private final SignedIn signedIn;

    ReplacementResource(Replacements replacements, ReplacementTotals totals, OnceOnly once, SignedIn signedIn) {
        this.replacements = replacements;
        this.totals = totals;
        this.once = once;
        this.signedIn = signedIn;
    }

    /**
     * Whose code to replace, and why; exactly one of the first two.
     *
     * @param entryId the roll entry
     * @param membershipNumber the member's number
     * @param reason lost, exposed, never-arrived or other
     * @param note the reason in words, for the union's own audit; required with other
     */
    record ReplacementOrder(
            UUID entryId,
            @Size(max = 100) String membershipNumber,
            @NotNull @Pattern(regexp = ReissueReason.CODES) String reason,
            @Size(max = 500) String note) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.HELPDESK)
    @Operation(
            summary = "Replace a member's code believed exposed",
            description =
                    "Voting decides; the new code is mailed to the registered address after it agreed. Where staff"
                            + " changed that address since the roll was frozen or not long ago, and in the last two hours before"
                            + " the close, the state is proposed until another person has confirmed.")
    @APIResponse(
            responseCode = "202",
            description = "Asked or proposed; look at the state until it is replaced or refused",
            content = @Content(schema = @Schema(implementation = Replacements.Replacement.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "idempotency-key-missing, idempotency-key-too-long, member-ambiguous, note-missing, or a body that is"
                            + " not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description = "already-voted, no-live-credential, replacement-pending, proposal-pending, reserve-exhausted,"
                    + " ballot-closed, ballot-cancelled, idempotency-key-reused")
    @APIResponse(responseCode = "429", description = "quota-reached")
    public Response request(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid ReplacementOrder order) {
        ReissueOrder asked = ReissueOrder.of(order.entryId(), order.membershipNumber(), order.reason(), order.note());
        By by = signedIn.person();
        return once.accepted(
                "replacements/" + uuid,
                key,
                asked.toRemember(by),
                () -> replacements.request(
                        uuid, asked.entryId(), asked.membershipNumber(), asked.reason(), asked.note(), by));
    }

    @GET
    @Path("/totals")
    @PermitAll
    @Transactional
    @Operation(
            summary = "How often codes were replaced and printed",
            description = "For everyone: counts only, until the audit is erased twelve months after the close.")
    @APIResponse(responseCode = "200", description = "The totals")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public ReplacementTotals.Totals totals(@PathParam("uuid") String uuid) {
        return totals.of(KnownBallot.required(uuid, LockModeType.NONE).uuid);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "How a replacement stands")
    @APIResponse(
            responseCode = "200",
            description = "proposed, withdrawn, pending, replaced, or refused with voting's reason")
    @APIResponse(responseCode = "404", description = "replacement-not-found")
    public Replacements.Replacement state(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        return replacements.state(uuid, id);
    }

    @POST
    @Path("/{id}/confirmation")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "Confirm a proposed replacement, as another person")
    @APIResponse(responseCode = "200", description = "Voting was asked")
    @APIResponse(responseCode = "404", description = "ballot-not-found, replacement-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description = "second-person-needed, not-proposed, already-voted, no-live-credential, replacement-pending,"
                    + " reserve-exhausted, ballot-closed, ballot-cancelled")
    public Replacements.Replacement confirm(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        return replacements.confirm(uuid, id, signedIn.person());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "Withdraw a proposed replacement, so that another can be proposed")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    @APIResponse(responseCode = "404", description = "ballot-not-found, replacement-not-found")
    @APIResponse(responseCode = "409", description = "not-proposed")
    public Replacements.Replacement withdraw(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        return replacements.withdraw(uuid, id, signedIn.person());
    }
}

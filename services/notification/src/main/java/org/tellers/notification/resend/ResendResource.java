package org.tellers.notification.resend;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
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
import org.tellers.notification.suppression.Lifting;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The helpdesk sends a member's code once more, to the registered address (story M7). */
@Path("/api/notification/ballots/{uuid}/resends")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Resends")
class ResendResource {

    private final Resends resends;
    private final BounceList bounces;
    private final OnceOnly once;
    private final SignedIn signedIn;

    ResendResource(Resends resends, BounceList bounces, OnceOnly once, SignedIn signedIn) {
        this.resends = resends;
        this.bounces = bounces;
        this.once = once;
        this.signedIn = signedIn;
    }

    /**
     * To whom to send; exactly one of the first two.
     *
     * @param entryId the roll entry
     * @param membershipNumber the member's number
     * @param correctedAt when the register's correction of the address was made: the mail goes to no earlier address
     * @param liftSuppression write to the address again though mails came back from it; absent: a suppressed one is refused
     */
    record ResendOrder(
            UUID entryId,
            @Size(max = 100) String membershipNumber,
            Instant correctedAt,
            @Valid Lifting liftSuppression) {}

    /**
     * A mail that was queued.
     *
     * @param dispatchId the dispatch; deliveries tell what becomes of it
     */
    record Resent(UUID dispatchId) {}

    /**
     * Whose codes to send once more.
     *
     * @param entries roll entries of the bounce list; absent: those on it whose address changed since
     * @param expected how many members that is, as the agent saw it
     * @param liftSuppression write to suppressed addresses again from which mails came back; absent: they stay left alone
     */
    record BatchOrder(
            @Size(min = 1, max = 2_000) List<@NotNull UUID> entries,
            @NotNull @Min(1) Integer expected,
            @Valid Lifting liftSuppression) {}

    /**
     * A part of the bounce list.
     *
     * @param unreached how many are on the list
     * @param addressChanged of these, whose address changed since
     * @param suppressed of all, whose present address is left alone
     * @param items those of this page
     * @param next value of {@code after} for the next page; absent on the last
     */
    record BouncePage(
            long unreached, long addressChanged, long suppressed, List<BounceList.Unreached> items, UUID next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.HELPDESK)
    @Operation(
            summary = "Send a member's code once more",
            description = "The same code, to the registered address as it stands when it is sent, before all ordinary"
                    + " mails. An address that is suppressed because mails came back from it is written to again only with"
                    + " liftSuppression, whose reason is kept.")
    @APIResponse(
            responseCode = "202",
            description = "Queued",
            content = @Content(schema = @Schema(implementation = Resent.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "idempotency-key-missing, idempotency-key-too-long, member-ambiguous, or a body that is not as"
                            + " described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description =
                    "already-voted, no-live-credential, replacement-pending, mail-under-way, correction-not-here-yet,"
                            + " address-suppressed, close-too-near,"
                            + " ballot-not-open, ballot-closed, ballot-cancelled, idempotency-key-reused")
    public Response request(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid ResendOrder order) {
        if ((order.entryId() == null) == (order.membershipNumber() == null)) {
            throw Problem.badField(
                    "member-ambiguous", "entryId", "Name the member by entryId or by membershipNumber, not both.");
        }
        By by = signedIn.person();
        return once.accepted(
                "resends/" + uuid,
                key,
                order,
                () -> new Resent(resends.request(
                        uuid,
                        order.entryId(),
                        order.membershipNumber(),
                        order.correctedAt(),
                        Lifting.reasonOf(order.liftSuppression()),
                        by)));
    }

    @GET
    @Path("/bounced")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
    @Transactional
    @Operation(
            summary = "Whose last mail with a code did not reach them",
            description = "Who could vote, has an address, and waits for no other mail; and whose present address is"
                    + " suppressed, so that nothing is sent there until that is lifted.")
    @APIResponse(responseCode = "200", description = "A page of the list, by entry")
    @APIResponse(responseCode = "400", description = "limit or after is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public BouncePage bounced(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("after") UUID after) {
        KnownBallot.required(uuid, LockModeType.NONE);
        BounceList.Length length = bounces.length(uuid);
        List<BounceList.Unreached> found = bounces.page(uuid, after, limit + 1);
        List<BounceList.Unreached> items = found.subList(0, Math.min(limit, found.size()));
        return new BouncePage(
                length.unreached(),
                length.addressChanged(),
                length.suppressed(),
                items,
                found.size() > limit ? items.getLast().entryId() : null);
    }

    @POST
    @Path("/bounced")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
    @Operation(
            summary = "Send the codes of a bounce list once more",
            description = "To those whose address changed since, or to those named; the same codes, before all"
                    + " ordinary mails. Nothing is sent unless it is exactly as many members as expected. Who among them"
                    + " has a suppressed address is told, with the reason; nothing is sent there, unless mails came back"
                    + " from it and liftSuppression says why they arrive again. That is kept.")
    @APIResponse(
            responseCode = "202",
            description = "Queued",
            content = @Content(schema = @Schema(implementation = Resends.BatchResent.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, idempotency-key-too-long, or a body that is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "count-changed, close-too-near, ballot-not-open, ballot-closed, ballot-cancelled,"
                    + " idempotency-key-reused")
    public Response resendBounced(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid BatchOrder order) {
        By by = signedIn.person();
        return once.accepted(
                "resends-bounced/" + uuid,
                key,
                order,
                () -> resends.requestBounced(
                        uuid, order.entries(), order.expected(), Lifting.reasonOf(order.liftSuppression()), by));
    }
}

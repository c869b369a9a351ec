package org.tellers.notification.letter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.audit.By;
import org.tellers.notification.audit.SignedIn;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.notification.mailtext.MailText;
import org.tellers.notification.replacement.ReissueOrder;
import org.tellers.notification.replacement.ReissueReason;
import org.tellers.service.Roles;

/** The helpdesk puts a member's code on paper, for those whom no mail reaches. */
@Path("/api/notification/ballots/{uuid}/letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Letters")
class LetterResource {

    private final PrintedLetters letters;
    private final OnceOnly once;
    private final SignedIn signedIn;

    LetterResource(PrintedLetters letters, OnceOnly once, SignedIn signedIn) {
        this.letters = letters;
        this.once = once;
        this.signedIn = signedIn;
    }

    /**
     * Whose letter, and why; exactly one of the first two.
     *
     * @param entryId the roll entry
     * @param membershipNumber the member's number
     * @param reason lost, exposed, never-arrived or other
     * @param note the reason in words, for the union's own audit; required with other
     * @param language en or cy; absent: the member's
     */
    record LetterOrder(
            UUID entryId,
            @Size(max = 100) String membershipNumber,
            @NotNull @Pattern(regexp = ReissueReason.CODES) String reason,
            @Size(max = 500) String note,
            @Pattern(regexp = "en|cy") String language) {}

    /**
     * What is remembered of an order, to know it again.
     *
     * @param order whose letter, why and by whom
     * @param language its language, or null
     */
    record Remembered(ReissueOrder.Remembered order, String language) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.HELPDESK)
    @Operation(
            summary = "Order a letter with a member's code",
            description =
                    "Ready to be printed at once, or proposed until another person has confirmed; by the same rule,"
                            + " and out of the same quota, as replacements.")
    @APIResponse(
            responseCode = "202",
            description = "Ordered or proposed",
            content = @Content(schema = @Schema(implementation = PrintedLetters.Ordered.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "idempotency-key-missing, idempotency-key-too-long, member-ambiguous, note-missing, or a body that is"
                            + " not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description = "already-voted, no-live-credential, replacement-pending, proposal-pending, ballot-closed,"
                    + " ballot-cancelled, idempotency-key-reused")
    @APIResponse(responseCode = "429", description = "quota-reached")
    public Response order(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid LetterOrder order) {
        ReissueOrder asked = ReissueOrder.of(order.entryId(), order.membershipNumber(), order.reason(), order.note());
        By by = signedIn.person();
        return once.accepted(
                "letters/" + uuid,
                key,
                new Remembered(asked.toRemember(by), order.language()),
                () -> letters.order(uuid, asked, order.language(), by));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "How a letter stands")
    @APIResponse(responseCode = "200", description = "proposed, ready, printed or withdrawn")
    @APIResponse(responseCode = "404", description = "letter-not-found")
    public PrintedLetters.Ordered state(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        return letters.state(uuid, id);
    }

    @POST
    @Path("/{id}/confirmation")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "Confirm a proposed letter, as another person")
    @APIResponse(responseCode = "200", description = "Whoever ordered it may print it")
    @APIResponse(responseCode = "404", description = "ballot-not-found, letter-not-found")
    @APIResponse(
            responseCode = "409",
            description = "second-person-needed, not-proposed, ballot-closed, ballot-cancelled")
    public PrintedLetters.Ordered confirm(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        return letters.confirm(uuid, id, signedIn.person());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "Withdraw a letter before it is printed")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    @APIResponse(responseCode = "404", description = "ballot-not-found, letter-not-found")
    @APIResponse(responseCode = "409", description = "not-proposed")
    public PrintedLetters.Ordered withdraw(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        return letters.withdraw(uuid, id, signedIn.person());
    }

    @POST
    @Path("/{id}/printing")
    @Produces({MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
    @RolesAllowed(Roles.HELPDESK)
    @Transactional
    @Operation(
            summary = "The letter with the code, to be printed; once, by who ordered it",
            description =
                    "While the code lives. The answer is kept nowhere: should it be lost on the way, order another.")
    @APIResponse(
            responseCode = "200",
            description = "The letter as a page or as plain text",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "400", description = "form is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, letter-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description =
                    "letter-not-ready, letter-of-another, second-person-needed, already-voted, no-live-credential,"
                            + " replacement-pending, seal-broken, ballot-closed, ballot-cancelled")
    public Response print(
            @PathParam("uuid") String uuid,
            @PathParam("id") UUID id,
            @QueryParam("form") @DefaultValue("html") @Pattern(regexp = "html|text") String form) {
        MailText letter = letters.print(uuid, id, signedIn.person());
        boolean page = form.equals("html");
        return Response.ok(
                        page ? letter.html() : letter.text(),
                        (page ? MediaType.TEXT_HTML_TYPE : MediaType.TEXT_PLAIN_TYPE).withCharset("utf-8"))
                .header("Cache-Control", "no-store")
                .build();
    }
}

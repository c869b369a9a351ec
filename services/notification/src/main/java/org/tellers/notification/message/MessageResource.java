package org.tellers.notification.message;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Messages to an audience: counted, looked at, asked for, paused, ended. */
@Path("/api/notification/ballots/{uuid}/messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Roles.OFFICER)
@Tag(name = "Messages")
class MessageResource {

    private static final String ORDERED = "invitation|reminder|confirmation|recorded|result|campaign";
    /** The notice of an extension is sent by itself when the close is extended, and cannot be ordered. */
    private static final String TO_AN_AUDIENCE = ORDERED + "|extension";

    private static final String ANY = TO_AN_AUDIENCE + "|resend|replacement";

    private final MessageRuns runs;
    private final MessageViews views;
    private final Trials trials;
    private final OnceOnly once;
    private final SecurityIdentity person;

    MessageResource(MessageRuns runs, MessageViews views, Trials trials, OnceOnly once, SecurityIdentity person) {
        this.runs = runs;
        this.views = views;
        this.trials = trials;
        this.once = once;
        this.person = person;
    }

    /**
     * A campaign message in one language.
     *
     * @param language en or cy
     * @param subject subject line
     * @param body plain text; an empty line begins a new paragraph
     */
    record CampaignText(
            @NotNull @Pattern(regexp = "en|cy") String language,
            @NotBlank @Size(max = 140) String subject,
            @NotBlank @Size(max = 10_000) String body) {}

    /**
     * A message to be sent.
     *
     * @param kind what it is
     * @param notBefore instant before which none is sent; absent: as soon as the ballot allows
     * @param texts of a campaign message, one for each language; absent for every other kind
     */
    record MessageOrder(
            @NotNull @Pattern(regexp = ORDERED) String kind,
            Instant notBefore,
            @Size(max = 2) List<@NotNull @Valid CampaignText> texts) {}

    /**
     * A message to look at.
     *
     * @param kind what it is
     * @param language en or cy; absent: that of the entry, else English
     * @param entryId the roll entry whose name stands in it; absent: a fictitious member
     * @param voted of kind recorded, whether a vote was recorded; absent: yes
     * @param texts of a campaign message
     */
    record TrialOrder(
            @NotNull @Pattern(regexp = ANY) String kind,
            @Pattern(regexp = "en|cy") String language,
            UUID entryId,
            Boolean voted,
            @Size(max = 2) List<@NotNull @Valid CampaignText> texts) {}

    @GET
    @Transactional
    @Operation(summary = "The messages of a ballot and how far they are")
    @APIResponse(responseCode = "200", description = "In the order in which they were asked for")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public List<MessageViews.MessageView> all(@PathParam("uuid") String uuid) {
        return views.all(KnownBallot.required(uuid, LockModeType.NONE));
    }

    @GET
    @Path("/audience")
    @Transactional
    @Operation(
            summary = "How many a message of a kind would be for now",
            description = "Counted by the same rule that chooses the members when it is sent.")
    @APIResponse(responseCode = "200", description = "With an address, and without one")
    @APIResponse(responseCode = "400", description = "kind is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public MessageRuns.Count audience(
            @PathParam("uuid") String uuid,
            @QueryParam("kind") @NotNull @Pattern(regexp = TO_AN_AUDIENCE) String kind) {
        KnownBallot.required(uuid, LockModeType.NONE);
        return runs.count(uuid, MailKind.of(kind));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Have a message sent",
            description =
                    "It is queued when its instant has come and the ballot allows it, to exactly those for whom it is at"
                            + " that moment: a reminder to those who have not voted, what was recorded in a member's name"
                            + " after the close and when every vote is known, the result when it is declared or withheld."
                            + " When the close is extended, everyone who was invited is told by itself."
                            + " Sending stops 15 minutes before the close unless set otherwise.")
    @APIResponse(
            responseCode = "202",
            description = "The message",
            content = @Content(schema = @Schema(implementation = MessageViews.MessageView.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, idempotency-key-too-long, not-before-after-close, texts-missing,"
                    + " texts-not-expected, or a body that is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "credentials-not-ready, close-too-near, ballot-closed, ballot-cancelled, message-under-way,"
                    + " message-sent-already, campaign-sender-missing, mail-events-erased, idempotency-key-reused")
    public Response send(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid MessageOrder order) {
        MailKind kind = MailKind.of(order.kind());
        Map<Language, MessageRuns.Text> texts = texts(kind, order.texts());
        String by = person.getPrincipal().getName();
        return once.accepted(
                "messages/" + uuid,
                key,
                order,
                () -> views.view(
                        KnownBallot.required(uuid, LockModeType.NONE),
                        runs.ask(uuid, kind, order.notBefore(), texts, by)));
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(summary = "One message and how far it is")
    @APIResponse(responseCode = "200", description = "The message")
    @APIResponse(responseCode = "404", description = "ballot-not-found, message-not-found")
    public MessageViews.MessageView one(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        return views.view(ballot, DispatchRun.required(uuid, id, LockModeType.NONE));
    }

    @POST
    @Path("/{id}/pause")
    @Transactional
    @Operation(summary = "Pause a message", description = "What the mail relay is being handed now still leaves.")
    @APIResponse(responseCode = "200", description = "The message")
    @APIResponse(responseCode = "404", description = "ballot-not-found, message-not-found")
    @APIResponse(responseCode = "409", description = "message-ended")
    public MessageViews.MessageView pause(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        return views.view(ballot, runs.pause(uuid, id, true));
    }

    @POST
    @Path("/{id}/resumption")
    @Transactional
    @Operation(summary = "Let a paused message go on")
    @APIResponse(responseCode = "200", description = "The message")
    @APIResponse(responseCode = "404", description = "ballot-not-found, message-not-found")
    @APIResponse(responseCode = "409", description = "message-ended")
    public MessageViews.MessageView resume(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        return views.view(ballot, runs.pause(uuid, id, false));
    }

    @POST
    @Path("/{id}/cancellation")
    @Transactional
    @Operation(
            summary = "End a message for good",
            description =
                    "What has not left is withdrawn. Invitations and the notice of an extension (rule R8) cannot be cancelled,"
                            + " only paused.")
    @APIResponse(responseCode = "200", description = "The message")
    @APIResponse(responseCode = "404", description = "ballot-not-found, message-not-found")
    @APIResponse(
            responseCode = "409",
            description = "invitations-cannot-be-cancelled, extension-notice-cannot-be-cancelled")
    public MessageViews.MessageView cancel(@PathParam("uuid") String uuid, @PathParam("id") UUID id) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        return views.view(ballot, runs.cancel(uuid, id));
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(
            summary = "A message as a member would read it",
            description = "With a code that cannot vote; no member's code is ever shown.")
    @APIResponse(responseCode = "200", description = "Sender, subject, plain text and HTML")
    @APIResponse(
            responseCode = "400",
            description = "texts-missing, texts-not-expected, or a body that is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(responseCode = "409", description = "campaign-sender-missing")
    public Trials.Preview preview(@PathParam("uuid") String uuid, @NotNull @Valid TrialOrder order) {
        return trials.preview(trial(uuid, order));
    }

    @POST
    @Path("/trial")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a message to the officer who asks, to look at it in a mailbox",
            description = "With a code that cannot vote, to the address in the officer's own sign-in and no other.")
    @APIResponse(
            responseCode = "202",
            description = "How it ended",
            content = @Content(schema = @Schema(implementation = Trials.Sent.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, idempotency-key-too-long, texts-missing, texts-not-expected, or a"
                    + " body that is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description = "own-address-missing, relay-refused, campaign-sender-missing, idempotency-key-reused")
    public Response trial(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid TrialOrder order) {
        return once.accepted("trials/" + uuid, key, order, () -> trials.send(trial(uuid, order), person));
    }

    private Trials.Trial trial(String uuid, TrialOrder order) {
        MailKind kind = MailKind.of(order.kind());
        return new Trials.Trial(
                uuid,
                kind,
                order.language() == null ? null : Language.of(order.language()),
                order.entryId(),
                order.voted() == null || order.voted(),
                texts(kind, order.texts()));
    }

    private static Map<Language, MessageRuns.Text> texts(MailKind kind, List<CampaignText> texts) {
        boolean given = texts != null && !texts.isEmpty();
        if (given && kind != MailKind.CAMPAIGN) {
            throw Problem.badField(
                    "texts-not-expected", "texts", "Only a campaign message has a text of its own; leave texts out.");
        }
        if (!given && kind == MailKind.CAMPAIGN) {
            throw Problem.badField("texts-missing", "texts", "Write the campaign message in at least one language.");
        }
        Map<Language, MessageRuns.Text> byLanguage = new EnumMap<>(Language.class);
        if (given) {
            texts.forEach(text ->
                    byLanguage.put(Language.of(text.language()), new MessageRuns.Text(text.subject(), text.body())));
        }
        return byLanguage;
    }
}

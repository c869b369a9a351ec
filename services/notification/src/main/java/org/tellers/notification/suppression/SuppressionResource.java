package org.tellers.notification.suppression;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.authority.Holders;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.service.Roles;

/** Which members' addresses are left alone, and the end of that. */
@Path("/api/notification/ballots/{uuid}/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
@Tag(name = "Suppressions")
class SuppressionResource {

    private static final int CLASSES = MailClass.values().length;

    private final Suppressions suppressions;
    private final Holders holders;
    private final OnceOnly once;
    private final SecurityIdentity person;

    SuppressionResource(Suppressions suppressions, Holders holders, OnceOnly once, SecurityIdentity person) {
        this.suppressions = suppressions;
        this.holders = holders;
        this.once = once;
        this.person = person;
    }

    /**
     * A class of mails that is not sent to an entry's present address.
     *
     * @param mailClass notice, reminder or campaign
     * @param reason hard-bounce or complaint
     * @param dispatchId the mail that the report was about
     * @param since since when
     */
    record SuppressedClass(
            @Schema(enumeration = {"notice", "reminder", "campaign"})
            String mailClass,

            @Schema(enumeration = {"hard-bounce", "complaint"})
            String reason,

            UUID dispatchId,
            Instant since) {}

    /**
     * A roll entry whose present address is left alone.
     *
     * @param entryId the roll entry
     * @param classes what is not sent
     */
    record SuppressedEntry(UUID entryId, List<SuppressedClass> classes) {}

    /**
     * A page of entries.
     *
     * @param items the entries
     * @param next value of {@code after} for the next page; absent on the last
     */
    record SuppressionPage(List<SuppressedEntry> items, UUID next) {}

    /**
     * A lifting that was done.
     *
     * @param entryId the roll entry
     */
    record Lifted(UUID entryId) {}

    @GET
    @Transactional
    @Operation(
            summary = "Roll entries whose present address gets no mails of some class",
            description = "A corrected address is not suppressed: it is another address.")
    @APIResponse(responseCode = "200", description = "A page of entries")
    @APIResponse(responseCode = "400", description = "limit or after is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public SuppressionPage list(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("after") UUID after) {
        KnownBallot.required(uuid, LockModeType.NONE);
        List<Suppressions.Suppression> rows =
                suppressions.list(uuid, after == null ? new UUID(0, 0) : after, (limit + 1) * CLASSES);
        List<SuppressedEntry> items = new ArrayList<>();
        for (Suppressions.Suppression row : rows) {
            if (items.isEmpty() || !items.getLast().entryId().equals(row.entryId())) {
                items.add(new SuppressedEntry(row.entryId(), new ArrayList<>()));
            }
            items.getLast()
                    .classes()
                    .add(new SuppressedClass(row.mailClass(), row.reason(), row.dispatchId(), row.since()));
        }
        boolean more = items.size() > limit;
        List<SuppressedEntry> page = more ? items.subList(0, limit) : items;
        return new SuppressionPage(page, more ? page.getLast().entryId() : null);
    }

    @POST
    @Path("/{entry}/lifting")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Write to an address again",
            description =
                    "An address from which mails came back; mails with a code that waited for it are sent in their"
                            + " turn. Who did it and why is kept. What the member complained of stays as it is: that is a"
                            + " word of the member's, and formal notices reach them all the same.")
    @APIResponse(
            responseCode = "202",
            description = "Lifted",
            content = @Content(schema = @Schema(implementation = Lifted.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, idempotency-key-too-long, or a body that is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(responseCode = "409", description = "complaint-stands, not-suppressed, idempotency-key-reused")
    public Response lift(
            @PathParam("uuid") String uuid,
            @PathParam("entry") UUID entry,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Lifting lifting) {
        String by = person.getPrincipal().getName();
        return once.accepted("liftings/" + uuid + "/" + entry, key, lifting, () -> {
            KnownBallot.required(uuid, LockModeType.NONE);
            suppressions.lift(uuid, holders.entry(uuid, entry, null), by, lifting.reason());
            return new Lifted(entry);
        });
    }
}

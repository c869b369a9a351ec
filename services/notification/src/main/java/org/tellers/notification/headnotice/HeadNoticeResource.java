package org.tellers.notification.headnotice;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Where key holders and auditors want the head of the box to be mailed when it closes. */
@Path("/api/notification/ballots/{uuid}/head-notices")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Head notices")
class HeadNoticeResource {

    private final HeadNotices notices;
    private final SecurityIdentity caller;

    HeadNoticeResource(HeadNotices notices, SecurityIdentity caller) {
        this.notices = notices;
        this.caller = caller;
    }

    /**
     * Where to send it.
     *
     * @param email the caller's own address
     * @param language {@code en} or {@code cy}
     */
    record Wanted(
            @NotBlank @Email @Size(max = 254) String email,

            @NotNull @Pattern(regexp = "en|cy", message = "must be en or cy")
            String language) {

        @Override
        public String toString() {
            return "Wanted";
        }
    }

    @PUT
    @Path("/mine")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Transactional
    @Operation(
            summary = "Have the head of the closed box mailed",
            description =
                    "The hash of the last event goes to this address as soon as the box is closed; at once if it is"
                            + " closed already. Whoever has it can hold any later archive against it.")
    @APIResponse(
            responseCode = "200",
            description = "Noted",
            content = @Content(schema = @Schema(implementation = HeadNotices.Wish.class)))
    @APIResponse(responseCode = "400", description = "A body that is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public HeadNotices.Wish ask(@PathParam("uuid") String uuid, @NotNull @Valid Wanted wanted) {
        KnownBallot.required(uuid, LockModeType.NONE);
        notices.ask(uuid, subject(), wanted.email(), wanted.language());
        return notices.wish(uuid, subject()).orElseThrow();
    }

    @GET
    @Path("/mine")
    @RolesAllowed({Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(summary = "Where the caller has it mailed")
    @APIResponse(
            responseCode = "200",
            description = "The wish, and when the mail left",
            content = @Content(schema = @Schema(implementation = HeadNotices.Wish.class)))
    @APIResponse(responseCode = "404", description = "ballot-not-found, head-notice-not-found")
    public HeadNotices.Wish mine(@PathParam("uuid") String uuid) {
        KnownBallot.required(uuid, LockModeType.NONE);
        return notices.wish(uuid, subject()).orElseThrow(HeadNoticeResource::none);
    }

    @DELETE
    @Path("/mine")
    @RolesAllowed({Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Transactional
    @Operation(summary = "Forget the caller's address")
    @APIResponse(responseCode = "204", description = "Forgotten")
    @APIResponse(responseCode = "404", description = "ballot-not-found, head-notice-not-found")
    public void withdraw(@PathParam("uuid") String uuid) {
        KnownBallot.required(uuid, LockModeType.NONE);
        if (!notices.withdraw(uuid, subject())) {
            throw none();
        }
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Operation(summary = "How many have it mailed", description = "Figures only: the addresses are their owners' own.")
    @APIResponse(
            responseCode = "200",
            description = "The counts",
            content = @Content(schema = @Schema(implementation = HeadNotices.Counts.class)))
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public HeadNotices.Counts counts(@PathParam("uuid") String uuid) {
        KnownBallot.required(uuid, LockModeType.NONE);
        return notices.counts(uuid);
    }

    private String subject() {
        return caller.getPrincipal().getName();
    }

    private static HttpProblem none() {
        return Problem.notFound("head-notice-not-found", "You have not asked for the head of this ballot's box.");
    }
}

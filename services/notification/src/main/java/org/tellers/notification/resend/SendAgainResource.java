package org.tellers.notification.resend;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;

/** Where a member who did not get the code asks for it (story M7). Looking at an address changes nothing. */
@Path("/api/notification/ballots/{uuid}/send-again")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
@Tag(name = "Send it again")
class SendAgainResource {

    private final SendAgain again;

    SendAgainResource(SendAgain again) {
        this.again = again;
    }

    /**
     * Who asks.
     *
     * @param member membership number or e-mail address
     */
    record Wish(@NotBlank @Size(max = 300) String member) {

        /** Hides who it is. */
        @Override
        public String toString() {
            return "Wish";
        }
    }

    /**
     * The one answer there is.
     *
     * @param state taken
     */
    record Taken(String state) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(
            summary = "Have the code sent once more",
            description =
                    "The same code, to the registered address, a few times a day for each member. The answer is the"
                            + " same whether or not there is such a member, and comes before anybody has looked.")
    @APIResponse(
            responseCode = "202",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = Taken.class)))
    @APIResponse(responseCode = "400", description = "A body that is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response ask(@PathParam("uuid") String uuid, @NotNull @Valid Wish wish) {
        KnownBallot.required(uuid, LockModeType.NONE);
        again.ask(uuid, wish.member().strip());
        return taken();
    }

    private static Response taken() {
        return Response.accepted(new Taken("taken")).build();
    }

    /** The same for who does not know the ballot's address. */
    @Path("/api/notification/send-again")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @PermitAll
    @Tag(name = "Send it again")
    static class OfEveryBallot {

        private final SendAgain again;

        OfEveryBallot(SendAgain again) {
            this.again = again;
        }

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        @Operation(
                summary = "Have the codes of every open ballot sent once more",
                description = "For who does not know the ballot's address: as for one ballot, for each that is open and"
                        + " has the member on its roll, with the same limits for each.")
        @APIResponse(
                responseCode = "202",
                description = "Taken",
                content = @Content(schema = @Schema(implementation = Taken.class)))
        @APIResponse(responseCode = "400", description = "A body that is not as described")
        public Response ask(@NotNull @Valid Wish wish) {
            again.ask(null, wish.member().strip());
            return taken();
        }
    }
}

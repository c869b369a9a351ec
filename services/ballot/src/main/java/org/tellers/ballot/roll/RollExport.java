package org.tellers.ballot.roll;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.service.InertCell;
import org.tellers.service.Roles;

/**
 * The roll for a ballot that follows this one, such as a formal postal ballot (rule R10, story H12). This service has no
 * name and no address: the file holds identifiers, for which the register gives the addresses to the officer (decision 8).
 */
@Path("/api/ballot/ballots/{uuid}/roll/export")
@RunOnVirtualThread
@Tag(name = "Roll")
class RollExport {

    private static final int LONGEST_SECONDS = 3_600;

    private final Ballots ballots;
    private final RollStore store;
    private final SignedIn signedIn;

    @Inject
    RollExport(Ballots ballots, RollStore store, SignedIn signedIn) {
        this.ballots = ballots;
        this.store = store;
        this.signedIn = signedIn;
    }

    /**
     * Why the roll is taken out.
     *
     * @param reason shown to everyone
     */
    @Schema(name = "RollExport")
    record ExportBody(
            @Schema(
                    required = true,
                    description = "Why; shown to everyone, so it names nobody. At most 2,000 characters")
            @Nullable
            String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("text/csv")
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "exportRoll",
            summary = "Export who is entitled, for a ballot that follows",
            description = "One line for each member entitled by the latest version of the roll: member_id and"
                    + " constituency. The register turns the member ids into names and postal addresses. That the roll"
                    + " was exported, when and why stands in the public decision log; who is on it does not.")
    @APIResponse(
            responseCode = "200",
            description = "The roll, in the order of the ids",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "reason-missing, too-long, or the fault of the JSON itself")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "roll-not-frozen, roll-erased")
    public Response export(@PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable ExportBody body) {
        String reason =
                body == null || body.reason() == null ? "" : body.reason().strip();
        Person person = signedIn.person();
        // It is written down before the first line leaves, also if the download then breaks off.
        QuarkusTransaction.requiringNew().run(() -> note(uuid, reason, person));
        StreamingOutput csv = out -> {
            Writer file = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            line(file, "member_id", "constituency");
            // Rows stream only within a transaction.
            QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_SECONDS)
                    .run(() -> store.forEachEntitled(
                            uuid, (member, constituency) -> line(file, member.toString(), constituency)));
            file.flush();
        };
        return Response.ok(csv)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"roll.csv\"")
                .build();
    }

    private void note(String uuid, String reason, Person person) {
        BallotRow row = ballots.lock(uuid);
        ballots.rules(row).checkRollLeaves(reason);
        int entitled = store.entitledNow(uuid);
        if (entitled == 0) {
            throw Refusal.conflict(
                    "roll-erased",
                    "Who was entitled is erased six months after the close; only the numbers of the roll are left");
        }
        ballots.become(
                row,
                ballots.rules(row),
                person,
                "roll-exported",
                "version %d, %d entitled: %s".formatted(row.rollVersion, entitled, reason));
    }

    // An identifier, and one that is made of letters, digits, hyphens, slashes and tildes: nothing needs quotes.
    private static void line(Writer file, String member, String constituency) {
        try {
            file.write(member + "," + InertCell.of(constituency) + "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the download broke off", e);
        }
    }
}

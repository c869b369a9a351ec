package org.tellers.voting.ballot;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.Documents.Kind;

/** Shows a ballot to anyone: what it is, when it runs, and the exact documents that are fixed. */
@Path("/api/voting/ballots/{uuid}")
@Tag(name = "Ballot")
@RunOnVirtualThread
class BallotResource {
    private final Sql sql;
    private final Documents documents;
    private final Clock clock;

    BallotResource(Sql sql, Documents documents, Clock clock) {
        this.sql = sql;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * A ballot as the public sees it.
     *
     * @param uuid its identifier
     * @param name its name
     * @param state preparing, ready, open, closed or cancelled, at the time of asking
     * @param opensAt first instant that counts
     * @param closesAt first instant that is too late
     * @param fingerprint of the election: SHA-256 of election.json, Base64 without padding
     * @param setupHash SHA-256 of the Setup payload, which covers the list of credentials; absent before Setup
     * @param union the union's name
     * @param helpLine whom a member can ask
     * @param head hash of the latest event of the archive; absent before Setup
     * @param declared whether the archive holds the result
     */
    record Shown(
            String uuid,
            String name,
            String state,
            Instant opensAt,
            Instant closesAt,
            String fingerprint,
            @Nullable String setupHash,
            @Nullable String union,
            @Nullable String helpLine,
            @Nullable String head,
            boolean declared) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "ballot", summary = "What the ballot is, when it runs and how far it is")
    @APIResponse(responseCode = "200", description = "The ballot")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Shown ballot(@PathParam("uuid") String uuid) {
        Charter charter = Charter.of(document(uuid, Kind.CHARTER));
        return sql.one(
                        """
                        SELECT name, state, opens_at, closes_at, fingerprint, setup_hash, head, declared
                        FROM ballot WHERE uuid = ?
                        """,
                        row -> {
                            Window window = new Window(
                                    row.getTimestamp(3).toInstant(),
                                    row.getTimestamp(4).toInstant());
                            return new Shown(
                                    uuid,
                                    row.getString(1),
                                    shownState(BallotState.valueOf(row.getString(2)), window),
                                    window.opensAt(),
                                    window.closesAt(),
                                    row.getString(5),
                                    row.getString(6),
                                    charter.union(),
                                    charter.helpLine(),
                                    row.getString(7),
                                    row.getBoolean(8));
                        },
                        uuid)
                .orElseThrow(notFound());
    }

    /** The clock decides; asking changes nothing, so what is stored may be a moment behind. */
    private String shownState(BallotState stored, Window window) {
        Instant now = clock.instant();
        if (stored == BallotState.READY && window.begunAt(now)) {
            return shownState(BallotState.OPEN, window);
        }
        return (stored == BallotState.OPEN && window.overAt(now) ? BallotState.CLOSED : stored).shown();
    }

    @GET
    @Path("/election")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "election", summary = "election.json, byte for byte")
    @APIResponse(responseCode = "200", description = "The questions and the election's public key")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response election(@PathParam("uuid") String uuid) {
        return exact(uuid, Kind.ELECTION);
    }

    @GET
    @Path("/charter")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "charter", summary = "charter.json, byte for byte")
    @APIResponse(responseCode = "200", description = "Window, policies and minima, fixed before the ballot opens")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response charter(@PathParam("uuid") String uuid) {
        return exact(uuid, Kind.CHARTER);
    }

    @GET
    @Path("/trustees")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "trustees", summary = "trustees.json, byte for byte")
    @APIResponse(responseCode = "200", description = "The keys that together open the box")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response trustees(@PathParam("uuid") String uuid) {
        return exact(uuid, Kind.TRUSTEES);
    }

    private Response exact(String uuid, Kind kind) {
        // The documents of a keyed ballot never change.
        return Response.ok(document(uuid, kind))
                .header("Cache-Control", "public, max-age=86400, immutable")
                .build();
    }

    private byte[] document(String uuid, Kind kind) {
        return documents.find(uuid, kind).orElseThrow(notFound());
    }

    private static Supplier<RuntimeException> notFound() {
        return () -> Problem.notFound("ballot-not-found", "There is no such ballot. Check the link.");
    }
}

package org.tellers.voting.ballot;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.service.Problem;
import org.tellers.voting.Revalidation;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.Documents.Kind;

/** Shows a ballot to anyone: what it is, when it runs, and the exact documents that are fixed. */
@Path("/api/voting/ballots/{uuid}")
@Tag(name = "Ballot")
@RunOnVirtualThread
class BallotResource {
    private final Sql sql;
    private final Documents documents;
    private final Policies policies;
    private final Clock clock;

    BallotResource(Sql sql, Documents documents, Policies policies, Clock clock) {
        this.sql = sql;
        this.documents = documents;
        this.policies = policies;
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
     * @param credentialLogHead head of the log of activations and revocations; absent before Setup
     * @param trustees those whose keys together open the box, by their number in the archive
     * @param publication what is published, by the charter and the changes since
     * @param policyChanges every change of that, in order
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
            @Nullable String credentialLogHead,
            List<Trustee> trustees,
            Publication publication,
            List<PolicyChange> policyChanges,
            boolean declared) {}

    /**
     * A trustee of the count.
     *
     * @param owner number in the archive, from 1
     * @param name who holds the key; absent where nobody has said
     * @param publicKey public key, a point in hexadecimal
     * @param fingerprint SHA-256 of the key's 64 digits, Base64 without padding: to be compared with what the trustee has
     */
    record Trustee(int owner, @Nullable String name, String publicKey, String fingerprint) {}

    /**
     * What is published.
     *
     * @param turnout none, daily or live
     * @param result none, headline or full
     * @param breakdown none, or the finest level of constituencies that is shown
     * @param minima what a part of the count must have to be shown
     */
    record Publication(String turnout, String result, String breakdown, Minima minima) {
        static Publication of(Policy policy) {
            return new Publication(
                    policy.turnout(),
                    policy.result(),
                    policy.breakdown(),
                    new Minima(policy.minima().cast(), policy.minima().entitled()));
        }
    }

    /**
     * Minima.
     *
     * @param cast least votes cast
     * @param entitled least members entitled
     */
    record Minima(int cast, int entitled) {}

    /**
     * A change of what is published.
     *
     * @param publication what two people decided; after the opening only what is stricter in it holds
     * @param reason why
     * @param changedAt when the second of them confirmed it
     */
    record PolicyChange(Publication publication, String reason, Instant changedAt) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "ballot", summary = "What the ballot is, when it runs and how far it is")
    @APIResponse(
            responseCode = "200",
            description = "The ballot",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "304", description = "Nothing changed since the version of If-None-Match")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response ballot(@PathParam("uuid") String uuid, @Context Request request) {
        Shown shown = shown(uuid);
        // All that is shown; none of it is secret, and the same text means the same answer.
        return Revalidation.answer(request, Revalidation.tag(shown), () -> shown);
    }

    private Shown shown(String uuid) {
        Charter charter = Charter.of(document(uuid, Kind.CHARTER));
        List<Trustee> trustees = trustees(uuid, document(uuid, Kind.TRUSTEES));
        List<Policies.Change> changes = policies.changes(uuid);
        return sql.one(
                        """
                        SELECT name, state, opens_at, closes_at, fingerprint, setup_hash, head, log_head, declared
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
                                    row.getString(8),
                                    trustees,
                                    Publication.of(Policies.inForce(charter, window.opensAt(), changes)),
                                    changes.stream()
                                            .map(change -> new PolicyChange(
                                                    Publication.of(change.policy()),
                                                    change.reason(),
                                                    change.changedAt()))
                                            .toList(),
                                    row.getBoolean(9));
                        },
                        uuid)
                .orElseThrow(notFound());
    }

    private List<Trustee> trustees(String uuid, byte[] json) {
        Map<Integer, String> names = new HashMap<>();
        sql.list(
                "SELECT owner, name FROM holder WHERE ballot = ?",
                row -> names.put(row.getInt(1), row.getString(2)),
                uuid);
        List<Trustee> trustees = new ArrayList<>();
        for (TrusteePublicKey key : Trustees.parse(json).keys()) {
            String hex = key.publicKey().hex();
            int owner = trustees.size() + 1;
            trustees.add(new Trustee(owner, names.get(owner), hex, Sha256.base64(hex)));
        }
        return trustees;
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
                .header(HttpHeaders.CACHE_CONTROL, Revalidation.IMMUTABLE)
                .build();
    }

    private byte[] document(String uuid, Kind kind) {
        return documents.find(uuid, kind).orElseThrow(notFound());
    }

    private static Supplier<RuntimeException> notFound() {
        return () -> Problem.notFound("ballot-not-found", "There is no such ballot. Check the link.");
    }
}

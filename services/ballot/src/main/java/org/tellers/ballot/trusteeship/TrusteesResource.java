package org.tellers.ballot.trusteeship;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
import org.tellers.ballot.overview.BallotView;
import org.tellers.ballot.overview.Overview;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.paper.Texts;
import org.tellers.crypto.json.Json;
import org.tellers.service.Roles;

/** Trustees' keys over HTTP. */
@Path("/api/ballot/ballots/{uuid}/trustees")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Trustees")
class TrusteesResource {

    private static final int MOST_NAME = 100;

    private final Ballots ballots;
    private final Trusteeship trusteeship;
    private final Overview overview;
    private final SignedIn signedIn;
    private final Clock clock;

    @Inject
    TrusteesResource(Ballots ballots, Trusteeship trusteeship, Overview overview, SignedIn signedIn, Clock clock) {
        this.ballots = ballots;
        this.trusteeship = trusteeship;
        this.overview = overview;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /** A scrutineer's key as sent. */
    @Schema(name = "TrusteeKeyRegistration")
    record Registration(
            @Schema(
                    required = true,
                    description = "Who holds the key, as shown on the ballot's page; at most 100 characters")
            @Nullable
            String name,

            @Schema(required = true) @Nullable PublicKeyBody publicKey) {}

    /** Belenios's structure; field names are the specification's. */
    @Schema(name = "TrusteePublicKey", description = "Belenios trustee public key, group Ed25519")
    record PublicKeyBody(
            @Nullable PokBody pok,

            @JsonProperty("public_key") @Schema(description = "64 hex digits") @Nullable
            String publicKey) {

        String text() {
            PokBody proof = pok == null ? new PokBody(null, null) : pok;
            return Json.object()
                    .put(
                            "pok",
                            Json.object()
                                    .put("challenge", String.valueOf(proof.challenge()))
                                    .put("response", String.valueOf(proof.response()))
                                    .build())
                    .put("public_key", String.valueOf(publicKey))
                    .build()
                    .text();
        }
    }

    /** Proof of knowledge of the private key. */
    @Schema(name = "ProofOfKnowledge", description = "Proof of knowledge of the private key")
    record PokBody(@Nullable String challenge, @Nullable String response) {}

    @POST
    @Transactional
    @RolesAllowed(Roles.SCRUTINEER)
    @Operation(
            operationId = "registerTrusteeKey",
            summary = "Register the scrutineer's public key",
            description =
                    "With the scrutineer's and the platform's key the ballot is keyed: election and charter are fixed."
                            + " Until then the same scrutineer may replace their key.")
    @APIResponse(
            responseCode = "201",
            description = "Registered; the ballot as it now stands",
            content = @Content(schema = @Schema(implementation = BallotView.class)))
    @APIResponse(
            responseCode = "400",
            description = "text-missing, proof-of-knowledge-invalid, point-encoding and the other faults of a key")
    @APIResponse(responseCode = "403", description = "headquarters-role")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "ballot-not-approved, keys-fixed, window-over, trustee-present, key-already-registered,"
                    + " threshold-ballot")
    public Response register(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable Registration body) {
        String name = body == null ? null : body.name();
        List<Fault> faults = new ArrayList<>();
        Texts.check(name, "name", MOST_NAME, faults);
        PublicKeyBody key = body == null ? null : body.publicKey();
        if (key == null) {
            faults.add(new Fault("publicKey", "key-missing", "Send the public key that the key ceremony made"));
        }
        if (!faults.isEmpty() || name == null || key == null) {
            Fault first = faults.getFirst();
            throw Refusal.badValue(first.code(), first.field(), first.detail() + ".");
        }
        Person person = signedIn.person();
        BallotRow row = ballots.lock(uuid);
        Instant now = clock.instant();
        ballots.rules(row).checkTakesKeys(now);
        if (!row.draft.keyHolders().single()) {
            throw Refusal.conflict(
                    "threshold-ballot",
                    "%d people hold this ballot's key together; take a seat in its key ceremony instead"
                            .formatted(row.draft.keyHolders().holders()));
        }
        boolean headquarters = Trusteeship.isHeadquarters(row, person, signedIn.roles());
        KeyRing ring = trusteeship.ring(uuid).withScrutineer(name.strip(), key.text(), person, headquarters, now);
        trusteeship.keep(row, ring, person, "scrutineer-key-registered");
        return Response.status(Response.Status.CREATED)
                .entity(overview.view(row))
                .build();
    }
}

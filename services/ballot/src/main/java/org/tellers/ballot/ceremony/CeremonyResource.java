package org.tellers.ballot.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.charter.DocumentsRow;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.paper.Texts;
import org.tellers.ballot.trusteeship.Trusteeship;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.service.Roles;

/** The key ceremony over HTTP. */
@Path("/api/ballot/ballots/{uuid}/ceremony")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
        name = "Key ceremony",
        description =
                "Several people make a key together, each in their own browser, of whom a threshold opens the box")
class CeremonyResource {

    private static final int MOST_NAME = 100;
    private static final int MOST_REASON = 2_000;
    private static final String TAKES_NO_KEYS = "ballot-not-approved, keys-fixed, window-over, single-trustee";

    private final Ballots ballots;
    private final Ceremonies ceremonies;
    private final Trusteeship trusteeship;
    private final SignedIn signedIn;
    private final Clock clock;

    @Inject
    CeremonyResource(Ballots ballots, Ceremonies ceremonies, Trusteeship trusteeship, SignedIn signedIn, Clock clock) {
        this.ballots = ballots;
        this.ceremonies = ceremonies;
        this.trusteeship = trusteeship;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    @GET
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER, Roles.OFFICER, Roles.APPROVER, Roles.AUDITOR})
    @Operation(operationId = "ceremony", summary = "Where the key ceremony stands, seat by seat")
    @APIResponse(responseCode = "200", description = "The ceremony")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "single-trustee")
    public CeremonyView ceremony(@PathParam("uuid") String uuid) {
        return CeremonyView.of(ceremonies.read(ballots.read(uuid)), signedIn.person());
    }

    /**
     * Who takes a seat.
     *
     * @param name as shown on the ballot's page
     */
    @Schema(name = "SeatTaking")
    record SeatBody(
            @Schema(required = true, description = "Who you are, as shown on the ballot's page; at most 100 characters")
            @Nullable
            String name) {}

    @POST
    @Path("seat")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER})
    @Operation(operationId = "takeSeat", summary = "Take the next free seat")
    @APIResponse(responseCode = "200", description = "The ceremony with you in it")
    @APIResponse(responseCode = "400", description = "text-missing, too-long, unprintable")
    @APIResponse(responseCode = "403", description = "headquarters-seats-full")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "seat-yours, seats-taken, " + TAKES_NO_KEYS)
    public CeremonyView take(@PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable SeatBody body) {
        String name = body == null || body.name() == null ? "" : body.name().strip();
        List<Fault> faults = new ArrayList<>();
        Texts.check(name, "name", MOST_NAME, faults);
        refuse(faults);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return step(uuid, "seat-taken", (ceremony, holder) -> ceremony.take(holder, name, now));
    }

    /**
     * The first round.
     *
     * @param cert Belenios certificate, canonical text
     */
    @Schema(name = "CertificateSending")
    record CertificateBody(
            @Schema(required = true, description = "Belenios cert, exact canonical text") @Nullable
            String cert) {}

    @POST
    @Path("certificate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER})
    @Operation(
            operationId = "sendCertificate",
            summary = "First round: send the certificate of your seat",
            description = "It may be sent anew until everyone's is there.")
    @APIResponse(responseCode = "200", description = "The ceremony as it now stands")
    @APIResponse(
            responseCode = "400",
            description = "text-missing, certificate-context and the faults of a certificate")
    @APIResponse(responseCode = "403", description = "headquarters-seats-full")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "no-seat, round-over, ceremony-waits, key-already-registered, " + TAKES_NO_KEYS)
    public CeremonyView certificate(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable CertificateBody body) {
        String cert = text(body == null ? null : body.cert(), "cert");
        return step(uuid, "certificate-sent", (ceremony, holder) -> ceremony.certificate(holder, cert));
    }

    /**
     * The second round.
     *
     * @param polynomial Belenios polynomial, canonical text
     */
    @Schema(name = "PolynomialSending")
    record PolynomialBody(
            @Schema(required = true, description = "Belenios polynomial, exact canonical text") @Nullable
            String polynomial) {}

    @POST
    @Path("polynomial")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER})
    @Operation(
            operationId = "sendPolynomial",
            summary = "Second round: send your polynomial",
            description = "It may be sent anew until everyone's is there.")
    @APIResponse(responseCode = "200", description = "The ceremony as it now stands")
    @APIResponse(responseCode = "400", description = "text-missing and the faults of a polynomial")
    @APIResponse(responseCode = "403", description = "headquarters-seats-full")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "no-seat, round-over, ceremony-waits, " + TAKES_NO_KEYS)
    public CeremonyView polynomial(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable PolynomialBody body) {
        String polynomial = text(body == null ? null : body.polynomial(), "polynomial");
        return step(uuid, "polynomial-sent", (ceremony, holder) -> ceremony.polynomial(holder, polynomial));
    }

    /**
     * What a trustee gets for the third round.
     *
     * @param vinput Belenios vinput, canonical text
     */
    @Schema(name = "CeremonyInput")
    record Input(
            @Schema(description = "Belenios vinput of your seat, exact canonical text")
            String vinput) {}

    @GET
    @Path("input")
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER})
    @Operation(
            operationId = "ceremonyInput",
            summary = "What the others sent for your seat",
            description =
                    "For the third round, and later to recover your part of the key from the seed in your key file.")
    @APIResponse(responseCode = "200", description = "The input")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "no-seat, ceremony-waits, single-trustee")
    public Input input(@PathParam("uuid") String uuid) {
        Ceremony ceremony = ceremonies.read(ballots.read(uuid));
        return new Input(utf8(ceremony.input(ceremony.own(signedIn.person())).bytes()));
    }

    /**
     * The third round.
     *
     * @param voutput Belenios voutput, canonical text
     */
    @Schema(name = "ConfirmationSending")
    record ConfirmationBody(
            @Schema(required = true, description = "Belenios voutput, exact canonical text") @Nullable
            String voutput) {}

    @POST
    @Path("confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER})
    @Operation(
            operationId = "sendConfirmation",
            summary = "Third round: confirm with the key that came of it",
            description = "With everyone's and the platform's key the ballot is keyed: election and charter are fixed.")
    @APIResponse(responseCode = "200", description = "The ceremony as it now stands")
    @APIResponse(responseCode = "400", description = "text-missing and the faults of a voutput")
    @APIResponse(responseCode = "403", description = "headquarters-seats-full")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "no-seat, round-over, ceremony-waits, " + TAKES_NO_KEYS)
    public CeremonyView confirmation(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable ConfirmationBody body) {
        String voutput = text(body == null ? null : body.voutput(), "voutput");
        return step(uuid, "confirmation-sent", (ceremony, holder) -> ceremony.confirmation(holder, voutput));
    }

    /**
     * Whose seat is freed.
     *
     * @param seat its number
     * @param reason why
     */
    @Schema(name = "TrusteeReplacement")
    record ReplacementBody(
            @Schema(required = true, description = "Number of the seat, from 1") @Nullable
            Integer seat,

            @Schema(required = true, description = "Why; shown to everyone, so name nobody") @Nullable
            String reason) {}

    @POST
    @Path("replacement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "replaceTrustee",
            summary = "Free a seat for another person",
            description = "Before the ballot is keyed. What was sent was made for these trustees: all begin again.")
    @APIResponse(responseCode = "200", description = "The ceremony, at its beginning")
    @APIResponse(responseCode = "400", description = "seat-out-of-range, reason-missing, too-long")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "seat-free, " + TAKES_NO_KEYS)
    public CeremonyView replace(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable ReplacementBody body) {
        int seat = body == null || body.seat() == null ? 0 : body.seat();
        String reason =
                body == null || body.reason() == null ? "" : body.reason().strip();
        if (reason.isEmpty()) {
            throw Refusal.badValue("reason-missing", "reason", "Say why; the reason is shown to everyone");
        }
        List<Fault> faults = new ArrayList<>();
        Texts.checkForm(reason, "reason", MOST_REASON, faults);
        refuse(faults);
        BallotRow row = ballots.lock(uuid);
        ballots.rules(row).checkTakesKeys(clock.instant());
        Ceremony freed = ceremonies.read(row).free(seat);
        ceremonies.keep(row, freed);
        ballots.become(row, ballots.rules(row), signedIn.person(), "seat-freed", "seat %d: %s".formatted(seat, reason));
        return CeremonyView.of(freed, signedIn.person());
    }

    /**
     * A trial tally.
     *
     * @param owner the trustee's number in trustees.json
     * @param election election.json
     * @param nonce what the tally is computed from
     * @param encryptedTally the tally
     */
    @Schema(name = "RehearsalTask")
    record RehearsalTask(
            @Schema(description = "Your number in trustees.json")
            int owner,

            @Schema(description = "election.json, exact text")
            String election,

            @Schema(description = "64 hex digits; r = SHA256(\"tellers-rehearsal|\" φ \"|\" X \"|\" nonce) mod q")
            String nonce,

            @Schema(description = "Belenios encrypted tally, exact text: every sum is g^r, y^r")
            String encryptedTally) {}

    @GET
    @Path("rehearsal")
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER})
    @Operation(
            operationId = "rehearsalTask",
            summary = "A tally of nothing for your seat to decrypt",
            description =
                    "Compute it yourself from the nonce before you decrypt: a server that sends anything else would"
                            + " have you decrypt a vote.")
    @APIResponse(responseCode = "200", description = "The tally")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "no-seat, ballot-not-keyed, rehearsal-over, single-trustee")
    public RehearsalTask rehearsal(@PathParam("uuid") String uuid) {
        BallotRow row = ballots.read(uuid);
        Seat seat = ceremonies.read(row).own(signedIn.person());
        Trial trial = trial(row, seat);
        return new RehearsalTask(
                seat.owner(),
                utf8(trial.election().bytes()),
                trial.nonce(),
                utf8(trial.tally().bytes()));
    }

    /**
     * A trial decryption.
     *
     * @param owner the trustee's number in trustees.json
     * @param payload Belenios partial decryption: the JSON itself, or its text
     */
    @Schema(name = "RehearsalDecryption")
    record RehearsalBody(
            @Schema(required = true, description = "Your number in trustees.json") @Nullable
            Integer owner,

            @Schema(
                    required = true,
                    type = SchemaType.OBJECT,
                    description = "Belenios partial decryption of the tally: the JSON itself, or its text")
            @Nullable
            JsonNode payload) {}

    @POST
    @Path("rehearsal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.TRUSTEE, Roles.SCRUTINEER})
    @Operation(operationId = "rehearse", summary = "Show that your key file and passphrase work, before the opening")
    @APIResponse(responseCode = "200", description = "The ceremony as it now stands")
    @APIResponse(
            responseCode = "400",
            description = "owner-wrong, text-missing, decryption-proof-invalid and the other faults of a decryption")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "no-seat, ballot-not-keyed, rehearsal-over, single-trustee")
    public CeremonyView rehearse(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable RehearsalBody body) {
        JsonNode payload = body == null ? null : body.payload();
        String text = text(
                payload == null || payload.isNull()
                        ? null
                        : payload.isTextual() ? payload.textValue() : payload.toString(),
                "payload");
        BallotRow row = ballots.lock(uuid);
        Ceremony ceremony = ceremonies.read(row);
        Seat seat = ceremony.own(signedIn.person());
        Trial trial = trial(row, seat);
        if (body == null || body.owner() == null || body.owner() != seat.owner()) {
            throw Refusal.badValue(
                    "owner-wrong", "owner", "You are number %d in trustees.json".formatted(seat.owner()));
        }
        Rehearsal.check(trial.election(), trial.tally(), trial.key(), text);
        Ceremony rehearsed = ceremony.rehearsed(seat);
        if (!rehearsed.equals(ceremony)) {
            ceremonies.keep(row, rehearsed);
            ballots.become(row, ballots.rules(row), signedIn.person(), "rehearsed", "seat " + seat.number());
        }
        return CeremonyView.of(rehearsed, signedIn.person());
    }

    private record Trial(Election election, TrusteePublicKey key, String nonce, EncryptedTally tally) {}

    private Trial trial(BallotRow row, Seat seat) {
        ballots.rules(row).checkRehearses(clock.instant());
        DocumentsRow documents = DocumentsRow.findById(row.uuid);
        Election election = Election.parse(documents.election.getBytes(StandardCharsets.UTF_8));
        TrusteePublicKey key = Ceremony.verificationKey(seat)
                .orElseThrow(() -> new IllegalStateException("a ballot is keyed with everyone's confirmation"));
        String nonce = ceremonies.nonce(row, seat);
        return new Trial(election, key, nonce, Rehearsal.tally(election, key.publicKey(), nonce));
    }

    private CeremonyView step(String uuid, String action, BiFunction<Ceremony, Holder, Ceremony> move) {
        Person person = signedIn.person();
        BallotRow row = ballots.lock(uuid);
        Instant now = clock.instant();
        ballots.rules(row).checkTakesKeys(now);
        Ceremony before = ceremonies.read(row);
        Ceremony after =
                move.apply(before, new Holder(person, Trusteeship.isHeadquarters(row, person, signedIn.roles())));
        if (!after.equals(before)) {
            ceremonies.keep(row, after);
            ballots.become(
                    row,
                    ballots.rules(row),
                    person,
                    action,
                    "seat " + after.own(person).number());
            trusteeship.settle(row, now);
        }
        return CeremonyView.of(after, person);
    }

    private static String text(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            throw Refusal.badValue("text-missing", field, "Send what the ceremony's page made");
        }
        return text;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            Fault first = faults.getFirst();
            throw Refusal.badValue(first.code(), first.field(), first.detail());
        }
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

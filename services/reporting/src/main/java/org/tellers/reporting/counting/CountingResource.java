package org.tellers.reporting.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.plan.Plan;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Roles;

/** What trustees decrypt, where they bring it, and how far the count is. */
@Path("/api/reporting/ballots/{uuid}")
@Tag(name = "counting")
@RunOnVirtualThread
public class CountingResource {

    /** Status 422, which JAX-RS does not name. */
    private static final int UNPROCESSABLE = 422;

    @Inject
    Counting counting;

    @Inject
    SecurityIdentity person;

    /**
     * How far the count is; no figures.
     *
     * @param state where it stands
     * @param nextStep what to do next, for people
     * @param closed whether the box is closed
     * @param head hash of the last event of the box at its close
     * @param planHash the published disclosure plan, if there is one
     * @param threshold how many people's shares are needed
     * @param missing how many of them are missing
     * @param owners the trustees, the platform included
     * @param decrypted trustees whose share is in, by their number
     * @param refusals shares that were refused, oldest first
     * @param counted whether a quorum has decrypted and the result is sealed
     */
    public record Progress(
            CountState state,
            String nextStep,
            boolean closed,
            @Nullable String head,
            @Nullable String planHash,
            @Nullable Integer threshold,
            @Nullable Integer missing,
            List<OwnerProgress> owners,
            List<Integer> decrypted,
            List<Refusal> refusals,
            boolean counted) {}

    /**
     * A trustee in the count.
     *
     * @param owner their number, from 1
     * @param name for people
     * @param platform whether it is the platform, which decrypts by itself
     * @param decrypted whether their share is in
     * @param refused whether the last share in their name was wrong
     * @param lost whether their key was reported lost
     */
    public record OwnerProgress(
            int owner, String name, boolean platform, boolean decrypted, boolean refused, boolean lost) {}

    /**
     * A share that was refused.
     *
     * @param owner in whose name it was sent
     * @param name for people
     * @param sentBy who sent it
     * @param cell the cell of the plan
     * @param place which factor or proof of that cell
     * @param fault code of the fault
     * @param at when
     */
    public record Refusal(int owner, String name, String sentBy, String cell, String place, String fault, Instant at) {}

    /**
     * What trustees decrypt.
     *
     * @param planHash SHA-256 of the disclosure plan
     * @param plan its exact text
     * @param signature of the hash by the platform, JSON text
     * @param head hash of the last event of the box at its close
     * @param cells the sums, in the plan's order
     * @param owners the trustees
     * @param threshold how many people's shares are needed
     */
    public record DecryptionTask(
            String planHash,
            String plan,
            String signature,
            String head,
            List<CellTask> cells,
            List<TaskOwner> owners,
            int threshold) {}

    /**
     * A sum to decrypt.
     *
     * @param cell its id in the plan
     * @param cast ballots in it
     * @param encryptedTally exact canonical text
     */
    public record CellTask(String cell, int cast, String encryptedTally) {}

    /**
     * A trustee of the task.
     *
     * @param owner their number, from 1
     * @param name for people
     * @param decrypted whether their share is in
     */
    public record TaskOwner(int owner, String name, boolean decrypted) {}

    /**
     * A trustee's share.
     *
     * @param owner number of the trustee, from 1
     * @param payload Belenios partial decryption of the total: the JSON itself, or its text
     * @param planHash the disclosure plan that the share was made for
     * @param cells strong proofs of cell 0; of every other cell its factors with their strong proofs
     */
    public record Contribution(
            @NotNull @Min(1) Integer owner,
            @NotNull JsonNode payload,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String planHash,
            @NotNull JsonNode cells) {}

    /**
     * A key that is gone.
     *
     * @param owner number of the trustee, from 1
     * @param reason what happened, shown to those who count
     */
    public record Loss(
            @NotNull @Min(1) Integer owner,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * The problem document of a wrong factor.
     *
     * @param owner in whose name it was sent
     * @param cell the cell of the plan
     * @param place which factor or proof of that cell
     * @param fault code of the fault
     */
    @Schema(name = "WrongFactorProblem")
    public record WrongFactorProblem(
            URI type, String title, int status, String detail, int owner, String cell, String place, String fault) {}

    @GET
    @Path("/counting")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Transactional
    @Operation(summary = "How far the count is and what to do next; no figures")
    public Progress progress(@PathParam("uuid") String uuid) {
        return progress(Ballot.named(uuid));
    }

    @GET
    @Path("/decryption-task")
    @RolesAllowed({Roles.SCRUTINEER, Roles.TRUSTEE})
    @Transactional
    @Operation(summary = "What a trustee checks and decrypts: the signed plan and the sums that it lists")
    @APIResponse(responseCode = "409", description = "The box is not closed, or there is nothing to decrypt")
    public DecryptionTask task(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        counting.requireDecryptable(ballot);
        Plan plan = Plan.of(uuid).orElseThrow();
        CountKeys keys = counting.keys(ballot);
        List<Integer> received = counting.received(ballot);
        return new DecryptionTask(
                plan.hash,
                plan.text,
                plan.signature,
                ballot.closedHead,
                Cell.of(uuid).stream()
                        .map(cell -> new CellTask(cell.cell, cell.votesCast, cell.encryptedTally))
                        .toList(),
                keys.owners().stream()
                        .map(owner -> new TaskOwner(owner, name(ballot, keys, owner), received.contains(owner)))
                        .toList(),
                keys.needed());
    }

    @POST
    @Path("/partial-decryptions")
    @RolesAllowed({Roles.SCRUTINEER, Roles.TRUSTEE})
    @Transactional
    @Operation(summary = "Bring a trustee's share of every cell of the plan; each factor is checked at once")
    @APIResponse(responseCode = "201", description = "Correct, sealed, counted in")
    @APIResponse(responseCode = "200", description = "This trustee's share was in already; nothing changed")
    @APIResponse(responseCode = "400", description = "Malformed, or not of exactly the cells of the plan")
    @APIResponse(responseCode = "409", description = "It is not time to decrypt, or the share is of another plan")
    @APIResponse(
            responseCode = "422",
            description = "A factor is wrong; owner, cell and place name it, and nothing of the share is kept",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = WrongFactorProblem.class)))
    public Response contribute(@PathParam("uuid") String uuid, @NotNull @Valid Contribution contribution) {
        Ballot ballot = Ballot.locked(uuid);
        Counting.Answer answer = counting.accept(
                ballot,
                contribution.owner(),
                contribution.planHash(),
                bytes(contribution.payload()),
                bytes(contribution.cells()),
                person.getPrincipal().getName());
        return switch (answer) {
            case Counting.Answer.Taken taken ->
                Response.status(Response.Status.CREATED)
                        .entity(progress(ballot))
                        .build();
            case Counting.Answer.Known known -> Response.ok(progress(ballot)).build();
            // Not an exception: the refusal is remembered, so this transaction must commit.
            case Counting.Answer.Refused refused ->
                Response.status(UNPROCESSABLE)
                        .type(HttpProblem.MEDIA_TYPE)
                        .entity(new WrongFactorProblem(
                                URI.create("urn:tellers:problem:decryption-proof-invalid"),
                                "Unprocessable Content",
                                UNPROCESSABLE,
                                refused.detail(),
                                refused.owner(),
                                refused.cell(),
                                refused.place(),
                                refused.fault()))
                        .build();
        };
    }

    @POST
    @Path("/lost-keys")
    @RolesAllowed({Roles.SCRUTINEER, Roles.TRUSTEE})
    @Transactional
    @Operation(summary = "Report that a trustee's key is gone, so that the others know how many are left")
    @APIResponse(responseCode = "409", description = "There are no keys yet, or this trustee has decrypted")
    public Progress lost(@PathParam("uuid") String uuid, @NotNull @Valid Loss loss) {
        Ballot ballot = Ballot.locked(uuid);
        counting.reportLost(
                ballot, loss.owner(), loss.reason(), person.getPrincipal().getName());
        return progress(ballot);
    }

    private Progress progress(Ballot ballot) {
        List<Integer> received = counting.received(ballot);
        Set<Integer> lost =
                LostKey.of(ballot.uuid).stream().map(key -> key.owner).collect(Collectors.toSet());
        List<RefusedShare> refused = RefusedShare.of(ballot.uuid);
        Optional<CountKeys> keys = Optional.ofNullable(ballot.election).map(keyed -> counting.keys(ballot));
        List<OwnerProgress> owners = keys.map(k -> k.owners().stream()
                        .map(owner -> new OwnerProgress(
                                owner,
                                name(ballot, k, owner),
                                owner == k.platform(),
                                received.contains(owner),
                                !received.contains(owner) && refused.stream().anyMatch(share -> share.owner == owner),
                                lost.contains(owner)))
                        .toList())
                .orElse(List.of());
        CountState.Facts facts = new CountState.Facts(
                ballot.closed(),
                ballot.cancelled,
                ballot.belowMinimum,
                Plan.of(ballot.uuid).isPresent(),
                ballot.sumsFormedAt != null,
                ballot.counted(),
                Optional.ofNullable(ballot.countFault),
                keys.map(CountKeys::needed).orElse(0),
                keys.map(k -> k.missing(received)).orElse(0),
                keys.map(k -> k.possibleWithout(lost)).orElse(true),
                owners.stream()
                        .filter(owner -> !owner.platform())
                        .map(owner -> new CountState.Holder(
                                owner.owner(),
                                owner.name(),
                                owner.decrypted(),
                                owner.refused(),
                                owner.lost(),
                                keys.orElseThrow().indispensable(owner.owner())))
                        .toList());
        return new Progress(
                CountState.of(facts),
                CountState.nextStep(facts),
                ballot.closed(),
                ballot.closedHead,
                Plan.of(ballot.uuid).map(plan -> plan.hash).orElse(null),
                keys.map(CountKeys::needed).orElse(null),
                keys.map(k -> k.missing(received)).orElse(null),
                owners,
                received,
                refused.stream()
                        .map(share -> new Refusal(
                                share.owner,
                                ballot.holder(share.owner),
                                share.sentBy,
                                share.cell,
                                share.place,
                                share.fault,
                                share.refusedAt))
                        .toList(),
                ballot.counted());
    }

    private static String name(Ballot ballot, CountKeys keys, int owner) {
        return owner == keys.platform() ? "Platform" : ballot.holder(owner);
    }

    private static byte[] bytes(JsonNode json) {
        return (json.isTextual() ? json.textValue() : json.toString()).getBytes(UTF_8);
    }
}

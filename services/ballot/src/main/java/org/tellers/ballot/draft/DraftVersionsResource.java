package org.tellers.ballot.draft;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.followup.Trigger;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Publication;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** What a draft was before it was written anew, over HTTP. */
@Path("/api/ballot/ballots/{uuid}/versions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Draft")
class DraftVersionsResource {

    private static final int MOST = 200;

    private final Ballots ballots;

    @Inject
    DraftVersionsResource(Ballots ballots) {
        this.ballots = ballots;
    }

    /**
     * That a version was written.
     *
     * @param revision its number
     * @param by sign-in name of who wrote it
     * @param at when
     */
    @Schema(name = "DraftVersionLine")
    record Line(int revision, String by, Instant at) {}

    /** The whole of a version; the fields are those of the ballot. */
    @Schema(name = "DraftVersion", description = "A ballot as one version of its draft had it")
    record Version(
            @Schema(description = "Its number, from 1") int revision,

            @Schema(description = "Sign-in name of who wrote it")
            String by,

            Instant at,
            String name,
            String union,
            String authority,
            List<Question> questions,
            Instant opensAt,
            Instant closesAt,

            @Schema(description = "Who joins at this instant or later cannot vote")
            Instant lateJoinerCutOff,

            EligibilityRule eligibility,
            String constituencyLevel,
            String constituencyGroupLevel,
            Publication publication,
            Minima minima,
            Reserve reserve,
            KeyHolders keyHolders,
            String helpLine,

            @Schema(description = "The paper in Welsh; absent where it is in English only") @Nullable
            WelshPaper welsh,

            List<Trigger> triggers) {

        static Version of(DraftVersionRow row) {
            Draft draft = row.draft;
            return new Version(
                    row.key.revision(),
                    row.byName,
                    row.writtenAt,
                    draft.name(),
                    draft.union(),
                    draft.authority(),
                    draft.questions(),
                    draft.opensAt(),
                    draft.closesAt(),
                    draft.cutOff(draft.closesAt()).instant(),
                    draft.eligibility(),
                    draft.constituencyLevel().word(),
                    draft.constituencyGroupLevel().word(),
                    draft.publication(),
                    draft.minima(),
                    draft.reserve(),
                    draft.keyHolders(),
                    draft.helpLine(),
                    draft.welsh(),
                    draft.triggers());
        }
    }

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(
            operationId = "draftVersions",
            summary = "Who wrote the draft, and when; the latest first, at most 200",
            description = "The last version is what was approved.")
    @APIResponse(responseCode = "200", description = "The versions that are kept")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public List<Line> versions(@PathParam("uuid") String uuid) {
        ballots.read(uuid);
        return DraftVersionRow.<DraftVersionRow>find("key.ballot = ?1 order by key.revision desc", uuid)
                .range(0, MOST - 1)
                .stream()
                .map(row -> new Line(row.key.revision(), row.byName, row.writtenAt))
                .toList();
    }

    @GET
    @Path("{revision}")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(operationId = "draftVersion", summary = "The draft as one version had it")
    @APIResponse(responseCode = "200", description = "The version")
    @APIResponse(responseCode = "404", description = "ballot-not-found, version-not-kept")
    public Version version(@PathParam("uuid") String uuid, @PathParam("revision") int revision) {
        ballots.read(uuid);
        return DraftVersionRow.<DraftVersionRow>findByIdOptional(new DraftVersionRow.Key(uuid, revision))
                .map(Version::of)
                .orElseThrow(() -> Problem.notFound(
                        "version-not-kept", "There is no version %d of this draft.".formatted(revision)));
    }
}

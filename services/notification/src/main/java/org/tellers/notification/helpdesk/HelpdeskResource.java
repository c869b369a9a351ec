package org.tellers.notification.helpdesk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.notification.audit.Act;
import org.tellers.notification.audit.HelpdeskAudit;
import org.tellers.notification.audit.SignedIn;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.replacement.Reissue;
import org.tellers.notification.replacement.Safeguard;
import org.tellers.notification.replacement.Safeguards;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/**
 * "I never got the e-mail": the helpdesk finds the member and sees what was sent and whether a vote was recorded, never
 * which or when. Looking is noted, too.
 */
@Path("/api/notification/ballots/{uuid}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Helpdesk")
class HelpdeskResource {

    private static final int MOST_PROPOSALS = 500;

    private final MemberFinder finder;
    private final Instance<TimelinePart> parts;
    private final Safeguards safeguards;
    private final HelpdeskAudit audit;
    private final SignedIn signedIn;

    HelpdeskResource(
            MemberFinder finder,
            Instance<TimelinePart> parts,
            Safeguards safeguards,
            HelpdeskAudit audit,
            SignedIn signedIn) {
        this.finder = finder;
        this.parts = parts;
        this.safeguards = safeguards;
        this.audit = audit;
        this.signedIn = signedIn;
    }

    /**
     * A page of members.
     *
     * @param items the members, by number
     * @param next value of {@code after} for the next page; absent on the last
     */
    record MemberPage(List<MemberFinder.Found> items, String next) {}

    /**
     * A member in a ballot.
     *
     * @param member who it is
     * @param secondPerson why a replacement or letter needs a second person now; absent where one is enough
     * @param timeline what happened, oldest first
     */
    record Timeline(MemberFinder.Found member, String secondPerson, List<TimelinePart.Happened> timeline) {}

    /**
     * A replacement or letter that waits for a second person.
     *
     * @param id the replacement or letter
     * @param what replacement or letter
     * @param entryId the roll entry
     * @param reason stable code
     * @param secondPerson why a second person is needed
     * @param askedBy sign-in name of who asked, who cannot confirm it
     * @param askedAt when
     */
    record Proposal(
            UUID id, String what, UUID entryId, String reason, String secondPerson, String askedBy, Instant askedAt) {}

    /**
     * A page of the audit.
     *
     * @param items the acts, oldest first
     * @param next value of {@code after} for the next page; absent on the last
     */
    record AuditPage(List<HelpdeskAudit.Noted> items, UUID next) {}

    /**
     * Whom to look for. It travels in a body: what stands in an address is written down by every proxy on the way.
     *
     * @param text words, each of which must occur
     * @param limit members of a page; 20 when absent
     * @param after the next of the page before
     */
    @Schema(name = "RollSearch")
    record Wanted(
            @NotNull @Size(min = 2, max = 100) String text,

            @Nullable @Min(1) @Max(200) @Schema(defaultValue = "20")
            Integer limit,

            @Nullable @Size(max = 100) String after) {

        @Override
        public String toString() {
            return "Wanted";
        }
    }

    @POST
    @Path("/members/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
    @Transactional
    @Operation(
            summary = "Find a member on the roll",
            description =
                    "By how the parts of membership number, name and e-mail addresses begin; case and accents do not"
                            + " matter, nor do leading zeros of the number.")
    @APIResponse(responseCode = "200", description = "A page of members, by number")
    @APIResponse(responseCode = "400", description = "text, limit or after is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public MemberPage find(@PathParam("uuid") String uuid, @NotNull @Valid Wanted wanted) {
        KnownBallot.required(uuid, LockModeType.NONE);
        int limit = Objects.requireNonNullElse(wanted.limit(), 20);
        String after = Objects.requireNonNullElse(wanted.after(), "");
        List<MemberFinder.Found> found =
                wanted.text().isBlank() ? List.of() : finder.find(uuid, wanted.text(), after, limit + 1);
        List<MemberFinder.Found> items = found.subList(0, Math.min(limit, found.size()));
        audit.note(Act.SEARCHED, uuid, null, signedIn.person(), HelpdeskAudit.Detail.of(items.size()));
        return new MemberPage(items, found.size() > limit ? items.getLast().membershipNumber() : null);
    }

    @GET
    @Path("/members/{entryId}")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
    @Transactional
    @Operation(
            summary = "What happened to a member in this ballot",
            description = "Mails and how they ended, what was reported of them (reported-deferred,"
                    + " reported-bounced-for-now, reported-bounced, reported-blocked, reported-complaint) with the"
                    + " class of its reason, what was done for the member and by whom, changes of the address, and"
                    + " whether a vote was recorded: never which or when.")
    @APIResponse(responseCode = "200", description = "The member and the timeline")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    public Timeline timeline(@PathParam("uuid") String uuid, @PathParam("entryId") UUID entryId) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        MemberFinder.Found member = finder.one(uuid, entryId)
                .orElseThrow(
                        () -> Problem.notFound("entry-not-found", "No such member is on the roll of this ballot."));
        List<TimelinePart.Happened> timeline = parts.stream()
                .flatMap(part -> part.of(uuid, entryId).stream())
                .sorted(Comparator.comparing(TimelinePart.Happened::at))
                .toList();
        audit.note(Act.VIEWED, uuid, entryId, signedIn.person(), HelpdeskAudit.Detail.NONE);
        return new Timeline(
                member,
                safeguards
                        .secondPerson(ballot, entryId)
                        .map(Safeguard.Cause::code)
                        .orElse(null),
                timeline);
    }

    @GET
    @Path("/helpdesk/proposals")
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "Replacements and letters that wait for a second person")
    @APIResponse(responseCode = "200", description = "The first 500, oldest first")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public List<Proposal> proposals(@PathParam("uuid") String uuid) {
        KnownBallot.required(uuid, LockModeType.NONE);
        return Reissue.proposed(uuid, MOST_PROPOSALS).stream()
                .map(each -> new Proposal(
                        each.id, each.what, each.entryId, each.reason, each.secondPerson, each.askedBy, each.askedAt))
                .toList();
    }

    @GET
    @Path("/helpdesk/audit")
    @RolesAllowed({Roles.AUDITOR, Roles.OFFICER})
    @Transactional
    @Operation(
            summary = "What the helpdesk did, and who did it",
            description = "Without any credential, address or name of a member; kept for twelve months from the close.")
    @APIResponse(responseCode = "200", description = "A page of acts, oldest first")
    @APIResponse(responseCode = "400", description = "limit, after or entry is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public AuditPage audit(
            @PathParam("uuid") String uuid,
            @QueryParam("entry") UUID entry,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("after") UUID after) {
        KnownBallot.required(uuid, LockModeType.NONE);
        List<HelpdeskAudit.Noted> found = audit.page(uuid, entry, after, limit + 1);
        List<HelpdeskAudit.Noted> items = found.subList(0, Math.min(limit, found.size()));
        return new AuditPage(items, found.size() > limit ? items.getLast().id() : null);
    }
}

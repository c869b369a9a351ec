package org.tellers.membership.register;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The register over HTTP. */
@Path("/api/membership/members")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.OFFICER, Roles.HELPDESK})
@RunOnVirtualThread
@Tag(name = "Members", description = "Search in the register")
class MembersResource {

    private final MemberSearch search;

    @Inject
    MembersResource(MemberSearch search) {
        this.search = search;
    }

    /**
     * Whom to look for. It travels in a body: what stands in an address is written down by every proxy on the way.
     *
     * @param unreachable only members without any e-mail address; false when absent
     * @param limit members of a page; 20 when absent
     * @param after the next of the page before
     */
    @Schema(name = "MemberSearch")
    record Wanted(
            @Nullable
            @Size(max = 100)
            @Schema(description = "Words, each of which must occur; without them everyone is found")
            String text,

            @Nullable @Schema(description = "Only members without any e-mail address", defaultValue = "false")
            Boolean unreachable,

            @Nullable @Min(1) @Max(200) @Schema(defaultValue = "20")
            Integer limit,

            @Nullable @Size(max = 40) @Schema(description = "The next of the page before")
            String after) {

        @Override
        public String toString() {
            return "Wanted";
        }
    }

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "findMembers",
            summary = "Search members",
            description = "By how the parts of membership number, name and e-mail addresses begin; case and accents do"
                    + " not matter, nor do leading zeros of the number.")
    public Members find(@NotNull @Valid Wanted wanted) {
        int limit = Objects.requireNonNullElse(wanted.limit(), 20);
        List<Member> found = search.find(
                Objects.requireNonNullElse(wanted.text(), ""),
                Boolean.TRUE.equals(wanted.unreachable()),
                Objects.requireNonNullElse(wanted.after(), ""),
                limit + 1);
        List<MemberView> page = found.stream().limit(limit).map(MemberView::of).toList();
        return new Members(page, found.size() > limit ? page.getLast().membershipNumber() : null);
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "getMember", summary = "One member by membership number")
    @APIResponse(
            responseCode = "200",
            description = "The member",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "404", description = "member-not-found")
    public MemberView get(@PathParam("number") String number) {
        return Member.<Member>find("membershipNumber", number)
                .firstResultOptional()
                .map(MemberView::of)
                .orElseThrow(() -> Problem.notFound(
                        "member-not-found",
                        "The register has no member with this number. Leading zeros are part of it."));
    }

    /** A page of members. */
    @Schema(name = "Members")
    record Members(List<MemberView> items, @Nullable String next) {}
}

package org.tellers.membership.register;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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

    @GET
    @Operation(
            operationId = "findMembers",
            summary = "Search members",
            description = "By how the parts of membership number, name and e-mail addresses begin; case and accents do"
                    + " not matter, nor do leading zeros of the number.")
    public Members find(
            @Parameter(description = "Words, each of which must occur; without them everyone is found")
                    @QueryParam("q")
                    @DefaultValue("")
                    @Size(max = 100)
                    String q,
            @Parameter(description = "Only members without any e-mail address")
                    @QueryParam("unreachable")
                    @DefaultValue("false")
                    boolean unreachable,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(200) int limit,
            @Parameter(description = "The next of the page before")
                    @QueryParam("after")
                    @DefaultValue("")
                    @Size(max = 40)
                    String after) {
        List<Member> found = search.find(q, unreachable, after, limit + 1);
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

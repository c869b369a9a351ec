package org.tellers.ballot.information;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.paper.Violations;
import org.tellers.service.Roles;

/** Meetings over HTTP. */
@Path("/api/ballot/ballots/{uuid}/meetings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Information")
class MeetingResource {

    private static final String FAULTS =
            "meeting-unfit with every fault in violations, or the fault of the JSON itself";

    private final Ballots ballots;
    private final Information information;
    private final SignedIn signedIn;
    private final Clock clock;

    @Inject
    MeetingResource(Ballots ballots, Information information, SignedIn signedIn, Clock clock) {
        this.ballots = ballots;
        this.information = information;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.HELPDESK, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(operationId = "meetings", summary = "The meetings of a ballot, the earliest first")
    @APIResponse(responseCode = "200", description = "As they stand, those called off among them")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public List<HeldMeeting> meetings(@PathParam("uuid") String uuid) {
        ballots.read(uuid);
        return information.meetings(uuid);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "addMeeting",
            summary = "Add a meeting",
            description = "It is public once the ballot is approved, as data and as an iCalendar file.")
    @APIResponse(
            responseCode = "201",
            description = "The meeting",
            content = @Content(schema = @Schema(implementation = HeldMeeting.class)))
    @APIResponse(responseCode = "400", description = FAULTS)
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "ballot-closed, meeting-count")
    public Response addMeeting(
            @PathParam("uuid") String uuid, @RequestBody(required = true) Meeting.@Nullable Written body) {
        HeldMeeting added = information.add(uuid, fit(body), signedIn.person());
        return Response.created(URI.create("/api/ballot/ballots/" + uuid + "/meetings/" + added.id()))
                .entity(added)
                .build();
    }

    @PUT
    @Path("{meeting}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "changeMeeting",
            summary = "Write a meeting anew",
            description = "It stays the same meeting: calendars that follow it show the change.")
    @APIResponse(responseCode = "200", description = "The meeting")
    @APIResponse(responseCode = "400", description = FAULTS)
    @APIResponse(responseCode = "404", description = "ballot-not-found, meeting-not-found")
    @APIResponse(responseCode = "409", description = "meeting-called-off, ballot-closed")
    public HeldMeeting changeMeeting(
            @PathParam("uuid") String uuid,
            @PathParam("meeting") UUID meeting,
            @RequestBody(required = true) Meeting.@Nullable Written body) {
        return information.change(uuid, meeting, fit(body), signedIn.person());
    }

    @DELETE
    @Path("{meeting}")
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "callOffMeeting",
            summary = "Call a meeting off",
            description = "It stays on the page as called off, so that whoever noted it learns of it.")
    @APIResponse(responseCode = "200", description = "The meeting, called off")
    @APIResponse(responseCode = "404", description = "ballot-not-found, meeting-not-found")
    @APIResponse(responseCode = "409", description = "meeting-called-off, ballot-closed")
    public HeldMeeting callOffMeeting(@PathParam("uuid") String uuid, @PathParam("meeting") UUID meeting) {
        return information.callOff(uuid, meeting, signedIn.person());
    }

    private Meeting fit(Meeting.@Nullable Written body) {
        List<Fault> faults = new ArrayList<>();
        Meeting.Written written = body == null ? new Meeting.Written(null, null, null, null, null) : body;
        Meeting meeting = written.read(clock.instant(), faults);
        if (meeting == null) {
            throw Violations.problem("meeting-unfit", faults);
        }
        return meeting;
    }
}

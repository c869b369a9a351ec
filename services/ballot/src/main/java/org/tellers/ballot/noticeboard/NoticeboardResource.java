package org.tellers.ballot.noticeboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.ballot.information.HeldMeeting;
import org.tellers.ballot.information.Information;
import org.tellers.ballot.information.MeetingCalendar;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.paper.Language;
import org.tellers.crypto.Sha256;
import org.tellers.service.Problem;

/**
 * The noticeboard over HTTP, for everybody. Caches may keep an answer and ask each time whether it still holds: so the
 * joining date closes at its instant, and a page that did not change costs nothing.
 */
@Path("/api/ballot/public/ballots/{uuid}")
@PermitAll
@RunOnVirtualThread
@Tag(name = "Noticeboard", description = "A ballot as everybody sees it, from its approval on")
class NoticeboardResource {

    private static final String CALENDAR = "text/calendar";
    private static final String UNCHANGED = "Nothing changed since the version of If-None-Match";

    private final Noticeboard noticeboard;
    private final Information information;
    private final ObjectMapper json;

    @Inject
    NoticeboardResource(Noticeboard noticeboard, Information information, ObjectMapper json) {
        this.noticeboard = noticeboard;
        this.information = information;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(
            operationId = "publicBallot",
            summary = "Questions, authority, dates, questions and answers, meetings and publication policy",
            description = "In English, and in Welsh where there is Welsh. Every instant is to be shown in the zone that"
                    + " the answer names.")
    @APIResponse(
            responseCode = "200",
            description = "The ballot",
            content = @Content(schema = @Schema(implementation = Notice.class)))
    @APIResponse(responseCode = "304", description = UNCHANGED)
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response notice(@PathParam("uuid") String uuid, @Context Request request) {
        try {
            return answer(request, json.writeValueAsString(noticeboard.notice(uuid)), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice is made of records", e);
        }
    }

    @GET
    @Path("meetings.ics")
    @Produces(CALENDAR)
    @Transactional
    @Operation(operationId = "meetingsCalendar", summary = "Every meeting, for a calendar")
    @APIResponse(
            responseCode = "200",
            description = "iCalendar (RFC 5545)",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "304", description = UNCHANGED)
    @APIResponse(responseCode = "400", description = "unknown-word")
    @APIResponse(responseCode = "404", description = "ballot-not-found, no-meetings")
    public Response all(
            @PathParam("uuid") String uuid,
            @Parameter(description = "en or cy") @QueryParam("language") @DefaultValue("en") String language,
            @Context Request request) {
        BallotRow ballot = noticeboard.approved(uuid);
        List<HeldMeeting> meetings = information.meetings(uuid);
        if (meetings.isEmpty()) {
            throw Problem.notFound("no-meetings", "No meeting about this ballot is planned.");
        }
        return calendar(ballot, meetings, language, request);
    }

    @GET
    @Path("meetings/{meeting}/meeting.ics")
    @Produces(CALENDAR)
    @Transactional
    @Operation(operationId = "meetingCalendar", summary = "One meeting, for a calendar")
    @APIResponse(
            responseCode = "200",
            description = "iCalendar (RFC 5545)",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "304", description = UNCHANGED)
    @APIResponse(responseCode = "400", description = "unknown-word")
    @APIResponse(responseCode = "404", description = "ballot-not-found, meeting-not-found")
    public Response one(
            @PathParam("uuid") String uuid,
            @PathParam("meeting") UUID meeting,
            @Parameter(description = "en or cy") @QueryParam("language") @DefaultValue("en") String language,
            @Context Request request) {
        BallotRow ballot = noticeboard.approved(uuid);
        HeldMeeting held = information
                .meeting(uuid, meeting)
                .orElseThrow(
                        () -> Problem.notFound("meeting-not-found", "The ballot has no meeting of this identifier."));
        return calendar(ballot, List.of(held), language, request);
    }

    private static Response calendar(BallotRow ballot, List<HeldMeeting> meetings, String tag, Request request) {
        Language language = Language.of(tag)
                .orElseThrow(() -> Problem.badField("unknown-word", "language", "The language must be en or cy."));
        String text = MeetingCalendar.text(Notice.name(ballot.draft), meetings, language);
        return answer(request, text, MediaType.valueOf(CALENDAR).withCharset(StandardCharsets.UTF_8.name()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"meetings.ics\"")
                .build();
    }

    private static Response.ResponseBuilder answer(Request request, String text, MediaType type) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        EntityTag tag = new EntityTag(Sha256.hex(bytes));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(bytes, type) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache");
    }
}

package org.tellers.membership.places;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The lists of branches and delivery units over HTTP. */
@Path("/api/membership/places/{kind}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Places", description = "Branches and probation delivery units, and when there are which")
class PlacesResource {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int LARGEST_BYTES = 4 * 1024 * 1024;
    private static final String KINDS = "branches or delivery-units";

    private final KnownPlaces places;
    private final Clock clock;

    @Inject
    PlacesResource(KnownPlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.HELPDESK})
    @Operation(
            operationId = "listPlaces",
            summary = "The branches or delivery units that there are",
            description = "By name. Without a day, all of them: those that are no longer there too.")
    @APIResponse(
            responseCode = "200",
            description = "The places",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    @APIResponse(responseCode = "404", description = "no-such-list")
    public Listed list(
            @Parameter(description = KINDS) @PathParam("kind") String kind,
            @Parameter(description = "Only those that there are on this day, as 2026-02-26, or today")
                    @QueryParam("on")
                    @Nullable
                    String on) {
        PlaceKind chosen = kind(kind);
        LocalDate day = day(on);
        return new Listed(places.all(chosen).stream()
                .filter(place -> day == null || place.validOn(day))
                .toList());
    }

    @PUT
    @Consumes("text/csv")
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "replacePlaces",
            summary = "Give the whole list of branches or delivery units",
            description = "CSV in UTF-8 with a header line and the columns name (or branch, pdu), region, valid_from,"
                    + " valid_until (the last day) and successor; all but the name may be left out. The list takes the"
                    + " place of the one before, all of it or nothing. When a register is imported, a row that names no"
                    + " place of today's list is reported, and one that names a place with a successor gets the"
                    + " successor: so branches are renamed and merged by dates.")
    @APIResponse(
            responseCode = "200",
            description = "What changed",
            content = @Content(schema = @Schema(implementation = KnownPlaces.Replaced.class)))
    @APIResponse(responseCode = "400", description = "not-a-list, with the line")
    @APIResponse(responseCode = "404", description = "no-such-list")
    @APIResponse(responseCode = "413", description = "list-too-large")
    public KnownPlaces.Replaced replace(
            @Parameter(description = KINDS) @PathParam("kind") String kind,
            @RequestBody(
                            required = true,
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
                    InputStream upload) {
        PlaceKind chosen = kind(kind);
        try {
            byte[] bytes = upload.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw Problem.of(
                        Response.Status.REQUEST_ENTITY_TOO_LARGE, "list-too-large", "A list has at most 4 MB.", null);
            }
            return places.replace(chosen, PlaceFile.read(new ByteArrayInputStream(bytes), chosen));
        } catch (PlaceFile.Refused refused) {
            throw HttpProblem.builder(
                            Problem.badRequest("not-a-list", "Line " + refused.line() + ": " + refused.detail()))
                    .with("line", refused.line())
                    .build();
        } catch (IOException _) {
            throw Problem.badRequest("upload-broken-off", "The upload ended too early. Send the list again.");
        }
    }

    private static PlaceKind kind(String kind) {
        return PlaceKind.at(kind)
                .orElseThrow(() -> Problem.notFound("no-such-list", "There are lists of " + KINDS + "."));
    }

    private @Nullable LocalDate day(@Nullable String on) {
        if (on == null) {
            return null;
        }
        try {
            return on.equals("today") ? LocalDate.ofInstant(clock.instant(), LONDON) : LocalDate.parse(on);
        } catch (DateTimeException _) {
            throw Problem.badField("wrong-format", "on", "Write the day as 2026-02-26, or today.");
        }
    }

    /** The places of a kind. */
    @Schema(name = "Places")
    record Listed(List<Place> items) {}
}

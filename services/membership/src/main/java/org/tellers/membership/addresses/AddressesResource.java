package org.tellers.membership.addresses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.CsvDownload;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Addresses for a list of members over HTTP (decision 8). */
@Path("/api/membership/addresses")
@RunOnVirtualThread
@Tag(
        name = "Addresses",
        description = "Postal addresses for a list of members; what the list is for stays unknown here")
class AddressesResource {

    private static final String CSV = "text/csv";
    private static final String FAULTS =
            "column-not-taken, not-a-member-id, repeated, list-empty, list-too-long, header-missing, not-csv";
    private static final int MOST_MEMBERS = 2_000_000;
    private static final int MOST_REASON = 500;
    private static final int PART = 1_000;
    private static final int LONGEST_SECONDS = 3_600;

    private final DataSource database;
    private final SecurityIdentity person;
    private final Clock clock;

    @Inject
    AddressesResource(DataSource database, SecurityIdentity person, Clock clock) {
        this.database = database;
        this.person = person;
        this.clock = clock;
    }

    @POST
    @Consumes(CSV)
    @Produces(CSV)
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "addresses",
            summary = "Names and postal addresses for a list of members",
            description =
                    "In the order of the list, as the register has them now; members whom it does not know are left"
                            + " out, see the totals. Cells that a spreadsheet would take for a formula begin with an apostrophe."
                            + " Who asked, when, why and for how many is kept; the list is not.")
    @APIResponse(
            responseCode = "200",
            description = "The addresses",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "reason-missing, too-long, " + FAULTS)
    public Response addresses(
            @Parameter(required = true, description = "Why; at most 500 characters, and it names nobody")
                    @QueryParam("reason")
                    @DefaultValue("")
                    String reason,
            @RequestBody(
                            required = true,
                            description = "CSV with the one column member_id",
                            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
                    InputStream upload) {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw Problem.badField("reason-missing", "reason", "Say why the addresses are needed.");
        }
        if (why.length() > MOST_REASON) {
            throw Problem.badField(
                    "too-long", "reason", "The reason has at most %d characters.".formatted(MOST_REASON));
        }
        MemberList list = read(upload);
        // It is written down before the first line leaves, also if the download then breaks off.
        QuarkusTransaction.requiringNew().run(() -> note(why, list.members().size()));
        StreamingOutput csv = out -> {
            try (CsvDownload file = new CsvDownload(out, Addressee.COLUMNS.toArray(String[]::new))) {
                forEach(list, member -> row(file, member));
            }
        };
        return Response.ok(csv)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"addresses.csv\"")
                .build();
    }

    @POST
    @Path("totals")
    @Consumes(CSV)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "addressTotals",
            summary =
                    "How many members of a list there are by section, region, employer, workplace, job role and class",
            description = "Numbers only. A list may be as short as a person; so this is for headquarters, not to be"
                    + " published.")
    @APIResponse(
            responseCode = "200",
            description = "The numbers",
            content = @Content(schema = @Schema(implementation = Totals.class)))
    @APIResponse(responseCode = "400", description = FAULTS)
    public Totals totals(
            @RequestBody(
                            required = true,
                            description = "CSV with the one column member_id",
                            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
                    InputStream upload) {
        MemberList list = read(upload);
        Totals.Count count = new Totals.Count();
        forEach(list, count::add);
        return count.of(list.members().size());
    }

    /**
     * That somebody took addresses.
     *
     * @param takenAt when
     * @param takenBy sign-in name
     * @param reason why
     * @param asked for how many members
     */
    @Schema(name = "AddressList")
    record Taken(Instant takenAt, String takenBy, String reason, int asked) {}

    /** A page of them. */
    @Schema(name = "AddressLists")
    record Page(List<Taken> items, @Nullable UUID next) {}

    @GET
    @Path("lists")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Operation(operationId = "addressLists", summary = "Who took addresses, when, why and for how many; latest first")
    @APIResponse(responseCode = "200", description = "A page of the list")
    @APIResponse(responseCode = "400", description = "A limit beyond 1 to 200")
    public Page lists(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") @Nullable UUID after) {
        List<AddressListRow> found = (after == null
                        ? AddressListRow.<AddressListRow>find("order by id desc")
                        : AddressListRow.<AddressListRow>find("id < ?1 order by id desc", after))
                .range(0, limit)
                .list();
        List<AddressListRow> shown = found.stream().limit(limit).toList();
        return new Page(
                shown.stream()
                        .map(row -> new Taken(row.takenAt, row.takenBy, row.reason, row.asked))
                        .toList(),
                found.size() > limit ? shown.getLast().id : null);
    }

    private static MemberList read(InputStream upload) {
        try {
            return MemberList.read(new InputStreamReader(upload, StandardCharsets.UTF_8), MOST_MEMBERS);
        } catch (MemberList.Unreadable unreadable) {
            throw Problem.badRequest(unreadable.code(), unreadable.sentence());
        }
    }

    private void note(String reason, int asked) {
        AddressListRow row = new AddressListRow();
        row.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        row.takenAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.takenBy = person.getPrincipal().getName();
        row.reason = reason;
        row.asked = asked;
        row.persist();
    }

    /** Shows every member of the list whom the register has, in the order of the list. */
    private void forEach(MemberList list, Consumer<Addressee> consumer) {
        QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(Addressee.SELECT
                            + " JOIN unnest(?::uuid[]) WITH ORDINALITY AS list (member, place) ON member = id"
                            + " ORDER BY place")) {
                for (List<UUID> part : list.parts(PART)) {
                    statement.setArray(1, connection.createArrayOf("uuid", part.toArray()));
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            consumer.accept(Addressee.of(row));
                        }
                    }
                }
            } catch (SQLException e) {
                // The driver's message may quote a row; its state says enough.
                throw new IllegalStateException("the register cannot be read: SQL state " + e.getSQLState());
            }
        });
    }

    private static void row(CsvDownload file, Addressee member) {
        try {
            file.row(member.cells().toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException("the download broke off", e);
        }
    }
}

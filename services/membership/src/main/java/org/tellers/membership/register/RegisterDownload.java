package org.tellers.membership.register;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.CsvDownload;
import org.tellers.membership.imports.RegisterColumn;
import org.tellers.service.Roles;

/** The whole register as a file in the format of the import, which reads it back without a change. */
@Path("/api/membership/register")
@RolesAllowed(Roles.OFFICER)
@RunOnVirtualThread
@Tag(name = "Members")
class RegisterDownload {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int FETCH = 1_000;
    private static final int LONGEST_SECONDS = 3_600;

    private final DataSource database;

    @Inject
    RegisterDownload(DataSource database) {
        this.database = database;
    }

    @GET
    @Produces("text/csv")
    @Operation(
            operationId = "downloadRegister",
            summary = "The register as CSV",
            description = "By membership number, in the format of the import. Cells that a spreadsheet would take for a"
                    + " formula begin with an apostrophe, which the import takes away again.")
    @APIResponse(
            responseCode = "200",
            description = "Everybody in the register",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Response get() {
        StreamingOutput csv = out -> {
            RegisterColumn[] columns = RegisterColumn.values();
            String[] header = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                header[i] = columns[i].header();
            }
            try (CsvDownload file = new CsvDownload(out, header)) {
                // Rows stream only within a transaction.
                QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(() -> write(file, columns));
            }
        };
        return Response.ok(csv)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"register.csv\"")
                .build();
    }

    private void write(CsvDownload file, RegisterColumn[] columns) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM member ORDER BY membership_number")) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                String[] cells = new String[columns.length];
                while (row.next()) {
                    for (int i = 0; i < columns.length; i++) {
                        cells[i] = cell(row, columns[i]);
                    }
                    file.row(cells);
                }
            }
        } catch (SQLException e) {
            // The driver's message may quote a row; its state says enough.
            throw new IllegalStateException("the register cannot be read: SQL state " + e.getSQLState());
        } catch (IOException e) {
            throw new UncheckedIOException("the download broke off", e);
        }
    }

    private static @Nullable String cell(ResultSet row, RegisterColumn column) throws SQLException {
        String name = column.header();
        return switch (column) {
            case JOINED_AT -> at(row, name, row.getBoolean("joined_at_day_only"));
            case LEFT_AT -> at(row, name, false);
            case CAMPAIGN_CONSENT -> {
                boolean consent = row.getBoolean(name);
                yield row.wasNull() ? null : consent ? "yes" : "no";
            }
            default -> row.getString(name);
        };
    }

    /** A day where only the day is known, or where the instant is a day's start and reads back as the same instant. */
    private static @Nullable String at(ResultSet row, String column, boolean dayOnly) throws SQLException {
        OffsetDateTime stored = row.getObject(column, OffsetDateTime.class);
        if (stored == null) {
            return null;
        }
        Instant at = stored.toInstant();
        ZonedDateTime london = at.atZone(LONDON);
        LocalDate day = london.toLocalDate();
        boolean startOfDay = column.equals("left_at") && london.toLocalTime().equals(LocalTime.MIDNIGHT);
        return dayOnly || startOfDay ? day.toString() : at.toString();
    }
}

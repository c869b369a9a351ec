package org.tellers.membership.imports;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.CsvDownload;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Register imports over HTTP. */
@Path("/api/membership/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OFFICER)
@RunOnVirtualThread
@Tag(name = "Register import", description = "A register file is read and compared, then applied once confirmed")
class ImportsResource {

    private static final String HEADER = "line,column,code,detail,kind";

    private final RegisterImport imports;
    private final ImportRecords records;
    private final LimitedUpload.Limit limit;
    private final SecurityIdentity person;

    @Inject
    ImportsResource(RegisterImport imports, ImportRecords records, LimitedUpload.Limit limit, SecurityIdentity person) {
        this.imports = imports;
        this.records = records;
        this.limit = limit;
        this.person = person;
    }

    @POST
    @Consumes("text/csv")
    @Operation(
            operationId = "readRegisterFile",
            summary = "Hand in a register file (dry run)",
            description =
                    "Takes the file and, in the background, compares it with the register; ask for the import until"
                            + " its state is dry-run. The register stays as it is, and the rows are kept until they are"
                            + " confirmed. The file is CSV with a header line, at most 256 MB (about 1,000,000 rows), in"
                            + " UTF-8 or Windows-1252, with commas, semicolons or tabs. Needed columns: membership_number,"
                            + " last_name, section, status; the others may be left out, and what a file says nothing about"
                            + " stays as it is. Columns with other headings are recognised if somebody said before what"
                            + " they are; else the state is mapping and a person says it. A dry run that was not confirmed"
                            + " is superseded.")
    @APIResponse(
            responseCode = "202",
            description = "The import; Location says where to ask for it",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(
            responseCode = "400",
            description = "utf-16, not-text, not-utf-8, encoding-mixed, encoding-unknown, not-csv, header-missing,"
                    + " columns-missing, column-repeated, row-too-long (each with the line), unknown-mode,"
                    + " upload-broken-off")
    @APIResponse(responseCode = "409", description = "import-running")
    @APIResponse(responseCode = "413", description = "register-too-large")
    @APIResponse(
            responseCode = "415",
            description = "The file is announced as something else than CSV, or in another encoding")
    public Response read(
            @Parameter(
                            description = "update: members whom the file does not name stay as they are; full: they"
                                    + " have left",
                            schema =
                                    @Schema(
                                            enumeration = {"update", "full"},
                                            defaultValue = "update"))
                    @QueryParam("mode")
                    @DefaultValue("update")
                    String mode,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type =
                                                                    org.eclipse.microprofile.openapi.annotations.enums
                                                                            .SchemaType.STRING)))
                    InputStream upload) {
        ImportMode chosen = switch (mode) {
            case "update" -> ImportMode.UPDATE;
            case "full" -> ImportMode.FULL;
            default -> throw Problem.badField("unknown-mode", "mode", "The mode is update or full.");
        };
        try {
            ImportRun run =
                    imports.take(new LimitedUpload(upload, limit.bytes()), chosen, declaredBy(type), personName());
            return accepted(ImportView.of(run, null));
        } catch (FileRefused refused) {
            throw problem(refused);
        } catch (java.io.UncheckedIOException _) {
            throw Problem.badRequest("upload-broken-off", "The upload ended too early. Send the file again.");
        }
    }

    /** The encoding that the sender states; null when it states none. */
    private static @Nullable Encoding declaredBy(String type) {
        String charset = MediaType.valueOf(type).getParameters().get("charset");
        if (charset == null) {
            return null;
        }
        return switch (charset.toLowerCase(Locale.ROOT)) {
            case "utf-8" -> Encoding.UTF_8;
            case "windows-1252" -> Encoding.WINDOWS_1252;
            default ->
                throw Problem.of(
                        Response.Status.UNSUPPORTED_MEDIA_TYPE,
                        "encoding-not-read",
                        "A register file is read in UTF-8 or Windows-1252. Save it as CSV UTF-8 and send it as"
                                + " text/csv.",
                        null);
        };
    }

    @PUT
    @Path("/{id}/columns")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "mapColumns",
            summary = "Say which column of the file is which",
            description = "For an import in state mapping, or to read a dry run again with other columns. Headings that"
                    + " are not named are ignored. What is said here is remembered for the files to come.")
    @APIResponse(
            responseCode = "202",
            description = "The import, which is read with these columns now",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(
            responseCode = "400",
            description = "heading-unknown, column-unknown, column-repeated, columns-missing")
    @APIResponse(responseCode = "404", description = "import-not-found")
    @APIResponse(responseCode = "409", description = "import-running, import-done, import-failed, import-superseded")
    public Response map(@PathParam("id") UUID id, @NotNull @Valid Columns said) {
        try {
            return accepted(ImportView.of(
                    imports.map(
                            id,
                            said.columns().stream()
                                    .map(one -> new MappedColumn(
                                            one.heading(), one.column(), MappedColumn.Source.REMEMBERED))
                                    .toList()),
                    null));
        } catch (FileRefused refused) {
            throw problem(refused);
        }
    }

    @GET
    @Operation(
            operationId = "listImports",
            summary = "List imports, latest first",
            description = "Without the faults of each; ask for one import to see them.")
    public Imports list(
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit,
            @Parameter(description = "The next of the page before") @QueryParam("after") @Nullable UUID after) {
        List<ImportRun> found = (after == null
                        ? ImportRun.<ImportRun>find("order by id desc")
                        : ImportRun.<ImportRun>find("id < ?1 order by id desc", after))
                .page(Page.ofSize(limit + 1))
                .list();
        List<ImportView> page =
                found.stream().limit(limit).map(run -> ImportView.of(run, null)).toList();
        return new Imports(page, found.size() > limit ? page.getLast().id() : null);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getImport", summary = "One import with its faults")
    @APIResponse(
            responseCode = "200",
            description = "The import",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "404", description = "import-not-found")
    public ImportView get(@PathParam("id") UUID id) {
        return ImportView.of(imports.existing(id), records.faults(id));
    }

    @GET
    @Path("/{id}/totals")
    @Operation(
            operationId = "getImportTotals",
            summary = "What an import means for each section, branch, employer and region",
            description = "Of each of the four the 2,000 with the most rows.")
    @APIResponse(
            responseCode = "200",
            description = "The figures of the dry run",
            content = @Content(schema = @Schema(implementation = Totals.class)))
    @APIResponse(responseCode = "404", description = "import-not-found")
    public Totals totals(@PathParam("id") UUID id) {
        return new Totals(records.totals(imports.existing(id).id));
    }

    @GET
    @Path("/{id}/errors")
    @Produces("text/csv")
    @Operation(
            operationId = "downloadImportErrors",
            summary = "All faults and warnings of an import as CSV",
            description = "By line, at most 100,000. Cells that a spreadsheet would take for a formula begin with an"
                    + " apostrophe.")
    @APIResponse(
            responseCode = "200",
            description = "The faults",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)))
    @APIResponse(responseCode = "404", description = "import-not-found")
    public Response errors(@PathParam("id") UUID id) {
        UUID run = imports.existing(id).id;
        StreamingOutput csv = out -> {
            try (CsvDownload file = new CsvDownload(out, HEADER.split(","))) {
                QuarkusTransaction.requiringNew()
                        .run(() -> records.eachFault(
                                run,
                                fault -> file.row(
                                        String.valueOf(fault.line()),
                                        fault.column(),
                                        fault.code(),
                                        fault.detail(),
                                        fault.warning() ? "warning" : "error")));
            }
        };
        return Response.ok(csv)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-errors.csv\"")
                .build();
    }

    @POST
    @Path("/{id}/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmImport",
            summary = "Apply a dry run",
            description =
                    "Applies all of it or nothing, in the background; ask for the import until its state is applied."
                            + " Confirming an import that was applied changes nothing and answers the same. If the"
                            + " register changed since the dry run, nothing is applied: the state becomes dry-run again,"
                            + " with new figures and the problem register-changed. What members have set themselves, or"
                            + " somebody for them, stays unless the confirmation says overwrite.")
    @APIResponse(
            responseCode = "202",
            description = "The import, which is applied now",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "404", description = "import-not-found")
    @APIResponse(
            responseCode = "409",
            description =
                    "invalid-rows, leavers-not-confirmed, leavers-unknown, nobody-leaves, conflicts-not-confirmed,"
                            + " columns-not-mapped,"
                            + " import-running, import-done, import-failed, import-superseded")
    public Response confirm(@PathParam("id") UUID id, @NotNull Confirmation confirmation) {
        return accepted(ImportView.of(imports.confirm(id, confirmation, personName()), null));
    }

    @POST
    @Path("/{id}/undo")
    @Operation(
            operationId = "undoImport",
            summary = "Take back the import that was applied last",
            description =
                    "In the background: members whom it brought are taken out of the register, the others get back"
                            + " what they had. A member whose record was changed since stays as it is and is counted."
                            + " Possible for 30 days, until another import is applied.")
    @APIResponse(
            responseCode = "202",
            description = "The import, which is taken back now",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "404", description = "import-not-found")
    @APIResponse(responseCode = "409", description = "not-undoable, import-running")
    public Response undo(@PathParam("id") UUID id) {
        return accepted(ImportView.of(imports.undo(id, personName()), null));
    }

    private static Response accepted(ImportView view) {
        return Response.accepted(view)
                .location(URI.create("/api/membership/imports/" + view.id()))
                .build();
    }

    private static HttpProblem problem(FileRefused refused) {
        return HttpProblem.builder(Problem.badRequest(refused.code(), refused.detail()))
                .with("line", refused.line())
                .build();
    }

    private String personName() {
        return person.getPrincipal().getName();
    }

    /** A page of imports. */
    @Schema(name = "Imports")
    record Imports(List<ImportView> items, @Nullable UUID next) {}

    /** The figures of a dry run. */
    @Schema(name = "ImportTotals")
    record Totals(List<ImportTotal> items) {}

    /** What the columns of a file are. */
    @Schema(name = "ColumnMapping")
    record Columns(@NotNull @Size(max = 500) List<@NotNull @Valid SaidColumn> columns) {}

    /** What one column of a file is. */
    @Schema(name = "SaidColumn")
    record SaidColumn(
            @Schema(description = "What the file calls the column", examples = "Surname") @NotNull @Size(max = 100)
            String heading,

            @Schema(description = "The register's column; absent to ignore the cells", examples = "last_name")
            @Nullable
            @Size(max = 40)
            String column) {}
}

package org.tellers.membership.imports;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.panache.common.Page;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Register imports over HTTP. */
@Path("/api/membership/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OFFICER)
@RunOnVirtualThread
@Tag(name = "Register import", description = "A register file is read and compared, then applied once confirmed")
class ImportsResource {

    private final RegisterImport imports;
    private final StagedRows rows;
    private final SecurityIdentity person;

    @Inject
    ImportsResource(RegisterImport imports, StagedRows rows, SecurityIdentity person) {
        this.imports = imports;
        this.rows = rows;
        this.person = person;
    }

    @POST
    @Consumes("text/csv")
    @Operation(
            operationId = "readRegisterFile",
            summary = "Read a register file (dry run)",
            description =
                    "Compares the file with the register and keeps its rows until they are confirmed; the register"
                            + " stays as it is. The file is CSV in UTF-8 with a header line, at most 50 MB. Needed columns:"
                            + " membership_number, last_name, section, status; the others may be left out, and what a file says"
                            + " nothing about stays as it is. A dry run that was not confirmed is superseded.")
    @APIResponse(
            responseCode = "201",
            description = "The dry run",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "not-utf-8, not-csv, header-missing, columns-missing,"
                            + " column-repeated, row-too-long, rows-missing (each with the line), unknown-mode, upload-broken-off")
    @APIResponse(responseCode = "409", description = "import-running")
    @APIResponse(responseCode = "413", description = "register-too-large")
    @APIResponse(responseCode = "415", description = "The file is announced as something other than CSV in UTF-8")
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
        String charset = MediaType.valueOf(type).getParameters().getOrDefault("charset", "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw Problem.of(
                    Response.Status.UNSUPPORTED_MEDIA_TYPE,
                    "not-utf-8",
                    "A register file is read in UTF-8 only. Save it as CSV UTF-8 and send it as text/csv.",
                    null);
        }
        ImportMode chosen = switch (mode) {
            case "update" -> ImportMode.UPDATE;
            case "full" -> ImportMode.FULL;
            default -> throw Problem.badField("unknown-mode", "mode", "The mode is update or full.");
        };
        try {
            ImportRun run = imports.dryRun(new LimitedUpload(upload), chosen, personName());
            return Response.created(URI.create("/api/membership/imports/" + run.id))
                    .entity(ImportView.of(run, rows.faults(run.id)))
                    .build();
        } catch (FileRefused refused) {
            throw HttpProblem.builder(Problem.badRequest(refused.code(), refused.detail()))
                    .with("line", refused.line())
                    .build();
        } catch (java.io.UncheckedIOException _) {
            throw Problem.badRequest("upload-broken-off", "The upload ended too early. Send the file again.");
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
        return ImportView.of(imports.existing(id), rows.faults(id));
    }

    @POST
    @Path("/{id}/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmImport",
            summary = "Apply a dry run",
            description = "Applies all of it or nothing. Confirming an import that was applied changes nothing and"
                    + " answers the same.")
    @APIResponse(
            responseCode = "200",
            description = "The import as applied",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "404", description = "import-not-found")
    @APIResponse(
            responseCode = "409",
            description = "invalid-rows, leavers-not-confirmed, leavers-unknown, nobody-leaves, import-running,"
                    + " import-superseded, register-changed")
    public ImportView confirm(@PathParam("id") UUID id, @NotNull Confirmation confirmation) {
        return ImportView.of(imports.confirm(id, confirmation, personName()), rows.faults(id));
    }

    private String personName() {
        return person.getPrincipal().getName();
    }

    /** A page of imports. */
    @Schema(name = "Imports")
    record Imports(List<ImportView> items, @Nullable UUID next) {}
}

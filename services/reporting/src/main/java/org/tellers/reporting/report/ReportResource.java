package org.tellers.reporting.report;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The report of a declared ballot for everyone, and the signatures of officers and scrutineer under it. */
@Path("/api/reporting/ballots/{uuid}/report")
@Tag(name = "report")
@RunOnVirtualThread
public class ReportResource {

    private static final String PDF = "application/pdf";
    private static final String HASH = "Tellers-Report-SHA256";
    private static final String NOT_DECLARED = "The result is not declared, or the figures disagree";

    @Inject
    Reports reports;

    @Inject
    Signatures signatures;

    @Inject
    RenderedReports rendered;

    @Inject
    SecurityIdentity person;

    /**
     * A signature to be given.
     *
     * @param name under which to sign, as it is shown to everyone
     * @param statement what to add, shown to everyone
     * @param sha256 of the report that was read; the signature is refused when the report is another one by now
     */
    public record NewSignature(
            @Nullable @Size(max = 200) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
            String name,

            @Nullable @Size(max = 2000) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
            String statement,

            @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits")
            String sha256) {

        // Letters, marks, numbers, punctuation, symbols, spaces and line breaks: what a page and a print can show.
        private static final String PRINTABLE = "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}\\n]*";
        private static final String NOT_PRINTABLE = "must not hold control characters";
    }

    /**
     * The signatures under a report.
     *
     * @param sha256 of the report as it is now
     * @param signatures in the order they were given
     */
    public record SignatureList(String sha256, List<GivenSignature> signatures) {}

    /**
     * A signature.
     *
     * @param role in which the person signed
     * @param name under which the person signed
     * @param statement what the person added
     * @param signedAt when
     * @param sha256 of the report signed
     * @param person who, as signed in; only for officers, approvers, scrutineers and auditors
     */
    public record GivenSignature(
            String role,
            @Nullable String name,
            @Nullable String statement,
            Instant signedAt,
            String sha256,
            @Nullable String person) {}

    @GET
    @PermitAll
    @Transactional
    @Operation(
            summary = "The report: the exact JSON that is signed, a web page or a printed page, in English or Welsh",
            description = "The language is that of the web page and the printed page; the JSON has none. The header"
                    + " Tellers-Report-SHA256 is the SHA-256 of the exact JSON.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Report.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)),
                @Content(mediaType = PDF, schema = @Schema(implementation = String.class, format = "binary"))
            })
    @APIResponse(responseCode = "400", description = "The language is not en or cy")
    @APIResponse(responseCode = "406", description = "None of the three forms is acceptable")
    @APIResponse(responseCode = "409", description = NOT_DECLARED)
    public Response report(
            @PathParam("uuid") String uuid,
            @QueryParam("language") @DefaultValue("en") String code,
            @Context HttpHeaders headers) {
        Language language = language(code);
        Form form = Form.accepted(headers.getAcceptableMediaTypes())
                .orElseThrow(() -> Problem.of(
                        Response.Status.NOT_ACCEPTABLE,
                        "form-not-offered",
                        "The report comes as application/json, text/html and application/pdf.",
                        null));
        ReportText report = reports.of(Ballot.locked(uuid));
        Object body = switch (form) {
            case JSON -> report.json();
            case HTML -> rendered.html(report, shown(uuid), language);
            case PRINT -> rendered.pdf(report, shown(uuid), language);
        };
        String file = form == Form.JSON ? uuid + ".json" : uuid + "-" + language.code() + "." + form.suffix;
        return Response.ok(body, form.sent)
                .header(HASH, report.sha256())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"report-" + file + "\"")
                .build();
    }

    /** The forms of a report, the one for programs first. */
    private enum Form {
        JSON(MediaType.APPLICATION_JSON_TYPE, MediaType.APPLICATION_JSON_TYPE, "json"),
        HTML(MediaType.TEXT_HTML_TYPE, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"), "html"),
        PRINT(MediaType.valueOf(PDF), MediaType.valueOf(PDF), "pdf");

        private final MediaType asked;
        private final MediaType sent;
        private final String suffix;

        Form(MediaType asked, MediaType sent, String suffix) {
            this.asked = asked;
            this.sent = sent;
            this.suffix = suffix;
        }

        /** What a client likes best of what there is; its types come in the order of its liking. */
        static Optional<Form> accepted(List<MediaType> types) {
            return types.stream()
                    .flatMap(type -> Arrays.stream(values()).filter(form -> type.isCompatible(form.asked)))
                    .findFirst();
        }
    }

    @GET
    @Path("/signatures")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "The signatures under the report")
    @APIResponse(
            responseCode = "200",
            description = "The signatures",
            content = @Content(schema = @Schema(implementation = SignatureList.class)))
    @APIResponse(responseCode = "409", description = NOT_DECLARED)
    public SignatureList signatures(@PathParam("uuid") String uuid) {
        return list(reports.of(Ballot.locked(uuid)), uuid);
    }

    @POST
    @Path("/signatures")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER})
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Sign the report; each person once")
    @APIResponse(
            responseCode = "201",
            description = "Signed",
            content = @Content(schema = @Schema(implementation = SignatureList.class)))
    @APIResponse(
            responseCode = "409",
            description = "Not declared, signed by this person already, or not the report that was read")
    public Response sign(@PathParam("uuid") String uuid, @NotNull @Valid NewSignature signature) {
        Ballot ballot = Ballot.locked(uuid);
        signatures.sign(
                ballot,
                person.getPrincipal().getName(),
                person.getRoles(),
                blankToNull(signature.name()),
                blankToNull(signature.statement()),
                signature.sha256());
        return Response.status(Response.Status.CREATED)
                .entity(list(reports.of(ballot), uuid))
                .build();
    }

    private SignatureList list(ReportText report, String uuid) {
        boolean insider = List.of(Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.AUDITOR).stream()
                .anyMatch(person::hasRole);
        return new SignatureList(
                report.sha256(),
                SignatureRow.of(uuid).stream()
                        .map(row -> new GivenSignature(
                                row.role,
                                row.name,
                                row.statement,
                                row.signedAt,
                                row.sha256,
                                insider ? row.person : null))
                        .toList());
    }

    private static List<Signature> shown(String uuid) {
        return SignatureRow.of(uuid).stream().map(SignatureRow::shown).toList();
    }

    private static Language language(String code) {
        return Language.of(code)
                .orElseThrow(() -> Problem.badField(
                        "unknown-language", "language", "Reports are written in English (en) and Welsh (cy)."));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

package org.tellers.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Where providers tell what became of mails, and what of that names no mail of ours. */
@Path("/api/notification/delivery-reports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Delivery reports")
class DeliveryReportsResource {

    private static final int MOST = 200;
    private static final int LONGEST = 500;

    private final ReportBook book;
    private final ReportLists lists;
    private final Optional<ReturnPath> returnPath;
    private final ObjectMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, WebhookSignature> providers;

    DeliveryReportsResource(
            ReportBook book,
            ReportLists lists,
            DeliverySettings settings,
            ReturnPaths returnPaths,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.book = book;
        this.lists = lists;
        this.returnPath = returnPaths.path();
        this.json = json;
        this.clock = clock;
        this.meters = meters;
        this.providers = settings.providers().entrySet().stream()
                .filter(provider -> provider.getValue().secretFile().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, provider -> signature(provider.getKey(), provider.getValue())));
    }

    private static WebhookSignature signature(String name, DeliverySettings.Provider provider) {
        java.nio.file.Path file = provider.secretFile().orElseThrow();
        try {
            return WebhookSignature.withSecret(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The webhook secret of provider %s in %s cannot be used: put base64 of at least 24 bytes there"
                            .formatted(name, file),
                    e);
        }
    }

    /**
     * Reports of a provider.
     *
     * @param reports the reports, at most 200
     */
    record ProviderReports(List<ProviderReport> reports) {}

    /**
     * What became of one mail. There is no field for an address or for words of a server, and there will be none.
     *
     * @param id the provider's name of this report; the same id is the same report
     * @param event bounced: it came back; delayed: it is late, and the provider goes on trying; complained: the member
     *     called it unwanted
     * @param status enhanced status code (RFC 3463) such as 5.1.1; of a complaint, absent
     * @param returnPath envelope sender of the mail; it or messageId must be there
     * @param messageId Message-ID of the mail
     */
    record ProviderReport(
            String id,

            @Schema(enumeration = {"bounced", "delayed", "complained"})
            String event,

            @Schema(pattern = "[245]\\.\\d{1,3}\\.\\d{1,3}") String status,

            String returnPath,
            String messageId) {}

    /**
     * What was done with the reports.
     *
     * @param taken noted
     * @param repeated had been taken before
     * @param unmatched of both, how many name no mail of ours
     */
    record ReportsTaken(int taken, int repeated, int unmatched) {}

    @GET
    @RolesAllowed(Roles.OFFICER)
    @Transactional
    @Operation(
            summary = "Reports that name no mail of ours",
            description =
                    "They are kept aside and never guessed at; those of the bounce mailbox lie in its folder aside.")
    @APIResponse(responseCode = "200", description = "A page of reports, oldest first")
    @APIResponse(responseCode = "400", description = "limit or after is not as described")
    public ReportLists.ReportPage unmatched(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit, @QueryParam("after") UUID after) {
        return lists.unmatched(limit, after);
    }

    @POST
    @Path("/{provider}")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tell what became of mails",
            description =
                    "Signed as the Standard Webhooks specification 1.0.0 says: webhook-signature holds v1, and the"
                            + " base64 of HMAC-SHA-256 over \"{webhook-id}.{webhook-timestamp}.{body}\" under the secret of the"
                            + " provider. webhook-timestamp may be five minutes from our time at most. A report is known by its"
                            + " id: told again, it counts once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ProviderReports.class)))
    @APIResponse(
            responseCode = "200",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = ReportsTaken.class)))
    @APIResponse(
            responseCode = "400",
            description = "report-invalid, or a body that is not as described; none was taken")
    @APIResponse(responseCode = "403", description = "signature-invalid: not signed, not so, or not in time")
    @APIResponse(responseCode = "404", description = "provider-not-found")
    public ReportsTaken take(
            @PathParam("provider") String provider,
            @HeaderParam("webhook-id") String id,
            @HeaderParam("webhook-timestamp") String timestamp,
            @HeaderParam("webhook-signature") String signature,
            byte[] sent)
            throws JsonProcessingException {
        byte[] body = sent == null ? new byte[0] : sent;
        WebhookSignature secret = providers.get(provider);
        if (secret == null) {
            throw Problem.notFound(
                    "provider-not-found",
                    "No provider of this name may tell anything here; an administrator gives it a secret first.");
        }
        if (id == null
                || timestamp == null
                || signature == null
                || !secret.fits(id, timestamp, signature, body, clock.instant())) {
            meters.counter("tellers.mail.reports.refused", "source", provider).increment();
            throw Problem.forbidden(
                    "signature-invalid",
                    "The signature does not fit the request, or the request is not of the last five minutes.");
        }
        List<DeliveryReport> reports = read(provider, body);
        int first = 0;
        int unmatched = 0;
        for (DeliveryReport report : reports) {
            // Each by itself: should one fail, the provider tells all of them again, and the others count once.
            ReportBook.Taken taken = QuarkusTransaction.requiringNew().call(() -> book.take(report));
            first += taken.first() ? 1 : 0;
            unmatched += taken.matched() ? 0 : 1;
        }
        return new ReportsTaken(first, reports.size() - first, unmatched);
    }

    private List<DeliveryReport> read(String provider, byte[] body) throws JsonProcessingException {
        ProviderReports told;
        try {
            told = json.readValue(body, ProviderReports.class);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("A body in memory cannot be read", e);
        }
        if (told == null
                || told.reports() == null
                || told.reports().isEmpty()
                || told.reports().size() > MOST) {
            throw invalid("reports", "There must be between 1 and 200 reports.");
        }
        List<DeliveryReport> reports = new ArrayList<>();
        for (int i = 0; i < told.reports().size(); i++) {
            reports.add(read(provider, told.reports().get(i), "reports[" + i + "]"));
        }
        return reports;
    }

    private DeliveryReport read(String provider, ProviderReport told, String place) {
        if (told == null) {
            throw invalid(place, "This must be an object.");
        }
        if (told.id() == null || told.id().isBlank() || told.id().length() > LONGEST) {
            throw invalid(
                    place + ".id", "The provider's name of this report must be there, in at most 500 characters.");
        }
        if (told.returnPath() == null && told.messageId() == null) {
            throw invalid(place + ".returnPath", "The mail must be named, by returnPath or by messageId.");
        }
        String status = told.status() == null ? "" : told.status();
        Verdict verdict = switch (told.event() == null ? "" : told.event()) {
            case "bounced" -> Verdict.ofFailure(status);
            case "delayed" -> Verdict.delayed(status);
            case "complained" -> Verdict.complaint();
            default -> throw invalid(place + ".event", "What happened must be there: bounced, delayed or complained.");
        };
        if (verdict.kind() == ReportKind.COMPLAINT ? !status.isEmpty() : !Verdict.isStatus(status)) {
            throw invalid(
                    place + ".status",
                    "An enhanced status code such as 5.1.1 must be there, and must not with a complaint.");
        }
        return new DeliveryReport(
                Optional.ofNullable(told.returnPath())
                        .flatMap(address -> returnPath.flatMap(path -> path.token(address))),
                Optional.ofNullable(told.messageId()),
                verdict,
                status,
                provider,
                DeliveryReport.key(provider, told.id()));
    }

    private static RuntimeException invalid(String place, String detail) {
        return Problem.badField("report-invalid", place, detail);
    }
}

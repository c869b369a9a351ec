package org.tellers.membership.selfservice;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.contact.ContactDetails;
import org.tellers.membership.contact.ContactWish;
import org.tellers.membership.imports.ContactField;
import org.tellers.membership.membermail.MemberMailSettings;
import org.tellers.service.Problem;

/** Self-service over HTTP, without an account: the token from a link is all that tells who it is. Only POST. */
@Path("/api/membership/self-service")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
@Tag(name = "Self-service", description = "Members see and change their own contact data by links in mails")
class SelfServiceResource {

    private final LinkRequests requests;
    private final SelfService service;
    private final MemberMailSettings mails;

    @Inject
    SelfServiceResource(LinkRequests requests, SelfService service, MemberMailSettings mails) {
        this.requests = requests;
        this.service = service;
        this.mails = mails;
    }

    /** Who asks for a link. */
    @Schema(name = "LinkRequest")
    record Asking(
            @Schema(description = "A membership number or an e-mail address", examples = "0012345")
            @NotBlank
            @Size(max = 254)
            String member) {

        @Override
        public String toString() {
            return "Asking";
        }
    }

    /** The same for everybody. */
    @Schema(name = "LinkRequested")
    record Asked(
            @Schema(description = "How long a link is good once it was sent, in minutes")
            long linkMinutes) {}

    /** A token alone. */
    @Schema(name = "LinkHolder")
    record Holding(
            @Schema(description = "The token behind the # of the link") @NotNull @Size(max = 200)
            String token) {

        @Override
        public String toString() {
            return "Holding";
        }
    }

    /** What a member wants to be otherwise. */
    @Schema(name = "OwnContactWish")
    record Wishing(
            @NotNull @Size(max = 200) String token,

            @NotNull @Valid ContactWish contact) {

        @Override
        public String toString() {
            return "Wishing";
        }
    }

    /** A token and what was chosen. */
    @Schema(name = "LinkChoice")
    record Choosing(
            @NotNull @Size(max = 200) String token,

            @Schema(description = "What the member chose; without it nothing changes") @Size(max = 20) @Nullable
            String choice) {

        @Override
        public String toString() {
            return "Choosing";
        }
    }

    /** What the union has of a member, for this member. */
    @Schema(name = "OwnContact")
    record OwnContact(
            String membershipNumber,
            String name,
            @Nullable String preferredEmailType,
            @Nullable String personalEmail,
            @Nullable String workEmail,
            @Nullable String mobile,
            @Nullable String address1,
            @Nullable String address2,
            @Nullable String town,
            @Nullable String postcode,
            String language,

            @Schema(description = "New e-mail addresses that wait for their confirmation")
            List<NewAddress> waiting,

            @Schema(description = "Whether changes go through the union, because one was taken back")
            boolean locked,

            @Schema(description = "Whom to ask, with how to reach them", examples = "membership team, 020 7946 0400")
            String helpLine) {

        static OwnContact of(SelfService.Seen seen, String helpLine) {
            ContactDetails details = seen.member().details();
            return new OwnContact(
                    seen.member().membershipNumber(),
                    seen.member().name(),
                    details.preferredEmailType(),
                    details.personalEmail(),
                    details.workEmail(),
                    details.mobile(),
                    details.address1(),
                    details.address2(),
                    details.town(),
                    details.postcode(),
                    details.language(),
                    seen.waiting().stream()
                            .map(one -> new NewAddress(one.field().code(), one.address(), one.until()))
                            .toList(),
                    seen.locked(),
                    helpLine);
        }

        @Override
        public String toString() {
            return "OwnContact";
        }
    }

    /** A new e-mail address that waits for its confirmation. */
    @Schema(name = "NewAddress")
    record NewAddress(
            @Schema(enumeration = {"personal-email", "work-email"})
            String field,

            String address,
            Instant until) {

        @Override
        public String toString() {
            return "NewAddress";
        }
    }

    /** What came of it. */
    @Schema(name = "OwnContactChanged")
    record OwnContactChanged(
            @Schema(description = "Names of the fields that changed now; none when all was so before")
            List<String> changed,

            @Schema(description = "Names of the fields that change when the new address was confirmed through itself")
            List<String> toConfirm) {}

    @POST
    @Path("/links")
    @Operation(
            operationId = "askForLink",
            summary = "Ask for a link to see and change one's contact data",
            description =
                    "By membership number or e-mail address. The answer is the same whether or not there is such a"
                            + " member, and so is its time. Who is found gets a mail at the address in force, a few an"
                            + " hour at most.")
    @APIResponse(
            responseCode = "202",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = Asked.class)))
    @APIResponse(responseCode = "429", description = "too-many-requests: of everybody together; with Retry-After")
    public Response ask(@NotNull @Valid Asking asking) {
        if (!requests.take(asking.member())) {
            throw HttpProblem.builder(Problem.of(
                            Response.Status.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "Many people ask at this moment. Please try again in some seconds.",
                            null))
                    .withHeader(HttpHeaders.RETRY_AFTER, 5)
                    .build();
        }
        return Response.accepted(new Asked(mails.linkLife().toMinutes())).build();
    }

    @POST
    @Path("/details")
    @Operation(
            operationId = "seeOwnContact",
            summary = "See one's contact data",
            description = "Changes nothing, however often; the link stays good.")
    @APIResponse(
            responseCode = "200",
            description = "The member's data",
            content = @Content(schema = @Schema(implementation = OwnContact.class)))
    @APIResponse(responseCode = "404", description = "link-not-valid")
    public OwnContact see(@NotNull @Valid Holding holding) {
        return OwnContact.of(service.see(holding.token()), mails.contact());
    }

    @POST
    @Path("/changes")
    @Operation(
            operationId = "changeOwnContact",
            summary = "Change one's contact data",
            description =
                    "With what changes anything the link is used up; sent as it was it changes nothing and the link"
                            + " stays good. A new e-mail address gets a mail with a link of its own and is in force only"
                            + " when it was confirmed there; until then the old one is. Who has an address cannot remove"
                            + " the last.")
    @APIResponse(
            responseCode = "200",
            description = "What changed",
            content = @Content(schema = @Schema(implementation = OwnContactChanged.class)))
    @APIResponse(
            responseCode = "400",
            description = "not-an-email-address, not-a-telephone-number, unknown-value, too-long, no-address-left,"
                    + " preferred-address-missing; the field is named")
    @APIResponse(responseCode = "404", description = "link-not-valid")
    @APIResponse(responseCode = "409", description = "self-service-rests; helpLine says whom to ask")
    @APIResponse(responseCode = "503", description = "register-busy")
    public OwnContactChanged change(@NotNull @Valid Wishing wishing) {
        SelfService.Wished wished = service.change(wishing.token(), wishing.contact());
        return new OwnContactChanged(codes(wished.changed()), codes(wished.toConfirm()));
    }

    @POST
    @Path("/confirmations")
    @Operation(
            operationId = "confirmOwnAddress",
            summary = "Confirm a new e-mail address through itself",
            description = "choice is confirm, or decline when the address is not this member's. Without a choice, as"
                    + " programs send a form, nothing changes. The address before is told, with a link to take the"
                    + " change back.")
    @APIResponse(
            responseCode = "200",
            description = "What changed; after decline nothing",
            content = @Content(schema = @Schema(implementation = OwnContactChanged.class)))
    @APIResponse(responseCode = "400", description = "choice-missing")
    @APIResponse(responseCode = "404", description = "link-not-valid")
    @APIResponse(responseCode = "409", description = "self-service-rests; helpLine says whom to ask")
    @APIResponse(responseCode = "503", description = "register-busy")
    public OwnContactChanged confirm(@NotNull @Valid Choosing choosing) {
        return changed(service.confirm(choosing.token(), chosen(choosing, "confirm", "decline")));
    }

    @POST
    @Path("/undoings")
    @Operation(
            operationId = "undoOwnChange",
            summary = "Take back a change of e-mail that was not one's own",
            description =
                    "choice is undo, or keep when the change was right. Without a choice nothing changes. After undo"
                            + " the address before is in force again, and changes go through the union for some weeks.")
    @APIResponse(
            responseCode = "200",
            description = "What changed; after keep nothing",
            content = @Content(schema = @Schema(implementation = OwnContactChanged.class)))
    @APIResponse(responseCode = "400", description = "choice-missing")
    @APIResponse(responseCode = "404", description = "link-not-valid")
    @APIResponse(responseCode = "409", description = "changed-since; helpLine says whom to ask")
    @APIResponse(responseCode = "503", description = "register-busy")
    public OwnContactChanged undo(@NotNull @Valid Choosing choosing) {
        return changed(service.undo(choosing.token(), chosen(choosing, "undo", "keep")));
    }

    private static boolean chosen(Choosing choosing, String yes, String no) {
        if (yes.equals(choosing.choice())) {
            return true;
        }
        if (no.equals(choosing.choice())) {
            return false;
        }
        throw Problem.badField("choice-missing", "choice", "Choose " + yes + " or " + no + ". Nothing has changed.");
    }

    private static OwnContactChanged changed(Collection<ContactField> fields) {
        return new OwnContactChanged(codes(fields), List.of());
    }

    private static List<String> codes(Collection<ContactField> fields) {
        return fields.stream().map(ContactField::code).toList();
    }
}

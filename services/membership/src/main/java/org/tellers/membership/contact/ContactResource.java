package org.tellers.membership.contact;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.imports.ContactField;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Headquarters correct how a member is reached. */
@Path("/api/membership/members/{number}/contact")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Contact data", description = "Correcting how a member is reached, and who changed it when")
class ContactResource {

    private static final int MOST_SHOWN = 200;

    private final ContactBook book;
    private final EntityManager database;
    private final SecurityIdentity person;

    @Inject
    ContactResource(ContactBook book, EntityManager database, SecurityIdentity person) {
        this.book = book;
        this.database = database;
        this.person = person;
    }

    /** What is to be otherwise, and why. */
    @Schema(name = "ContactCorrection")
    record Correction(
            @Schema(description = "Why, for those who look into it later; not a place for personal data")
            @NotBlank
            @Size(max = 300)
            String reason,

            @NotNull @Valid ContactWish contact) {}

    /** What changed. */
    @Schema(name = "ContactCorrected")
    record Corrected(
            @Schema(description = "Names of the fields that changed; none when all was so before")
            List<String> changed,

            Instant at) {}

    /** One change in the past. */
    @Schema(name = "ContactChange")
    record Change(
            Instant at,

            @Schema(enumeration = {"member", "staff"}) String changedBy,

            @Schema(
                    description = "How it came about",
                    enumeration = {"self-service", "confirmation", "undo", "correction"})
            String way,

            @Schema(description = "Who corrected it; absent for members") @Nullable
            String person,

            @Schema(description = "Why it was corrected") @Nullable
            String reason,

            @Schema(description = "What changed; the values are not kept")
            List<String> fields) {}

    /** Changes, the latest first. */
    @Schema(name = "ContactChanges")
    record Changes(List<Change> items) {}

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OFFICER, Roles.HELPDESK})
    @Transactional
    @Operation(
            operationId = "correctContact",
            summary = "Correct how a member is reached",
            description = "At once and without a confirmation by the member: the person answers for it, and the reason"
                    + " is kept. The member is told at the address in force, and at an e-mail address that is no longer"
                    + " used. Register files do not change these fields again until they bring the same value or"
                    + " their value is confirmed. A code that went to the old address is sent again by the helpdesk.")
    @APIResponse(
            responseCode = "200",
            description = "What changed",
            content = @Content(schema = @Schema(implementation = Corrected.class)))
    @APIResponse(
            responseCode = "400",
            description = "reason missing, not-an-email-address, not-a-telephone-number, unknown-value, too-long,"
                    + " no-address-left, preferred-address-missing; the field is named")
    @APIResponse(responseCode = "404", description = "member-not-found")
    @APIResponse(responseCode = "503", description = "register-busy: a register file is being applied")
    public Corrected correct(@PathParam("number") String number, @NotNull @Valid Correction correction) {
        MemberContact member = book.withNumber(number)
                .orElseThrow(() -> Problem.notFound(
                        "member-not-found",
                        "The register has no member with this number. Leading zeros are part of it."));
        ContactBook.Changed changed;
        try {
            changed = book.change(
                    member,
                    WishedDetails.read(member.details(), correction.contact()).atOnce(),
                    new ContactBook.By(
                            ChangeWay.CORRECTION,
                            person.getPrincipal().getName(),
                            correction.reason().strip()));
        } catch (WishedDetails.NotPossible refused) {
            throw Problem.badField(refused.code(), refused.field(), refused.detail());
        }
        // Who may correct the data by hand has spoken to the member; the self-service may go on.
        database.createNativeQuery("delete from self_service_lock where member_id = :member")
                .setParameter("member", member.id())
                .executeUpdate();
        return new Corrected(changed.fields().stream().map(ContactField::code).toList(), changed.at());
    }

    @GET
    @Path("/changes")
    @RolesAllowed({Roles.OFFICER, Roles.HELPDESK, Roles.AUDITOR})
    @Operation(
            operationId = "contactChanges",
            summary = "Who changed a member's contact data, when and why",
            description = "By the member and by headquarters, the latest first, at most 200, of the last twelve months;"
                    + " without the values. What register files changed is with the imports.")
    @APIResponse(
            responseCode = "200",
            description = "The changes; none for a number that the register does not have",
            content = @Content(schema = @Schema(implementation = Changes.class)))
    public Changes changes(@PathParam("number") String number) {
        List<?> rows = database.createNativeQuery("""
                        select c.changed_at, c.changed_by, c.way, c.person, c.reason, array_to_string(c.fields, ',')
                        from contact_change c join member m on m.id = c.member_id
                        where m.membership_number = :number order by c.changed_at desc, c.id limit :most""", Object[].class)
                .setParameter("number", number)
                .setParameter("most", MOST_SHOWN)
                .getResultList();
        return new Changes(rows.stream().map(row -> change((Object[]) row)).toList());
    }

    private static Change change(Object[] row) {
        return new Change(
                (Instant) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                Arrays.stream(((String) row[5]).split(",")).toList());
    }
}

package org.tellers.ballot.information;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.paper.Violations;
import org.tellers.service.Roles;

/** Questions with answers over HTTP. */
@Path("/api/ballot/ballots/{uuid}/faq")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Information", description = "What members are told beside the paper, before and during the ballot")
class FaqResource {

    private final Ballots ballots;
    private final Information information;
    private final SignedIn signedIn;

    @Inject
    FaqResource(Ballots ballots, Information information, SignedIn signedIn) {
        this.ballots = ballots;
        this.information = information;
        this.signedIn = signedIn;
    }

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.HELPDESK, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(operationId = "faq", summary = "The questions and answers of a ballot")
    @APIResponse(responseCode = "200", description = "As they stand")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Faq faq(@PathParam("uuid") String uuid) {
        ballots.read(uuid);
        return information.faq(uuid);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "writeFaq",
            summary = "Write the questions and answers anew",
            description = "Replaces all of them. They are public once the ballot is approved; every version is kept.")
    @APIResponse(responseCode = "200", description = "As they stand")
    @APIResponse(
            responseCode = "400",
            description = "version-missing, faq-unfit with every fault in violations, or the fault of the JSON itself")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "faq-changed, ballot-closed")
    public Faq writeFaq(@PathParam("uuid") String uuid, @RequestBody(required = true) Faq.@Nullable Written body) {
        Integer seen = body == null ? null : body.version();
        if (body == null || seen == null) {
            throw Refusal.badValue(
                    "version-missing", "version", "Read the questions and answers and send the version that you read");
        }
        List<Fault> faults = new ArrayList<>();
        List<FaqEntry> entries = body.read(faults);
        if (!faults.isEmpty()) {
            throw Violations.problem("faq-unfit", faults);
        }
        return information.write(uuid, entries, seen, signedIn.person());
    }
}

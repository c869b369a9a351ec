package org.tellers.service.retention;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.tellers.service.Roles;

/** Retention over HTTP; a service with rules extends it and gives it its path. */
@RunOnVirtualThread
public abstract class RetentionResource {

    /** The scheme of the services' contracts; they take roles from their own classes only, not from this one. */
    private static final String SCHEME = "bearer";

    @Inject
    RetentionRun run;

    /** The certificates so far. */
    @GET
    @Path("/certificates")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @SecurityRequirement(
            name = SCHEME,
            scopes = {Roles.OFFICER, Roles.AUDITOR})
    @Operation(
            operationId = "retentionCertificates",
            summary = "What was erased because its period had passed; the latest first, at most 1,000")
    @APIResponse(responseCode = "200", description = "The certificates")
    @APIResponse(responseCode = "401", description = "Not Authorized")
    @APIResponse(responseCode = "403", description = "Not Allowed")
    public List<RetentionCertificate> certificates() {
        return run.certificates();
    }

    /** Runs now what runs every night. */
    @POST
    @Path("/runs")
    @RolesAllowed(Roles.OFFICER)
    @SecurityRequirement(name = SCHEME, scopes = Roles.OFFICER)
    @Operation(
            operationId = "runRetention",
            summary = "Erase now what has outlived its period; the same happens every night")
    @APIResponse(responseCode = "200", description = "The certificates of this run; none when nothing was due")
    @APIResponse(responseCode = "401", description = "Not Authorized")
    @APIResponse(responseCode = "403", description = "Not Allowed")
    public List<RetentionCertificate> runNow(@Context SecurityContext person) {
        return run.run(person.getUserPrincipal().getName());
    }
}

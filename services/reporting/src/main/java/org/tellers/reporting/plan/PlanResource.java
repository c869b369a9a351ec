package org.tellers.reporting.plan;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Problem;

/** The disclosure plan, for everyone: which sums are decrypted, and what is withheld and why. */
@Path("/api/reporting/ballots/{uuid}/plan")
@Tag(name = "plan")
@RunOnVirtualThread
public class PlanResource {

    /**
     * The published plan.
     *
     * @param planHash SHA-256 of the text, hexadecimal
     * @param plan its exact text, JSON
     * @param signature of the hash with the platform's trustee key, JSON text
     * @param publishedAt when it was published
     */
    public record PublishedPlan(String planHash, String plan, String signature, Instant publishedAt) {}

    @GET
    @Cache(maxAge = 60)
    @PermitAll
    @Transactional
    @Operation(summary = "The disclosure plan: the only sums that are formed and decrypted")
    @APIResponse(responseCode = "404", description = "There is no plan, because the box is open or too few have voted")
    public PublishedPlan plan(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        Plan plan = Plan.of(uuid)
                .orElseThrow(() -> Problem.notFound(
                        "plan-not-published",
                        ballot.belowMinimum
                                ? "Fewer members have voted than the minimum: nothing of this ballot is decrypted, so"
                                        + " there is no plan."
                                : "The disclosure plan is published when the ballot has closed."));
        return new PublishedPlan(plan.hash, plan.text, plan.signature, plan.publishedAt);
    }
}

package org.tellers.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.testing.ApiContract;
import org.tellers.testing.RealParts;

@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailPort.class)
class ApiContractTest {

    private static final Set<String> OFFICER = Set.of("officer");
    private static final Set<String> HELP = Set.of("officer", "helpdesk");

    private final ApiContract contract = new ApiContract("membership");

    @TestHTTPResource
    URI base;

    @Test
    void theCommittedDocumentIsWhatTheServiceOffers() {
        assertThat(contract.difference()).isEmpty();
    }

    @Test
    void everyOperationServesItsRolesAndNobodyElse() {
        assertThat(contract.openDoors(
                        base,
                        Map.ofEntries(
                                Map.entry("POST /api/membership/imports", OFFICER),
                                Map.entry("GET /api/membership/imports", OFFICER),
                                Map.entry("GET /api/membership/imports/{id}", OFFICER),
                                Map.entry("PUT /api/membership/imports/{id}/columns", OFFICER),
                                Map.entry("GET /api/membership/imports/{id}/totals", OFFICER),
                                Map.entry("GET /api/membership/imports/{id}/errors", OFFICER),
                                Map.entry("POST /api/membership/imports/{id}/confirmation", OFFICER),
                                Map.entry("POST /api/membership/imports/{id}/undo", OFFICER),
                                Map.entry("GET /api/membership/places/{kind}", HELP),
                                Map.entry("PUT /api/membership/places/{kind}", OFFICER),
                                Map.entry("PATCH /api/membership/members/{number}/contact", HELP),
                                Map.entry(
                                        "GET /api/membership/members/{number}/contact/changes",
                                        Set.of("officer", "helpdesk", "auditor")),
                                Map.entry("POST /api/membership/self-service/links", ApiContract.PUBLIC),
                                Map.entry("POST /api/membership/self-service/details", ApiContract.PUBLIC),
                                Map.entry("POST /api/membership/self-service/changes", ApiContract.PUBLIC),
                                Map.entry("POST /api/membership/self-service/confirmations", ApiContract.PUBLIC),
                                Map.entry("POST /api/membership/self-service/undoings", ApiContract.PUBLIC),
                                Map.entry("GET /api/membership/register", OFFICER),
                                Map.entry("POST /api/membership/addresses", OFFICER),
                                Map.entry("POST /api/membership/addresses/totals", OFFICER),
                                Map.entry("GET /api/membership/addresses/lists", Set.of("officer", "auditor")),
                                Map.entry("POST /api/membership/members/search", HELP),
                                Map.entry("GET /api/membership/members/{number}", HELP))))
                .isEmpty();
    }
}

package org.tellers.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tellers.testing.ApiContract;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class ApiContractTest {

    private static final String BALLOT = "/api/reporting/ballots/{uuid}";
    private static final Set<String> DECRYPT = Set.of("scrutineer", "trustee");
    private static final Set<String> DECIDE = Set.of("officer", "approver");

    private final ApiContract contract = new ApiContract("reporting");

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
                                Map.entry("GET " + BALLOT + "/turnout", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/turnout/widget", ApiContract.PUBLIC),
                                Map.entry(
                                        "GET " + BALLOT + "/turnout/constituencies",
                                        Set.of("officer", "approver", "organiser", "auditor")),
                                Map.entry(
                                        "GET " + BALLOT + "/turnout/series",
                                        Set.of("officer", "approver", "organiser", "auditor")),
                                Map.entry(
                                        "GET " + BALLOT + "/counting",
                                        Set.of("officer", "approver", "scrutineer", "trustee", "auditor")),
                                Map.entry("GET " + BALLOT + "/plan", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/audit", Set.of("auditor", "scrutineer", "trustee")),
                                Map.entry("GET " + BALLOT + "/decryption-task", DECRYPT),
                                Map.entry("POST " + BALLOT + "/partial-decryptions", DECRYPT),
                                Map.entry("POST " + BALLOT + "/lost-keys", DECRYPT),
                                Map.entry(
                                        "GET " + BALLOT + "/platform-key",
                                        Set.of("officer", "approver", "scrutineer", "trustee", "auditor")),
                                Map.entry("POST " + BALLOT + "/platform-key/rehearsal", DECIDE),
                                Map.entry(
                                        "GET " + BALLOT + "/declaration/views",
                                        Set.of("officer", "approver", "scrutineer", "trustee", "auditor")),
                                Map.entry("GET " + BALLOT + "/declaration", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/declaration/preview", DECIDE),
                                Map.entry("GET " + BALLOT + "/declaration/proposal", DECIDE),
                                Map.entry("POST " + BALLOT + "/declaration", DECIDE),
                                Map.entry("POST " + BALLOT + "/declaration/confirmation", DECIDE),
                                Map.entry("GET " + BALLOT + "/result", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/report", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/report/signatures", ApiContract.PUBLIC),
                                Map.entry(
                                        "POST " + BALLOT + "/report/signatures",
                                        Set.of("officer", "approver", "scrutineer")))))
                .isEmpty();
    }
}

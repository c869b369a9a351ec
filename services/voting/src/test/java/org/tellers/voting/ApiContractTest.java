package org.tellers.voting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.testing.ApiContract;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class ApiContractTest {
    private static final String BALLOT = "/api/voting/ballots/{uuid}";
    private static final Set<String> WHO_CHECK_THE_SUMS = Set.of("trustee", "scrutineer", "auditor");

    private final ApiContract contract = new ApiContract("voting");

    @SuppressWarnings("NullAway.Init") // set by Quarkus
    @TestHTTPResource
    URI base;

    @Test
    void theCommittedDocumentIsWhatTheServiceOffers() {
        assertThat(contract.difference()).isEmpty();
    }

    @Test
    void onlyWhatOpensTheCommitmentsAsksForAToken() {
        assertThat(contract.openDoors(
                        base,
                        Map.ofEntries(
                                Map.entry("GET " + BALLOT, ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/election", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/charter", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/trustees", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/archive", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/additions", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/credentials/{credential}", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/trackers", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/trackers/{tracker}", ApiContract.PUBLIC),
                                Map.entry("POST " + BALLOT + "/box", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/openings", WHO_CHECK_THE_SUMS),
                                Map.entry("GET " + BALLOT + "/audit-pack", WHO_CHECK_THE_SUMS))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/election",
                "/charter",
                "/trustees",
                "/archive",
                "/additions",
                "/credentials/abc",
                "/trackers",
                "/trackers/abc"
            })
    void whatIsPublicDoesNotLookAtAToken(String path) {
        given().header("Authorization", "Bearer nonsense")
                .get(BALLOT.replace("{uuid}", "6KtJmwugEAEpW8") + path)
                .then()
                .statusCode(404);
    }

    @Test
    void aPageOfReceiptsHasItsLimits() {
        for (String query : new String[] {"limit=0", "limit=1001", "after=-1", "limit=x"}) {
            given().get(BALLOT.replace("{uuid}", "6KtJmwugEAEpW8") + "/trackers?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }
}

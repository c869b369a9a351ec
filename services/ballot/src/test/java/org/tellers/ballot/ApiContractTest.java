package org.tellers.ballot;

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

    private static final String BALLOTS = "/api/ballot/ballots";
    private static final String BALLOT = BALLOTS + "/{uuid}";
    private static final String NOTICE = "/api/ballot/public/ballots/{uuid}";
    private static final Set<String> OFFICER = Set.of("officer");
    private static final Set<String> DECIDE = Set.of("officer", "approver");
    private static final Set<String> HOLD = Set.of("trustee", "scrutineer");
    private static final Set<String> ANSWERABLE = Set.of("officer", "approver", "scrutineer", "trustee", "auditor");
    private static final Set<String> READ =
            Set.of("officer", "approver", "helpdesk", "scrutineer", "trustee", "auditor");

    private static final Set<String> EVERYBODY =
            Set.of("officer", "approver", "helpdesk", "scrutineer", "trustee", "auditor", "organiser");

    private final ApiContract contract = new ApiContract("ballot");

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
                                Map.entry("POST " + BALLOTS, OFFICER),
                                Map.entry("GET " + BALLOTS, EVERYBODY),
                                Map.entry("PUT " + BALLOT, OFFICER),
                                Map.entry("GET " + BALLOT, EVERYBODY),
                                Map.entry("GET " + BALLOT + "/versions", ANSWERABLE),
                                Map.entry("GET " + BALLOT + "/versions/{revision}", ANSWERABLE),
                                Map.entry("POST " + BALLOT + "/approval", Set.of("approver")),
                                Map.entry("POST " + BALLOT + "/trustees", Set.of("scrutineer")),
                                Map.entry("GET " + BALLOT + "/ceremony", ANSWERABLE),
                                Map.entry("POST " + BALLOT + "/ceremony/seat", HOLD),
                                Map.entry("POST " + BALLOT + "/ceremony/certificate", HOLD),
                                Map.entry("POST " + BALLOT + "/ceremony/polynomial", HOLD),
                                Map.entry("GET " + BALLOT + "/ceremony/input", HOLD),
                                Map.entry("POST " + BALLOT + "/ceremony/confirmation", HOLD),
                                Map.entry("POST " + BALLOT + "/ceremony/replacement", OFFICER),
                                Map.entry("GET " + BALLOT + "/ceremony/rehearsal", HOLD),
                                Map.entry("POST " + BALLOT + "/ceremony/rehearsal", HOLD),
                                Map.entry("POST " + BALLOT + "/roll", OFFICER),
                                Map.entry("GET " + BALLOT + "/roll", READ),
                                Map.entry("GET " + BALLOT + "/roll/preview", DECIDE),
                                Map.entry("GET " + BALLOT + "/roll/preview/sample", DECIDE),
                                Map.entry("GET " + BALLOT + "/roll/versions", READ),
                                Map.entry("GET " + BALLOT + "/roll/supplements", DECIDE),
                                Map.entry("POST " + BALLOT + "/roll/supplements", OFFICER),
                                Map.entry("GET " + BALLOT + "/roll/leavers", DECIDE),
                                Map.entry(
                                        "GET " + BALLOT + "/roll/exclusions",
                                        Set.of("officer", "approver", "helpdesk")),
                                Map.entry("POST " + BALLOT + "/roll/exclusions", OFFICER),
                                Map.entry("POST " + BALLOT + "/extension", DECIDE),
                                Map.entry("POST " + BALLOT + "/extension/confirmation", DECIDE),
                                Map.entry("DELETE " + BALLOT + "/extension", DECIDE),
                                Map.entry("POST " + BALLOT + "/cancellation", DECIDE),
                                Map.entry("POST " + BALLOT + "/cancellation/confirmation", DECIDE),
                                Map.entry("DELETE " + BALLOT + "/cancellation", DECIDE),
                                Map.entry("POST " + BALLOT + "/policy", DECIDE),
                                Map.entry("POST " + BALLOT + "/policy/confirmation", DECIDE),
                                Map.entry("DELETE " + BALLOT + "/policy", DECIDE),
                                Map.entry("GET /api/ballot/retention/certificates", Set.of("officer", "auditor")),
                                Map.entry("POST /api/ballot/retention/runs", OFFICER),
                                Map.entry("POST " + BALLOT + "/roll/export", OFFICER),
                                Map.entry("GET " + BALLOT + "/faq", READ),
                                Map.entry("PUT " + BALLOT + "/faq", OFFICER),
                                Map.entry("GET " + BALLOT + "/meetings", READ),
                                Map.entry("POST " + BALLOT + "/meetings", OFFICER),
                                Map.entry("PUT " + BALLOT + "/meetings/{meeting}", OFFICER),
                                Map.entry("DELETE " + BALLOT + "/meetings/{meeting}", OFFICER),
                                Map.entry("GET /api/ballot/follow-ups", DECIDE),
                                Map.entry("POST " + BALLOT + "/follow-ups/{number}/completion", DECIDE),
                                Map.entry("GET " + NOTICE, ApiContract.PUBLIC),
                                Map.entry("GET " + NOTICE + "/meetings.ics", ApiContract.PUBLIC),
                                Map.entry("GET " + NOTICE + "/meetings/{meeting}/meeting.ics", ApiContract.PUBLIC),
                                Map.entry("GET " + BALLOT + "/log/export", ANSWERABLE),
                                Map.entry("GET " + BALLOT + "/log", ANSWERABLE))))
                .isEmpty();
    }
}

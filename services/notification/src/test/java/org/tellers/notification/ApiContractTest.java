package org.tellers.notification;

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

    private static final Set<String> OFFICER = Set.of("officer");
    private static final Set<String> HELP = Set.of("officer", "helpdesk");
    private static final Set<String> WITNESSES = Set.of("scrutineer", "trustee", "auditor");
    private static final Set<String> SECOND = Set.of("officer", "helpdesk", "approver");

    private final ApiContract contract = new ApiContract("notification");

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
                                Map.entry("GET /api/notification/ballots/{uuid}/credentials", OFFICER),
                                Map.entry("GET /api/notification/ballots/{uuid}/deliveries", HELP),
                                Map.entry(
                                        "GET /api/notification/ballots/{uuid}/head-notices",
                                        Set.of("officer", "auditor")),
                                Map.entry("GET /api/notification/ballots/{uuid}/head-notices/mine", WITNESSES),
                                Map.entry("PUT /api/notification/ballots/{uuid}/head-notices/mine", WITNESSES),
                                Map.entry("DELETE /api/notification/ballots/{uuid}/head-notices/mine", WITNESSES),
                                Map.entry("GET /api/notification/ballots/{uuid}/deliveries/domains", HELP),
                                Map.entry("GET /api/notification/ballots/{uuid}/deliveries/reports", HELP),
                                Map.entry("GET /api/notification/delivery-reports", OFFICER),
                                Map.entry("POST /api/notification/delivery-reports/{provider}", ApiContract.PUBLIC),
                                Map.entry("GET /api/notification/ballots/{uuid}/suppressions", HELP),
                                Map.entry("POST /api/notification/ballots/{uuid}/suppressions/{entry}/lifting", HELP),
                                Map.entry("POST /api/notification/ballots/{uuid}/invitations", OFFICER),
                                Map.entry("GET /api/notification/ballots/{uuid}/invitations", OFFICER),
                                Map.entry("GET /api/notification/ballots/{uuid}/messages", OFFICER),
                                Map.entry("POST /api/notification/ballots/{uuid}/messages", OFFICER),
                                Map.entry("GET /api/notification/ballots/{uuid}/messages/audience", OFFICER),
                                Map.entry("GET /api/notification/ballots/{uuid}/messages/{id}", OFFICER),
                                Map.entry("POST /api/notification/ballots/{uuid}/messages/{id}/pause", OFFICER),
                                Map.entry("POST /api/notification/ballots/{uuid}/messages/{id}/resumption", OFFICER),
                                Map.entry("POST /api/notification/ballots/{uuid}/messages/{id}/cancellation", OFFICER),
                                Map.entry("POST /api/notification/ballots/{uuid}/messages/preview", OFFICER),
                                Map.entry("POST /api/notification/ballots/{uuid}/messages/trial", OFFICER),
                                Map.entry("GET /api/notification/opt-outs/style.css", ApiContract.PUBLIC),
                                Map.entry("GET /api/notification/opt-outs/{token}", ApiContract.PUBLIC),
                                Map.entry("POST /api/notification/opt-outs/{token}", ApiContract.PUBLIC),
                                Map.entry("POST /api/notification/ballots/{uuid}/resends", Set.of("helpdesk")),
                                Map.entry("GET /api/notification/ballots/{uuid}/resends/bounced", HELP),
                                Map.entry("POST /api/notification/ballots/{uuid}/resends/bounced", HELP),
                                Map.entry("POST /api/notification/ballots/{uuid}/send-again", ApiContract.PUBLIC),
                                Map.entry("POST /api/notification/send-again", ApiContract.PUBLIC),
                                Map.entry("POST /api/notification/ballots/{uuid}/members/search", HELP),
                                Map.entry("GET /api/notification/ballots/{uuid}/members/{entryId}", HELP),
                                Map.entry("GET /api/notification/ballots/{uuid}/helpdesk/proposals", SECOND),
                                Map.entry(
                                        "GET /api/notification/ballots/{uuid}/helpdesk/audit",
                                        Set.of("officer", "auditor")),
                                Map.entry("POST /api/notification/ballots/{uuid}/letters", Set.of("helpdesk")),
                                Map.entry("GET /api/notification/ballots/{uuid}/letters/{id}", SECOND),
                                Map.entry("DELETE /api/notification/ballots/{uuid}/letters/{id}", SECOND),
                                Map.entry("POST /api/notification/ballots/{uuid}/letters/{id}/confirmation", SECOND),
                                Map.entry(
                                        "POST /api/notification/ballots/{uuid}/letters/{id}/printing",
                                        Set.of("helpdesk")),
                                Map.entry(
                                        "GET /api/notification/ballots/{uuid}/replacements/totals", ApiContract.PUBLIC),
                                Map.entry("DELETE /api/notification/ballots/{uuid}/replacements/{id}", SECOND),
                                Map.entry(
                                        "POST /api/notification/ballots/{uuid}/replacements/{id}/confirmation", SECOND),
                                Map.entry("GET /api/notification/retention/certificates", Set.of("officer", "auditor")),
                                Map.entry("POST /api/notification/retention/runs", OFFICER),
                                Map.entry("POST /api/notification/ballots/{uuid}/replacements", Set.of("helpdesk")),
                                Map.entry("GET /api/notification/ballots/{uuid}/replacements/{id}", SECOND))))
                .isEmpty();
    }
}

package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.tellers.reporting.CountAndDeclareTest.officer;
import static org.tellers.reporting.CountAndDeclareTest.trustee;
import static org.tellers.reporting.Soon.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.contracts.notification.DispatchAccepted;
import org.tellers.contracts.notification.DispatchBounced;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.crypto.additions.CellShare;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;

/** The count by constituency: which cells are opened, and which are shown. */
@QuarkusTest
@WithTestResource(RealParts.class)
class BreakdownTest {

    private static ClosedBallot.Recipe regionsAndBranches() {
        return ClosedBallot.recipe()
                .levels("region", "branch", "branch")
                .minimum(3)
                .people(People.group(2, 3))
                .votes("region/north/branch/leeds", 8, 2, 2, 0)
                .votes("region/north/branch/york", 9, 1, 3, 1)
                .votes("region/north/branch/hull", 5, 1, 1, 0)
                .votes("region/south/branch/bath", 7, 3, 1, 0)
                .votes("region/south/branch/hove", 6, 1, 2, 0);
    }

    private static void decrypt(ClosedBallot ballot) {
        trustee()
                .body(ballot.share(2))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);
        trustee()
                .body(ballot.share(4))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);
    }

    @Test
    void onlyCellsOfThePlanAreOpenedAndWhatIsWithheldSaysWhy() {
        ClosedBallot ballot = regionsAndBranches().summed();
        assertThat(ballot.plan().cells())
                .extracting(DisclosurePlan.Cell::level, DisclosurePlan.Cell::cast)
                .containsExactly(
                        Tuple.tuple("total", 18),
                        Tuple.tuple("region", 11),
                        Tuple.tuple("region", 7),
                        Tuple.tuple("branch", 5),
                        Tuple.tuple("branch", 4),
                        Tuple.tuple("branch", 3));
        decrypt(ballot);
        ResultDeclared declared = TrusteesTest.declare(ballot);
        DeclaredCheck.holds(ballot, declared);
        assertThat(CountAndDeclareTest.as("auditor-1", "auditor")
                        .get(ballot.path("/audit"))
                        .asString())
                .isEqualTo(declared.audit());

        given().get(ballot.path("/result"))
                .then()
                .body(
                        "breakdown.level", equalTo(List.of("region", "branch")),
                        "breakdown[0].cells.name", equalTo(List.of("Name of region/north", "Name of region/south")),
                        "breakdown[0].cells[0].questions[0].options.votes", equalTo(List.of(4, 6, 1)),
                        "breakdown[1].cells.cast", equalTo(List.of(5, 4, 3)),
                        "withheld", hasSize(2),
                        "withheld.constituency",
                                equalTo(List.of(
                                        "Name of region/north/branch/hull", "Name of region/north/branch/leeds")),
                        "withheld.reason", equalTo(List.of("under-minimum", "complementary")));
    }

    @Test
    void aWrongFactorInAnyCellIsFoundAndNamed() {
        ClosedBallot ballot = regionsAndBranches().summed();
        List<CellShare> cells = ballot.cells(ballot.key(3));
        cells.set(4, new CellShare("4", cells.get(3).factors(), cells.get(4).proofs()));
        trustee()
                .body(ballot.share(3, ballot.payload(ballot.key(3)), cells))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(422)
                .body("owner", equalTo(3), "cell", equalTo("4"), "place", equalTo("proofs[0][0]"));
    }

    @Test
    void aLevelWithAUnanimousCellIsWithheldWholeAndTheCoarserOneShown() {
        ClosedBallot ballot = ClosedBallot.recipe()
                .levels("region", "branch", "branch")
                .minimum(3)
                .people(People.group(2, 3))
                .votes("region/north/branch/leeds", 8, 4, 0, 0)
                .votes("region/north/branch/york", 9, 1, 3, 0)
                .votes("region/south/branch/bath", 7, 2, 2, 0)
                .summed();
        assertThat(ballot.plan().cells()).hasSize(6);
        decrypt(ballot);
        TrusteesTest.declare(ballot);
        given().get(ballot.path("/result"))
                .then()
                .body(
                        "breakdown.level", equalTo(List.of("region")),
                        "withheld.level", equalTo(List.of("branch")),
                        "withheld.reason", equalTo(List.of("unanimous")));
    }

    @Test
    void aHeadlinePolicyFormsNoCellAtAll() {
        ClosedBallot ballot = regionsAndBranches().result("headline").summed();
        assertThat(ballot.plan().cells()).hasSize(1);
        decrypt(ballot);
        TrusteesTest.declare(ballot);
        given().get(ballot.path("/result"))
                .then()
                .body(
                        "cast", equalTo(18),
                        "breakdown", hasSize(0),
                        "withheld.reason", equalTo(List.of("policy", "policy")));
    }

    @Test
    void aBreakdownWithdrawnAfterTheCountIsNotShown() {
        ClosedBallot ballot = regionsAndBranches().summed();
        decrypt(ballot);
        Facts.send(
                ballot.uuid(),
                new PolicyChanged(
                        ballot.uuid(),
                        "live",
                        "full",
                        "region",
                        3,
                        3,
                        "Branches asked",
                        ClosedBallot.OPENS.plusSeconds(60)));
        await().until(() -> CountAndDeclareTest.approver()
                        .get(ballot.path("/declaration/preview"))
                        .jsonPath()
                        .getList("result.breakdown")
                        .size()
                == 1);
        TrusteesTest.declare(ballot);
        given().get(ballot.path("/result"))
                .then()
                .body(
                        "breakdown.level", equalTo(List.of("region")),
                        "withheld.level", equalTo(List.of("branch")),
                        "withheld.reason", equalTo(List.of("policy")));
    }

    @Test
    void aPolicyMadeStricterBeforeTheSumsAreFormedMakesAnotherPlanAndTheBoxDecidesWhich() {
        ClosedBallot ballot = regionsAndBranches().closed();
        DisclosurePlan first = ballot.plan();
        Facts.send(
                ballot.uuid(),
                new PolicyChanged(
                        ballot.uuid(),
                        "live",
                        "full",
                        "region",
                        3,
                        3,
                        "Branches asked",
                        ClosedBallot.OPENS.plusSeconds(60)));
        await().until(() -> {
            ballot.forgetPlan();
            return ballot.plan().cells().size() == 3;
        });
        assertThat(ballot.plan().hash()).isNotEqualTo(first.hash());
        // The box had formed the sums of the first plan when the second reached it.
        ballot.rememberPlan(first);
        Facts.send(ballot.uuid(), ballot.sums());
        await().until(() -> "awaiting-trustees".equals(ballot.state()));
        given().get(ballot.path("/plan")).then().body("planHash", equalTo(first.hash()));
        decrypt(ballot);
        officer()
                .get(ballot.path("/declaration/preview"))
                .then()
                .body("result.breakdown.level", equalTo(List.of("region")));
    }

    @Test
    void mailsAreCountedByKindAndOutcomeAndNotRemembered() throws Exception {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).keyed();
        String uuid = ballot.uuid();
        for (int i = 0; i < 3; i++) {
            UUID dispatch = UUID.randomUUID();
            Facts.send(uuid, new DispatchQueued(uuid, dispatch, "invitation"));
            Facts.send(
                    uuid,
                    i == 0
                            ? new DispatchFailed(uuid, dispatch, "invitation", "hard-bounce")
                            : new DispatchAccepted(uuid, dispatch, "invitation"));
        }
        UUID returned = UUID.randomUUID();
        Facts.send(uuid, new DispatchQueued(uuid, returned, "replacement"));
        Facts.send(uuid, new DispatchAccepted(uuid, returned, "replacement"));
        Facts.send(uuid, new DispatchBounced(uuid, returned, "replacement", "address-unknown"));
        await().until(() -> outcomes(uuid)
                .equals(Map.of(
                        "invitation/queued", 3,
                        "invitation/accepted", 2,
                        "invitation/hard-bounce", 1,
                        "replacement/queued", 1,
                        "replacement/accepted", 1,
                        "replacement/address-unknown", 1)));
        officer().get(ballot.path("/counting")).then().statusCode(200);
    }

    private static Map<String, Integer> outcomes(String ballot) throws SQLException {
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement(
                        "select kind || '/' || outcome, dispatches from delivery_count where ballot = ?")) {
            statement.setString(1, ballot);
            var rows = statement.executeQuery();
            Map<String, Integer> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getInt(2));
            }
            return found;
        }
    }
}

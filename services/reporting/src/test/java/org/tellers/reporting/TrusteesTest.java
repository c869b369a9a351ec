package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.tellers.reporting.CountAndDeclareTest.as;
import static org.tellers.reporting.CountAndDeclareTest.officer;
import static org.tellers.reporting.CountAndDeclareTest.scrutineer;
import static org.tellers.reporting.CountAndDeclareTest.trustee;
import static org.tellers.reporting.Soon.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.contracts.reporting.PlanPublished;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.voting.CellSum;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.crypto.additions.CellShare;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.additions.StrongProof;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;

/** Plan, sums and the trustees' shares: who may open what, and what happens to a share that is wrong. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TrusteesTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void thePlanIsPublicSignedByThePlatformAndNamesTheHeadOfTheClose() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).closed();
        await().until(() -> !Facts.announced(PlanPublished.class, ballot.uuid()).isEmpty());
        PlanPublished published =
                Facts.announced(PlanPublished.class, ballot.uuid()).getFirst();

        assertThat(Signature.verifies(
                        Signature.Purpose.PLAN,
                        published.planHash(),
                        ballot.trustees().keys().getFirst().publicKey(),
                        Signature.parse(published.signature())))
                .isTrue();
        assertThat(ballot.plan().head()).isEqualTo(ClosedBallot.HEAD);
        assertThat(ballot.plan().hash()).isEqualTo(published.planHash());
        given().get(ballot.path("/plan"))
                .then()
                .statusCode(200)
                .body(
                        "plan", equalTo(published.plan()),
                        "planHash", equalTo(published.planHash()),
                        "signature", equalTo(published.signature()));
    }

    @Test
    void aTotalUnderTheMinimumIsNeverDecryptedAndCanOnlyBeWithheld() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).minimum(5).closed();

        officer()
                .get(ballot.path("/counting"))
                .then()
                .body("state", equalTo("below-minimum"), "nextStep", containsString("Withhold the result"));
        given().get(ballot.path("/plan"))
                .then()
                .statusCode(404)
                .body("detail", containsString("Fewer members have voted than the minimum"));
        trustee()
                .get(ballot.path("/decryption-task"))
                .then()
                .statusCode(409)
                .body("type", containsString("below-minimum"));
        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body("type", containsString("below-minimum"));
        officer()
                .body(Map.of("decision", "withhold", "reason", "Too few voted", "reviewOn", "2099-01-01"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(200);
        assertThat(Facts.announced(PlanPublished.class, ballot.uuid())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"officer", "approver", "helpdesk", "scrutineer", "trustee", "auditor", "organiser"})
    void nothingIsOpenedBeforeTheCloseWhateverTheRole(String role) {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).keyed();
        await().until(() -> "open".equals(ballot.state()));
        Map<String, Object> share = Map.of(
                "owner", 2, "payload", ballot.payload(ballot.key(2)), "planHash", "00".repeat(32), "cells", List.of());

        assertThat(as("someone", role).get(ballot.path("/decryption-task")).statusCode())
                .isIn(403, 409);
        assertThat(as("someone", role)
                        .body(share)
                        .post(ballot.path("/partial-decryptions"))
                        .statusCode())
                .isIn(403, 409);
        assertThat(as("someone", role).get(ballot.path("/declaration/preview")).statusCode())
                .isIn(403, 409);
        assertThat(as("someone", role).get(ballot.path("/result")).statusCode()).isEqualTo(404);
        assertThat(as("someone", role)
                        .body(Map.of("decision", "declare"))
                        .post(ballot.path("/declaration"))
                        .statusCode())
                .isIn(403, 409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"officer", "approver", "helpdesk", "organiser", "auditor"})
    void whatBelongsToTrusteesIsClosedToEveryoneElse(String role) {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).summed();
        as("someone", role).get(ballot.path("/decryption-task")).then().statusCode(403);
        as("someone", role)
                .body(ballot.share(2))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(403);
        as("someone", role)
                .body(Map.of("owner", 2, "reason", "gone"))
                .post(ballot.path("/lost-keys"))
                .then()
                .statusCode(403);
        officer().get(ballot.path("/counting")).then().body("counted", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,4", "2,4"})
    void anyTwoOfThreeSufficeAndTheirsAreTheDecryptionsDeclared(int first, int second) {
        ClosedBallot ballot =
                ClosedBallot.of(3, 2, 1).people(People.group(2, 3)).summed();
        trustee()
                .get(ballot.path("/decryption-task"))
                .then()
                .statusCode(200)
                .body(
                        "planHash", equalTo(ballot.plan().hash()),
                        "head", equalTo(ClosedBallot.HEAD),
                        "cells.cell", equalTo(List.of("0")),
                        "owners.name", equalTo(List.of("Platform", "Holder 1", "Holder 2", "Holder 3")),
                        "threshold", equalTo(2));
        bring(ballot, ballot.share(first), 201);
        trustee()
                .get(ballot.path("/counting"))
                .then()
                .body(
                        "counted",
                        equalTo(false),
                        "missing",
                        equalTo(1),
                        "nextStep",
                        containsString("1 more of the needed 2"));
        bring(ballot, ballot.share(second), 201);
        officer().get(ballot.path("/counting")).then().body("state", equalTo("counted"));
        int third = 9 - first - second;
        trustee()
                .body(ballot.share(third))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(409)
                .body("type", containsString("already-counted"));

        ResultDeclared declared = declare(ballot);
        assertThat(declared.partialDecryptions()).extracting(d -> d.owner()).containsExactly(1, first, second);
        DeclaredCheck.holds(ballot, declared);
        given().get(ballot.path("/result")).then().body("questions[0].options.votes", equalTo(List.of(3, 2, 1)));
    }

    @Test
    void withTwoKeysLostTheCountSaysSoAndNothingIsOpened() {
        ClosedBallot ballot =
                ClosedBallot.of(3, 2, 1).people(People.group(2, 3)).summed();
        bring(ballot, ballot.share(2), 201);
        lose(ballot, 3).statusCode(200).body("state", equalTo("awaiting-trustees"));
        lose(ballot, 4)
                .statusCode(200)
                .body(
                        "state",
                        equalTo("impossible"),
                        "nextStep",
                        containsString("The keys of Holder 2, Holder 3 are reported lost"),
                        "counted",
                        equalTo(false));
        officer().get(ballot.path("/declaration/preview")).then().statusCode(409);
        assertThat(Facts.announced(ResultCounted.class, ballot.uuid())).isEmpty();

        // A key found again counts after all.
        bring(ballot, ballot.share(4), 201);
        officer().get(ballot.path("/counting")).then().body("state", equalTo("counted"));
    }

    @Test
    void aWrongFactorThatCarriesBeleniossProofNamesItsTrusteeAndTheThirdReplacesThem() {
        ClosedBallot ballot =
                ClosedBallot.of(3, 2, 1).people(People.group(2, 3)).summed();
        TrusteeKeyPair key = ballot.key(2);
        bring(ballot, ballot.share(3), 201);

        given().spec(trustee())
                .body(ballot.share(2, jam(ballot, key), ballot.cells(key)))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "type", containsString("decryption-proof-invalid"),
                        "owner", equalTo(2),
                        "cell", equalTo("0"),
                        "place", equalTo("proofs[0][0]"),
                        "fault", equalTo("strong-proof-invalid"),
                        "detail", containsString("Ask another trustee"));
        officer()
                .get(ballot.path("/counting"))
                .then()
                .body(
                        "decrypted", equalTo(List.of(1, 3)),
                        "counted", equalTo(false),
                        "refusals", hasSize(1),
                        "refusals[0].name", equalTo("Holder 1"),
                        "refusals[0].sentBy", equalTo("trustee-1"),
                        "owners[1].refused", equalTo(true),
                        "nextStep",
                                equalTo("Holder 1 sent a factor that is wrong; ask another trustee. 1 more of the"
                                        + " needed 2 trustees must decrypt: ask Holder 3."));

        bring(ballot, ballot.share(4), 201);
        officer().get(ballot.path("/counting")).then().body("state", equalTo("counted"), "refusals", hasSize(1));
    }

    /**
     * A factor that is wrong and yet carries a valid Belenios proof, whose hash leaves out ciphertext and factor: the
     * challenge is fixed by commitments A and B alone, so the factor is solved for afterwards.
     */
    private static String jam(ClosedBallot ballot, TrusteeKeyPair key) {
        EncryptedTally total = ballot.sum(ballot.plan().cells().getFirst());
        PartialDecryption honest = PartialDecryption.parse(ballot.payload(key).getBytes(StandardCharsets.UTF_8));
        var w = Scalar.random(RANDOM);
        Point a = Point.ofSecretExponent(w);
        Point b = Point.random(RANDOM);
        var challenge = Proof.challenge("decrypt|" + ballot.election().fingerprint() + "|"
                + key.publicKey().hex() + "|" + a.hex() + "," + b.hex());
        var proof = key.respond(challenge, w);
        Point alpha = total.sums().getFirst().getFirst().alpha();
        Point wrong = b.minus(alpha.times(proof.response())).times(challenge.inverted());
        List<List<Point>> factors = new ArrayList<>();
        List<Point> row = new ArrayList<>(honest.factors().getFirst());
        row.set(0, wrong);
        factors.add(row);
        List<List<Proof>> proofs = new ArrayList<>();
        List<Proof> proofRow = new ArrayList<>(honest.proofs().getFirst());
        proofRow.set(0, proof);
        proofs.add(proofRow);
        PartialDecryption jammed = new PartialDecryption(factors, proofs);
        jammed.check(ballot.election(), total, ballot.trustees().keys().get(1));
        return ClosedBallot.text(jammed.bytes());
    }

    @Test
    void aShareOfAnotherKeyOrOfAnotherTallyIsRefusedAndNamed() {
        ClosedBallot ballot = ClosedBallot.of(1, 1, 0).summed();
        ClosedBallot other = ClosedBallot.of(1, 0, 1).summed();

        wrong(ballot, ballot.share(2, other.key(2)), "0", "decryption_proofs[0][0]");
        wrong(
                ballot,
                ballot.share(2, other.payload(ballot.key(2)), ballot.cells(ballot.key(2))),
                "0",
                "decryption_proofs[0][0]");
        wrong(ballot, ballot.share(2, ballot.payload(ballot.key(2)), other.cells(ballot.key(2))), "0", "proofs[0][0]");
        officer()
                .get(ballot.path("/counting"))
                .then()
                .body(
                        "counted", equalTo(false),
                        "decrypted", equalTo(List.of(1)),
                        "refusals", hasSize(3),
                        "nextStep", containsString("they must decrypt again"));
        bring(ballot, ballot.share(2), 201);
    }

    @Test
    void aShareThatIsNotOfThisPlanOrNobodysIsRefusedWithItsPlace() {
        ClosedBallot ballot = ClosedBallot.of(2, 1, 0).summed();
        TrusteeKeyPair key = ballot.key(2);
        bad(ballot, with(ballot, "owner", 1), "platform-decrypts-itself", "owner");
        bad(ballot, with(ballot, "owner", 3), "unknown-trustee", "owner");
        bad(ballot, with(ballot, "payload", "{}"), "missing-field", "payload");
        bad(ballot, with(ballot, "cells", "[{\"cell\":\"0\"}]"), "missing-field", "cells[0]");
        bad(ballot, with(ballot, "cells", "[]"), "cell-missing", "cells");
        List<CellShare> more = ballot.cells(key);
        more.add(new CellShare(
                "1",
                Optional.of(StrongProof.factors(ballot.sum(ballot.plan().cells().getFirst()), key)),
                more.getFirst().proofs()));
        bad(ballot, with(ballot, "cells", CellShare.text(more)), "cell-not-planned", "cells[1].cell");
        List<CellShare> twice = ballot.cells(key);
        twice.add(twice.getFirst());
        bad(ballot, with(ballot, "cells", CellShare.text(twice)), "cell-not-planned", "cells[1].cell");
        trustee()
                .body(with(ballot, "planHash", "00".repeat(32)))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(409)
                .body("type", containsString("other-plan"));
        officer().get(ballot.path("/counting")).then().body("refusals", hasSize(0), "decrypted", equalTo(List.of(1)));
    }

    @Test
    void sumsOtherThanThePlansAreNotDecryptedByThePlatform() {
        ClosedBallot ballot = ClosedBallot.of(2, 1, 0).closed();
        SumsFormed honest = ballot.sums();
        CellSum total = honest.cells().getFirst();
        EncryptedTally other = ClosedBallot.of(1, 1, 1).keyed().sumOfAll();
        Facts.send(
                ballot.uuid(),
                new SumsFormed(
                        ballot.uuid(),
                        honest.planHash(),
                        List.of(new CellSum("0", total.cast(), ClosedBallot.text(other.bytes())))));
        await().until(() -> "stopped".equals(ballot.state()));
        officer()
                .get(ballot.path("/counting"))
                .then()
                .body(
                        "decrypted", hasSize(0),
                        "nextStep", containsString("is not the encrypted tally that the box closed with"));
        Facts.send(
                ballot.uuid(),
                new SumsFormed(
                        ballot.uuid(),
                        honest.planHash(),
                        List.of(total, new CellSum("1", total.cast(), total.encryptedTally()))));
        await().until(() -> officer()
                .get(ballot.path("/counting"))
                .jsonPath()
                .getString("nextStep")
                .contains("other sums than the plan lists"));

        // Once the box is repaired the count goes on.
        Facts.send(ballot.uuid(), honest);
        await().until(() -> "awaiting-trustees".equals(ballot.state()));
    }

    private static void bring(ClosedBallot ballot, Map<String, Object> share, int status) {
        trustee().body(share).post(ballot.path("/partial-decryptions")).then().statusCode(status);
    }

    private static ValidatableResponse lose(ClosedBallot ballot, int owner) {
        return trustee()
                .body(Map.of("owner", owner, "reason", "Laptop stolen"))
                .post(ballot.path("/lost-keys"))
                .then();
    }

    private static void wrong(ClosedBallot ballot, Map<String, Object> share, String cell, String place) {
        scrutineer()
                .body(share)
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(422)
                .body("owner", equalTo(2), "cell", equalTo(cell), "place", equalTo(place));
    }

    private static void bad(ClosedBallot ballot, Map<String, Object> share, String type, String field) {
        scrutineer()
                .body(share)
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", containsString(type), "field", containsString(field));
    }

    private static Map<String, Object> with(ClosedBallot ballot, String field, Object value) {
        Map<String, Object> share = new LinkedHashMap<>(ballot.share(2));
        share.put(field, value);
        return share;
    }

    static ResultDeclared declare(ClosedBallot ballot) {
        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(200);
        CountAndDeclareTest.approver()
                .post(ballot.path("/declaration/confirmation"))
                .then()
                .statusCode(200);
        await().until(() ->
                !Facts.announced(ResultDeclared.class, ballot.uuid()).isEmpty());
        return Facts.announced(ResultDeclared.class, ballot.uuid()).getFirst();
    }
}

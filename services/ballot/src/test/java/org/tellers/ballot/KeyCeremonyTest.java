package org.tellers.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.DecisionRecorded;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.ceremony.CeremonySteps;
import org.tellers.crypto.ceremony.TrusteeSeed;
import org.tellers.crypto.ceremony.Vinput;
import org.tellers.crypto.ceremony.Voutput;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.service.Roles;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@NullUnmarked
class KeyCeremonyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    MutableClock clock;

    private final List<TrusteeSeed> seeds =
            List.of(TrusteeSeed.random(RANDOM), TrusteeSeed.random(RANDOM), TrusteeSeed.random(RANDOM));
    private final Map<Integer, String> voutputs = new HashMap<>();

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void threeTrusteesAndThePlatformKeyABallotOfWhichTwoCanOpenTheBox() throws Exception {
        String uuid = approved();
        Hq.see(uuid)
                .body("keyHolders.threshold", equalTo(2))
                .body("keyHolders.holders", equalTo(3))
                .body("next.who", equalTo("trustee"))
                .body("next.what", containsString("seat 1 is free, seat 2 is free, seat 3 is free"));
        for (int seat = 1; seat <= 3; seat++) {
            take(uuid, seat).statusCode(200).body("mine", equalTo(seat)).body("phase", equalTo("certificates"));
        }
        certificate(uuid, 1).statusCode(200).body("seats[0].done.certificate", equalTo(true));
        Hq.see(uuid)
                .body(
                        "next.what",
                        containsString(
                                "trustee 2 has not sent the certificate, trustee 3 has not sent the certificate"));
        certificate(uuid, 2).statusCode(200).body("certificates", hasSize(0));
        certificate(uuid, 3)
                .statusCode(200)
                .body("phase", equalTo("polynomials"))
                .body("certificates", hasSize(3));
        for (int seat = 1; seat <= 3; seat++) {
            polynomial(uuid, seat).statusCode(200);
        }
        confirmation(uuid, 1).statusCode(200).body("phase", equalTo("confirmations"));
        confirmation(uuid, 2).statusCode(200);
        confirmation(uuid, 3).statusCode(200).body("phase", equalTo("done"));
        Hq.see(uuid).body("state", equalTo("approved")).body("next.what", equalTo("Waiting for the platform's key"));

        String platform = Hq.publicKey();
        Facts.announce(uuid, new PlatformKeyMade(uuid, platform));
        Hq.waitFor(uuid, "keyed");
        JsonNode keyed = Facts.about(uuid, BallotKeyed.class, 1).getFirst();
        assertThat(keyed.path("trustees").asText())
                .startsWith("[[\"Single\"," + platform + "],[\"Pedersen\",{\"threshold\":2,");
        Trustees trustees = Trustees.parse(keyed.path("trustees").asText().getBytes(StandardCharsets.UTF_8));
        trustees.check();
        assertThat(Election.parse(keyed.path("election").asText().getBytes(StandardCharsets.UTF_8))
                        .publicKey())
                .isEqualTo(trustees.publicKey());
        assertThat(keyed.path("holders").toString())
                .isEqualTo("[{\"owner\":1,\"name\":\"Platform\"},{\"owner\":2,\"name\":\"Trustee 1\"},"
                        + "{\"owner\":3,\"name\":\"Trustee 2\"},{\"owner\":4,\"name\":\"Trustee 3\"}]");
        assertThat(keyed.path("charter").asText()).contains("\"keyHolders\":{\"threshold\":2,\"holders\":3}");
        Hq.see(uuid)
                .body("trustees.owner", contains(1, 2, 3, 4))
                .body("trustees.name", contains("Platform", "Trustee 1", "Trustee 2", "Trustee 3"))
                .body("warnings", hasItem("0 of the trustees have rehearsed decrypting; the count needs 2"));

        rehearse(uuid, 1, seeds.get(0)).statusCode(200).body("seats[0].done.rehearsal", equalTo(true));
        rehearse(uuid, 3, seeds.get(2)).statusCode(200);
        Hq.see(uuid).body("warnings", not(hasItem(containsString("rehearsed"))));
        // The key of another seat does not pass for one's own.
        ValidatableResponse foreign = rehearse(uuid, 2, seeds.get(0)).statusCode(400);
        assertThat(Hq.code(foreign)).isEqualTo("decryption-proof-invalid");
        foreign.body("field", containsString("payload"));
        assertThat(Hq.code(trustee(2)
                        .body("{\"owner\":2,\"payload\":\"{}\"}")
                        .post(path(uuid, "rehearsal"))
                        .then()
                        .statusCode(400)))
                .isEqualTo("owner-wrong");
        clock.set(Hq.OPENS);
        assertThat(Hq.code(trustee(2).get(path(uuid, "rehearsal")).then().statusCode(409)))
                .isEqualTo("rehearsal-over");
        trustee(2).get(path(uuid, "input")).then().statusCode(200);
    }

    @Test
    void theLogNamesSeatsAndNobody() throws Exception {
        String uuid = approved();
        take(uuid, 1).statusCode(200);
        certificate(uuid, 1).statusCode(200);
        List<JsonNode> lines = Facts.about(uuid, DecisionRecorded.class, 4);
        JsonNode seat = JSON.readTree(lines.get(2).path("entry").asText());
        assertThat(seat.path("what").asText()).isEqualTo("seat-taken");
        assertThat(seat.path("who").asText()).isEqualTo("trustee");
        assertThat(seat.path("why").asText()).isEqualTo("seat 1");
        assertThat(lines.toString()).doesNotContain("Trustee 1").doesNotContain("trustee1");
    }

    @Test
    void atMostOneOfTwoNeededTrusteesWorksForHeadquarters() throws Exception {
        String uuid = approved();
        RequestSpecification helper = Hq.as("trustee2", Roles.TRUSTEE, Roles.HELPDESK);
        helper.body("{\"name\":\"A helper\"}")
                .post(path(uuid, "seat"))
                .then()
                .statusCode(200)
                .body("seats[0].headquarters", equalTo(true));
        // The approver laid down every role of headquarters, and still is an author of this ballot.
        ValidatableResponse refused = Hq.as("approver", Roles.TRUSTEE)
                .body("{\"name\":\"The approver\"}")
                .post(path(uuid, "seat"))
                .then()
                .statusCode(403);
        assertThat(Hq.code(refused)).isEqualTo("headquarters-seats-full");
        assertThat(Hq.code(Hq.as("organiser", Roles.TRUSTEE, Roles.ORGANISER)
                        .body("{\"name\":\"An organiser\"}")
                        .post(path(uuid, "seat"))
                        .then()
                        .statusCode(403)))
                .isEqualTo("headquarters-seats-full");
        Hq.officer()
                .body("{\"name\":\"An officer\"}")
                .post(path(uuid, "seat"))
                .then()
                .statusCode(403);
    }

    @Test
    void anOfficerReplacesATrusteeAndTheOthersBeginAgain() throws Exception {
        String uuid = approved();
        for (int seat = 1; seat <= 3; seat++) {
            take(uuid, seat).statusCode(200);
        }
        for (int seat = 1; seat <= 3; seat++) {
            certificate(uuid, seat).statusCode(200);
        }
        polynomial(uuid, 1).statusCode(200);
        assertThat(Hq.code(Hq.officer()
                        .body("{\"seat\":2}")
                        .post(path(uuid, "replacement"))
                        .then()
                        .statusCode(400)))
                .isEqualTo("reason-missing");
        assertThat(Hq.code(Hq.officer()
                        .body("{\"seat\":4,\"reason\":\"Why\"}")
                        .post(path(uuid, "replacement"))
                        .then()
                        .statusCode(400)))
                .isEqualTo("seat-out-of-range");
        Hq.officer()
                .body("{\"seat\":2,\"reason\":\"Lost the key file\"}")
                .post(path(uuid, "replacement"))
                .then()
                .statusCode(200)
                .body("phase", equalTo("certificates"))
                .body("seats[0].done.certificate", equalTo(false))
                .body("seats[1].name", nullValue());
        Hq.as("trustee4", Roles.TRUSTEE)
                .body("{\"name\":\"Trustee 4\"}")
                .post(path(uuid, "seat"))
                .then()
                .statusCode(200)
                .body("mine", equalTo(2));
        assertThat(Hq.code(polynomial(uuid, 1).statusCode(409))).isEqualTo("ceremony-waits");
    }

    @Test
    void whatIsNotAContributionIsAProblemThatNamesItsFieldAndNothingIsStored() throws Exception {
        String uuid = approved();
        take(uuid, 1).statusCode(200);
        for (String body : List.of("", "{}", "{\"cert\":null}", "{\"cert\":\" \"}", "{\"cert\":\"{}\"}")) {
            trustee(1)
                    .body(body)
                    .post(path(uuid, "certificate"))
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("field", containsString("cert"));
        }
        trustee(1)
                .body("{\"name\":\"" + "x".repeat(101) + "\"}")
                .post(path(uuid, "seat"))
                .then()
                .statusCode(400)
                .body("field", equalTo("name"));
        trustee(1)
                .get(path(uuid, ""))
                .then()
                .statusCode(200)
                .body("seats[0].done.certificate", equalTo(false))
                .body("mine", equalTo(1));
        assertThat(Hq.code(trustee(2)
                        .body("{\"cert\":\"{}\"}")
                        .post(path(uuid, "certificate"))
                        .then()
                        .statusCode(409)))
                .isEqualTo("no-seat");
    }

    @Test
    void aSingleScrutineerAndACeremonyExcludeEachOther() throws Exception {
        String threshold = approved();
        assertThat(Hq.code(
                        Hq.register(Hq.scrutineer(), threshold, Hq.publicKey()).statusCode(409)))
                .isEqualTo("threshold-ballot");
        String single = Hq.approved("Single");
        assertThat(Hq.code(trustee(1).get(path(single, "")).then().statusCode(409)))
                .isEqualTo("single-trustee");
        assertThat(Hq.code(trustee(1)
                        .body("{\"name\":\"A\"}")
                        .post(path(single, "seat"))
                        .then()
                        .statusCode(409)))
                .isEqualTo("single-trustee");
    }

    private ValidatableResponse take(String uuid, int seat) {
        return trustee(seat)
                .body("{\"name\":\"Trustee " + seat + "\"}")
                .post(path(uuid, "seat"))
                .then();
    }

    private ValidatableResponse certificate(String uuid, int seat) throws Exception {
        String cert = utf8(CeremonySteps.certificate(seeds.get(seat - 1), new Cert.Context(3, 2, seat), RANDOM)
                .bytes());
        return send(uuid, seat, "certificate", "cert", cert);
    }

    private ValidatableResponse polynomial(String uuid, int seat) throws Exception {
        List<String> texts = trustee(seat).get(path(uuid, "")).then().extract().path("certificates");
        String polynomial = texts.isEmpty()
                ? "{}"
                : utf8(CeremonySteps.polynomial(seeds.get(seat - 1), certs(texts), RANDOM)
                        .bytes());
        return send(uuid, seat, "polynomial", "polynomial", polynomial);
    }

    private ValidatableResponse confirmation(String uuid, int seat) throws Exception {
        List<String> texts = trustee(seat).get(path(uuid, "")).then().extract().path("certificates");
        String vinput = trustee(seat)
                .get(path(uuid, "input"))
                .then()
                .statusCode(200)
                .extract()
                .path("vinput");
        String voutput = utf8(CeremonySteps.voutput(
                        seeds.get(seat - 1),
                        certs(texts),
                        Vinput.parse(vinput.getBytes(StandardCharsets.UTF_8)),
                        RANDOM)
                .bytes());
        voutputs.put(seat, voutput);
        return send(uuid, seat, "confirmation", "voutput", voutput);
    }

    private ValidatableResponse rehearse(String uuid, int seat, TrusteeSeed seed) throws Exception {
        JsonNode task = JSON.readTree(trustee(seat)
                .get(path(uuid, "rehearsal"))
                .then()
                .statusCode(200)
                .extract()
                .asString());
        Election election = Election.parse(task.path("election").asText().getBytes(StandardCharsets.UTF_8));
        EncryptedTally tally =
                EncryptedTally.parse(task.path("encryptedTally").asText().getBytes(StandardCharsets.UTF_8));
        Voutput own = Voutput.parse(voutputs.get(seat).getBytes(StandardCharsets.UTF_8));
        Scalar r = Scalar.ofHash(Sha256.of(("tellers-rehearsal|" + election.fingerprint() + "|"
                        + own.publicKey().publicKey().hex() + "|"
                        + task.path("nonce").asText())
                .getBytes(StandardCharsets.UTF_8)));
        assertThat(tally.sums()).hasSize(1);
        assertThat(tally.sums().getFirst())
                .hasSize(3)
                .allMatch(sum -> sum.alpha().equals(Point.ofExponent(r))
                        && sum.beta().equals(election.publicKey().times(r)));
        Voutput used = Voutput.parse(voutputs.get(seeds.indexOf(seed) + 1).getBytes(StandardCharsets.UTF_8));
        TrusteeKeyPair key = CeremonySteps.decryptionKey(seed, used.privateKey());
        String payload =
                utf8(PartialDecryption.decrypt(election, tally, key, RANDOM).bytes());
        // Once as text, once as the JSON itself.
        String body = seat == 1 ? JSON.writeValueAsString(payload) : payload;
        return trustee(seat)
                .body("{\"owner\":" + task.path("owner").asInt() + ",\"payload\":" + body + "}")
                .post(path(uuid, "rehearsal"))
                .then();
    }

    private static ValidatableResponse send(String uuid, int seat, String path, String field, String text)
            throws Exception {
        return trustee(seat)
                .body(JSON.writeValueAsString(Map.of(field, text)))
                .post(path(uuid, path))
                .then();
    }

    private static Certs certs(List<String> texts) {
        List<Cert> certs = new ArrayList<>();
        texts.forEach(text -> certs.add(Cert.parse(text.getBytes(StandardCharsets.UTF_8))));
        return new Certs(certs);
    }

    private static String approved() {
        String uuid = Hq.officer()
                .body(Hq.body("Ceremony").replace(",\"keyHolders\":{\"threshold\":1,\"holders\":1}", ""))
                .post(Hq.BALLOTS)
                .then()
                .statusCode(201)
                .extract()
                .path("uuid");
        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200);
        return uuid;
    }

    private static RequestSpecification trustee(int seat) {
        return Hq.as("trustee" + seat, Roles.TRUSTEE);
    }

    private static String path(String uuid, String step) {
        return Hq.BALLOTS + "/" + uuid + "/ceremony" + (step.isEmpty() ? "" : "/" + step);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

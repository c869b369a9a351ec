package org.tellers.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.BallotFault;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.group.Torsion;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.proof.Proof;

/** Whatever is changed in a valid ballot, it is refused, and the refusal names the fault. */
class BallotMutationTest {
    private static final SecureRandom RANDOM = Seeded.random(2);
    private static final Vectors VECTORS = new Vectors("three-questions");
    private static final Election ELECTION = VECTORS.election();
    private static final BallotVerifier VERIFIER = new BallotVerifier(ELECTION);
    private static final PrivateCredential CODE = VECTORS.privateCredentials().getFirst();
    private static final Json BALLOT =
            Json.parseCanonical(VECTORS.ballots().getFirst(), 1 << 20).json();

    /** A value inside the ballot. */
    private record Place(List<Object> path, Json value) {
        boolean under(String field) {
            return path.contains(field);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    private static List<Place> places() {
        List<Place> places = new ArrayList<>();
        collect(List.of(), BALLOT, places);
        return places;
    }

    private static void collect(List<Object> path, Json value, List<Place> places) {
        places.add(new Place(path, value));
        if (value instanceof Json.Obj(var fields)) {
            fields.forEach((name, v) -> collect(append(path, name), v, places));
        } else if (value instanceof Json.Arr(var items)) {
            for (int i = 0; i < items.size(); i++) {
                collect(append(path, i), items.get(i), places);
            }
        }
    }

    private static List<Object> append(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /** The ballot with one value replaced. */
    private static Json replace(Json in, List<Object> path, Json value) {
        if (path.isEmpty()) {
            return value;
        }
        List<Object> rest = path.subList(1, path.size());
        return switch (in) {
            case Json.Obj(var fields) -> {
                Map<String, Json> changed = new LinkedHashMap<>(fields);
                changed.compute((String) path.getFirst(), (name, old) -> replace(old, rest, value));
                yield new Json.Obj(changed);
            }
            case Json.Arr(var items) -> {
                List<Json> changed = new ArrayList<>(items);
                int i = (Integer) path.getFirst();
                changed.set(i, replace(items.get(i), rest, value));
                yield new Json.Arr(changed);
            }
            default -> throw new IllegalArgumentException();
        };
    }

    /** Signs the ballot again with the voter's own credential: what a malicious voter can do. */
    private static Json signAgain(Json ballot) {
        Map<String, Json> fields = new LinkedHashMap<>(((Json.Obj) ballot).fields());
        fields.remove("signature");
        String hash = Sha256.base64(new Json.Obj(fields).bytes());
        Scalar w = Scalar.random(RANDOM);
        Scalar challenge = BallotVerifier.signatureChallenge(hash, Point.ofSecretExponent(w));
        Scalar secret = CODE.secret(ELECTION.uuid());
        fields.put("signature", Ballot.signature(hash, new Proof(challenge, w.minus(secret.times(challenge)))));
        return new Json.Obj(fields);
    }

    private static Fault refusal(byte[] bytes) {
        ProtocolViolation violation = catchThrowableOfType(ProtocolViolation.class, () -> {
            Ballot ballot = VERIFIER.parse(bytes);
            VERIFIER.checkSignature(ballot);
            VERIFIER.checkProofs(ballot);
        });
        return violation == null ? null : violation.fault();
    }

    private static Fault refusal(Json ballot) {
        return refusal(ballot.bytes());
    }

    private static Fault refusal(String ballot) {
        return refusal(ballot.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theBallotItselfIsValidAlsoWhenSignedAgain() {
        assertThat(refusal(BALLOT)).isNull();
        assertThat(refusal(signAgain(BALLOT))).isNull();
    }

    @Test
    void everyDroppedFieldIsMissed() {
        for (Place place : places()) {
            if (place.value() instanceof Json.Obj(var fields)) {
                for (String name : fields.keySet()) {
                    Map<String, Json> fewer = new LinkedHashMap<>(fields);
                    fewer.remove(name);
                    assertThat(refusal(replace(BALLOT, place.path(), new Json.Obj(fewer))))
                            .as("%s without %s", place, name)
                            .isEqualTo(FormatFault.MISSING_FIELD);
                }
            }
        }
    }

    @Test
    void everyAddedFieldIsUnknown() {
        for (Place place : places()) {
            if (place.value() instanceof Json.Obj(var fields)) {
                Map<String, Json> more = new LinkedHashMap<>(fields);
                more.put("extra", new Json.Int(1));
                assertThat(refusal(replace(BALLOT, place.path(), new Json.Obj(more))))
                        .as("%s", place)
                        .isEqualTo(FormatFault.UNKNOWN_FIELD);
            }
        }
    }

    @Test
    void everyReorderedFieldIsNotCanonical() {
        for (Place place : places()) {
            if (place.value() instanceof Json.Obj(var fields)) {
                List<String> names = new ArrayList<>(fields.keySet());
                for (int i = 0; i + 1 < names.size(); i++) {
                    List<String> swapped = new ArrayList<>(names);
                    swapped.set(i, names.get(i + 1));
                    swapped.set(i + 1, names.get(i));
                    Map<String, Json> changed = new LinkedHashMap<>();
                    swapped.forEach(name -> changed.put(name, fields.get(name)));
                    assertThat(refusal(replace(BALLOT, place.path(), new Json.Obj(changed))))
                            .as("%s: %s", place, swapped)
                            .isEqualTo(FormatFault.NOT_CANONICAL);
                }
            }
        }
    }

    @Test
    void everyRepeatedFieldIsADuplicate() {
        String text = BALLOT.text();
        for (String name : List.of("alpha", "challenge", "response", "hash")) {
            int start = text.indexOf("\"" + name + "\":\"");
            int end = text.indexOf('"', start + name.length() + 4) + 1;
            String doubled = text.substring(0, end) + "," + text.substring(start, end) + text.substring(end);
            assertThat(refusal(doubled)).as(name).isEqualTo(FormatFault.DUPLICATE_FIELD);
        }
        assertThat(refusal("{\"election_uuid\":\"" + ELECTION.uuid() + "\"," + text.substring(1)))
                .isEqualTo(FormatFault.DUPLICATE_FIELD);
    }

    @Test
    void everyDroppedOrRepeatedItemIsAWrongShape() {
        for (Place place : places()) {
            if (place.value() instanceof Json.Arr(var items)) {
                for (int i = 0; i < items.size(); i++) {
                    List<Json> fewer = new ArrayList<>(items);
                    fewer.remove(i);
                    assertThat(refusal(replace(BALLOT, place.path(), new Json.Arr(fewer))))
                            .as("%s without [%d]", place, i)
                            .isEqualTo(BallotFault.WRONG_SHAPE);
                    List<Json> more = new ArrayList<>(items);
                    more.add(items.get(i));
                    assertThat(refusal(replace(BALLOT, place.path(), new Json.Arr(more))))
                            .as("%s with [%d] twice", place, i)
                            .isIn(BallotFault.WRONG_SHAPE, FormatFault.TOO_LARGE);
                }
            }
        }
    }

    @Test
    void everyValueOfAnotherTypeIsNamed() {
        for (Place place : places()) {
            Fault fault = refusal(replace(BALLOT, place.path(), new Json.Bool(true)));
            assertThat(fault).as("%s", place).isEqualTo(FormatFault.WRONG_TYPE);
        }
    }

    private static String next(String decimal) {
        return Scalar.parse(decimal, "").plus(Scalar.ONE).decimal();
    }

    private static Fault proofFault(Place place) {
        return place.under("individual_proofs")
                ? BallotFault.INDIVIDUAL_PROOF
                : place.under("overall_proof") ? BallotFault.OVERALL_PROOF : BallotFault.BLANK_PROOF;
    }

    @Test
    void everyChangedNumberBreaksItsProof() {
        for (Place place : places()) {
            if (place.value() instanceof Json.Text(String text)
                    && List.of("challenge", "response").contains(place.path().getLast())) {
                Json changed = replace(BALLOT, place.path(), new Json.Text(next(text)));
                if (place.under("signature")) {
                    assertThat(refusal(changed)).as("%s", place).isEqualTo(BallotFault.SIGNATURE);
                } else {
                    assertThat(refusal(changed)).as("%s", place).isEqualTo(BallotFault.SIGNATURE_HASH);
                    assertThat(refusal(signAgain(changed))).as("%s", place).isEqualTo(proofFault(place));
                }
            }
        }
    }

    @Test
    void everyNumberInAnotherFormIsRefused() {
        List<Function<String, String>> forms = List.of(
                text -> new BigInteger(text).add(Scalar.ORDER).toString(),
                text -> "0" + text,
                text -> "-" + text,
                text -> "+" + text,
                text -> text + " ",
                text -> "",
                text -> new BigInteger(text).toString(16) + "a");
        for (Place place : places()) {
            if (place.value() instanceof Json.Text(String text)
                    && List.of("challenge", "response").contains(place.path().getLast())) {
                for (var form : forms) {
                    Json changed = replace(BALLOT, place.path(), new Json.Text(form.apply(text)));
                    assertThat(refusal(changed)).as("%s", place).isEqualTo(FormatFault.SCALAR_ENCODING);
                }
            }
        }
    }

    private static boolean isPoint(Place place) {
        return List.of("alpha", "beta", "credential").contains(place.path().getLast());
    }

    @Test
    void everyChangedPointBreaksAProof() {
        String other = Point.random(RANDOM).hex();
        for (Place place : places()) {
            if (!place.path().isEmpty() && isPoint(place)) {
                Json changed = replace(BALLOT, place.path(), new Json.Text(other));
                assertThat(refusal(changed)).as("%s", place).isEqualTo(BallotFault.SIGNATURE_HASH);
                assertThat(refusal(signAgain(changed)))
                        .as("%s", place)
                        .isEqualTo(place.under("credential") ? BallotFault.SIGNATURE : BallotFault.INDIVIDUAL_PROOF);
            }
        }
    }

    @Test
    void everyPointOfSmallOrMixedOrderIsRefused() {
        for (Place place : places()) {
            if (!place.path().isEmpty() && isPoint(place) && place.value() instanceof Json.Text(String text)) {
                Point point = Point.parse(text, "");
                List<Point> torsion = Torsion.points();
                for (int i = 1; i < torsion.size(); i++) {
                    for (Point bad : List.of(torsion.get(i), point.plus(torsion.get(i)))) {
                        Json changed = replace(BALLOT, place.path(), new Json.Text(bad.hex()));
                        assertThat(refusal(signAgain(changed)))
                                .as("%s", place)
                                .isEqualTo(FormatFault.POINT_OUTSIDE_SUBGROUP);
                    }
                }
                assertThat(refusal(signAgain(replace(BALLOT, place.path(), new Json.Text(Point.IDENTITY.hex())))))
                        .as("%s", place)
                        .isEqualTo(FormatFault.POINT_IDENTITY);
            }
        }
    }

    @Test
    void everyPointInAnotherEncodingIsRefused() {
        for (Place place : places()) {
            if (!place.path().isEmpty() && isPoint(place) && place.value() instanceof Json.Text(String text)) {
                for (String bad : List.of(
                        text.substring(1),
                        "0" + text,
                        "A" + text.substring(1),
                        "f".repeat(64),
                        "80" + "0".repeat(61) + "1")) {
                    assertThat(refusal(replace(BALLOT, place.path(), new Json.Text(bad))))
                            .as("%s", place)
                            .isEqualTo(FormatFault.POINT_ENCODING);
                }
            }
        }
    }

    @Test
    void whiteSpaceAndEscapesAreNotCanonical() {
        String text = BALLOT.text();
        for (String changed : List.of(
                " " + text,
                text + "\n",
                text.replaceFirst(":", ": "),
                text.replaceFirst(",", ",\t"),
                text.replaceFirst("election_uuid", "election_\\\\u0075uid"))) {
            assertThat(refusal(changed)).isEqualTo(FormatFault.NOT_CANONICAL);
        }
        assertThat(refusal("\ufeff" + text)).isIn(FormatFault.NOT_CANONICAL, FormatFault.MALFORMED_JSON);
        assertThat(refusal(text + "{}")).isEqualTo(FormatFault.MALFORMED_JSON);
        assertThat(refusal(text.substring(0, text.length() - 1))).isEqualTo(FormatFault.MALFORMED_JSON);
        assertThat(refusal("")).isEqualTo(FormatFault.MALFORMED_JSON);
        assertThat(refusal("[".repeat(5000))).isEqualTo(FormatFault.MALFORMED_JSON);
        assertThat(refusal(new byte[] {'"', (byte) 0xff, '"'})).isEqualTo(FormatFault.MALFORMED_JSON);
        assertThat(refusal(new byte[VERIFIER.largestBallot() + 1])).isEqualTo(FormatFault.TOO_LARGE);
    }

    @Test
    void aBallotOfAnotherElectionIsRefused() {
        assertThat(refusal(replace(BALLOT, List.of("election_uuid"), new Json.Text("P2HJsDC1JP28Xj"))))
                .isEqualTo(BallotFault.OTHER_ELECTION);
        assertThat(refusal(replace(BALLOT, List.of("election_hash"), new Json.Text(Sha256.base64("other")))))
                .isEqualTo(BallotFault.OTHER_ELECTION);
        assertThat(refusal(new Vectors("one-question").ballots().getFirst())).isEqualTo(BallotFault.OTHER_ELECTION);
    }

    @Test
    void answersCopiedFromAnotherBallotDoNotProveAnythingForThisVoter() {
        Json other = Json.parseCanonical(VECTORS.ballots().get(1), 1 << 20)
                .get("answers")
                .json();
        assertThat(refusal(signAgain(replace(BALLOT, List.of("answers"), other))))
                .isEqualTo(BallotFault.INDIVIDUAL_PROOF);
    }

    @Test
    void answersInAnotherOrderDoNotProveAnything() {
        for (Place place : places()) {
            if (place.value() instanceof Json.Arr(var items)) {
                for (int i = 0; i + 1 < items.size(); i++) {
                    List<Json> swapped = new ArrayList<>(items);
                    swapped.set(i, items.get(i + 1));
                    swapped.set(i + 1, items.get(i));
                    assertThat(refusal(signAgain(replace(BALLOT, place.path(), new Json.Arr(swapped)))))
                            .as("%s", place)
                            .isIn(
                                    BallotFault.WRONG_SHAPE,
                                    BallotFault.INDIVIDUAL_PROOF,
                                    BallotFault.OVERALL_PROOF,
                                    BallotFault.BLANK_PROOF);
                }
            }
        }
    }

    @Test
    void anotherVotersSignatureIsRefused() {
        Json other = Json.parseCanonical(VECTORS.ballots().get(1), 1 << 20)
                .get("signature")
                .json();
        assertThat(refusal(replace(BALLOT, List.of("signature"), other))).isEqualTo(BallotFault.SIGNATURE_HASH);
        Json signed = replace(
                signAgain(BALLOT),
                List.of("signature", "proof"),
                ((Json.Obj) other).fields().get("proof"));
        assertThat(refusal(signed)).isEqualTo(BallotFault.SIGNATURE);
    }
}

package org.tellers.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.archive.ArchiveCheck.Revoting;
import org.tellers.crypto.archive.ArchiveEvent;
import org.tellers.crypto.archive.ArchiveReader;
import org.tellers.crypto.archive.ArchiveWriter;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.archive.OwnedPartialDecryption;
import org.tellers.crypto.archive.SetupData;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.credential.PublicCredentials;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.Quorum;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/** The elections that belenios-tool 3.3.0 made are understood whole and reproduced byte for byte. */
class VectorsTest {
    private static final String ONE = "one-question";
    private static final String THREE = "three-questions";
    private static final String THRESHOLD = "threshold";

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE, THRESHOLD})
    void anElectionIsReadAndWrittenAgainInTheSameBytes(String name) {
        Vectors vectors = new Vectors(name);
        Election election = vectors.election();
        assertThat(new Election(election.parameters()).bytes()).isEqualTo(vectors.json("election.json"));
        assertThat(new String(vectors.ballots().getFirst(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"election_hash\":\"" + election.fingerprint() + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE, THRESHOLD})
    void privateCredentialsDeriveThePublicOnes(String name) {
        Vectors vectors = new Vectors(name);
        PublicCredentials listed = PublicCredentials.parse(vectors.json("public_creds.json"));
        assertThat(vectors.privateCredentials().stream()
                        .map(code ->
                                code.publicCredential(vectors.election().uuid()).hex()))
                .containsExactlyInAnyOrderElementsOf(listed.list());
        assertThat(listed.bytes()).isEqualTo(vectors.json("public_creds.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE, THRESHOLD})
    void everyBallotIsValidAndHasItsTracker(String name) {
        Vectors vectors = new Vectors(name);
        BallotVerifier verifier = new BallotVerifier(vectors.election());
        List<String> trackers = vectors.text("trackers.txt").lines().toList();
        List<PrivateCredential> codes = vectors.privateCredentials();
        for (int i = 0; i < trackers.size(); i++) {
            Ballot ballot = verifier.parse(vectors.ballots().get(i));
            verifier.checkSignature(ballot);
            verifier.checkProofs(ballot);
            assertThat(ballot.tracker()).isEqualTo(trackers.get(i));
            assertThat(ballot.credential())
                    .isEqualTo(codes.get(i)
                            .publicCredential(vectors.election().uuid())
                            .hex());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE, THRESHOLD})
    void theTrusteesKeysAreProvenAndMakeTheElectionsKey(String name) {
        Vectors vectors = new Vectors(name);
        Trustees trustees = Trustees.parse(vectors.json("trustees.json"));
        trustees.check();
        assertThat(trustees.publicKey()).isEqualTo(vectors.election().publicKey());
        assertThat(trustees.bytes()).isEqualTo(vectors.json("trustees.json"));
    }

    @Test
    void afterASingleTrusteeTheOnesOfAGroupAreNumberedOn() {
        Trustees trustees = Trustees.parse(new Vectors(THRESHOLD).json("trustees.json"));
        assertThat(trustees.quorums()).containsExactly(new Quorum(List.of(1), 1), new Quorum(List.of(2, 3, 4), 2));
        assertThat(trustees.keys()).hasSize(4);
        assertThat(trustees.keys().getLast().publicKey().hex()).startsWith("7ed2946e9a51a2f6");
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE, THRESHOLD})
    void theArchiveIsRebuiltFromItsPartsByteForByte(String name) throws Exception {
        Vectors vectors = new Vectors(name);
        Election election = vectors.election();
        BallotVerifier verifier = new BallotVerifier(election);
        ArchiveReader original = new ArchiveReader(new ByteArrayInputStream(vectors.bytes("archive.bel")));
        Map<Integer, PartialDecryption> decryptions = decryptions(original);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArchiveWriter writer = new ArchiveWriter(out, original.timestamp());

        byte[] trusteesBytes = vectors.json("trustees.json");
        byte[] credentials = vectors.json("public_creds.json");
        SetupData setup = SetupData.of(election.bytes(), trusteesBytes, credentials);
        writer.data(election.bytes());
        writer.data(trusteesBytes);
        writer.data(credentials);
        writer.data(setup.bytes());
        ArchiveEvent event = ArchiveEvent.setup(setup);
        writer.event(event);
        TallyAccumulator accumulator = new TallyAccumulator(election);
        for (byte[] bytes : vectors.ballots()) {
            Ballot ballot = verifier.parse(bytes);
            accumulator.add(ballot);
            writer.data(bytes);
            event = event.next(EventType.BALLOT, ballot.hash());
            writer.event(event);
        }
        event = event.endBallots();
        writer.event(event);
        writer.data(accumulator.tally().bytes());
        writer.data(accumulator.sized().bytes());
        event = event.next(
                EventType.ENCRYPTED_TALLY, Sha256.hex(accumulator.sized().bytes()));
        writer.event(event);
        Trustees trustees = Trustees.parse(trusteesBytes);
        for (int owner : decryptions.keySet()) {
            PartialDecryption decryption = decryptions.get(owner);
            decryption.check(election, accumulator.tally(), trustees.keys().get(owner - 1));
            byte[] owned = OwnedPartialDecryption.of(owner, decryption).bytes();
            writer.data(decryption.bytes());
            writer.data(owned);
            event = event.next(EventType.PARTIAL_DECRYPTION, Sha256.hex(owned));
            writer.event(event);
        }
        ElectionResult result =
                ElectionResult.combine(election, trustees, accumulator.tally(), decryptions, accumulator.count());
        assertThat(result.bytes()).isEqualTo(vectors.json("result.json"));
        writer.data(result.bytes());
        writer.event(event.next(EventType.RESULT, Sha256.hex(result.bytes())));

        assertThat(out.toByteArray()).isEqualTo(vectors.bytes("archive.bel"));
    }

    /** The partial decryptions by owner, in the order of the archive. */
    private static Map<Integer, PartialDecryption> decryptions(ArchiveReader reader) throws Exception {
        Map<Integer, PartialDecryption> found = new LinkedHashMap<>();
        PartialDecryption last = null;
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            byte[] bytes = entry.get().bytes();
            String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
            if (text.startsWith("{\"decryption_factors\"")) {
                last = PartialDecryption.parse(bytes);
            } else if (text.startsWith("{\"owner\"")) {
                found.put(OwnedPartialDecryption.parse(bytes).owner(), last);
            }
        }
        return found;
    }

    @Test
    void aCountNeedsTheSingleTrusteeAndTwoOfTheGroupAndNoMore() throws Exception {
        Vectors vectors = new Vectors(THRESHOLD);
        Election election = vectors.election();
        Trustees trustees = Trustees.parse(vectors.json("trustees.json"));
        TallyAccumulator sum = new TallyAccumulator(election);
        BallotVerifier verifier = new BallotVerifier(election);
        vectors.ballots().forEach(bytes -> sum.add(verifier.parse(bytes)));
        Map<Integer, PartialDecryption> all =
                decryptions(new ArchiveReader(new ByteArrayInputStream(vectors.bytes("archive.bel"))));
        Map<Integer, KeyFault> withoutOrWith = Map.of(
                1, KeyFault.DECRYPTION_MISSING,
                2, KeyFault.QUORUM_NOT_REACHED,
                3, KeyFault.QUORUM_NOT_REACHED,
                4, KeyFault.QUORUM_EXCEEDED,
                5, KeyFault.NOT_A_TRUSTEE);
        withoutOrWith.forEach((owner, fault) -> {
            Map<Integer, PartialDecryption> changed = new HashMap<>(all);
            if (changed.remove(owner) == null) {
                changed.put(owner, all.get(3));
            }
            assertThatExceptionOfType(ProtocolViolation.class)
                    .isThrownBy(() -> ElectionResult.combine(election, trustees, sum.tally(), changed, sum.count()))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
        });
        Map<Integer, PartialDecryption> swapped = Map.of(1, all.get(1), 2, all.get(3), 3, all.get(2));
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> ElectionResult.combine(election, trustees, sum.tally(), swapped, sum.count()))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(KeyFault.DECRYPTION_PROOF))
                .satisfies(e -> assertThat(e.place()).startsWith("owner 2, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE})
    void trusteesOfTheVectorsCanDecryptWithTheirStoredKeys(String name) throws Exception {
        Vectors vectors = new Vectors(name);
        Election election = vectors.election();
        Trustees trustees = Trustees.parse(vectors.json("trustees.json"));
        BallotVerifier verifier = new BallotVerifier(election);
        TallyAccumulator accumulator = new TallyAccumulator(election);
        vectors.ballots().forEach(bytes -> accumulator.add(verifier.parse(bytes)));
        Map<Integer, PartialDecryption> decryptions = new HashMap<>();
        try (var files = java.nio.file.Files.list(
                Vectors.root().resolve("vectors").resolve(name).resolve("trustee-keys"))) {
            for (var path : files.filter(p -> p.toString().endsWith(".privkey")).toList()) {
                TrusteeKeyPair key = TrusteeKeyPair.parsePrivateKey(
                        java.nio.file.Files.readString(path).strip().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                int owner = trustees.keys().stream()
                                .map(k -> k.publicKey().hex())
                                .toList()
                                .indexOf(key.publicKey().hex())
                        + 1;
                decryptions.put(
                        owner, PartialDecryption.decrypt(election, accumulator.tally(), key, new SecureRandom()));
            }
        }
        assertThat(ElectionResult.combine(election, trustees, accumulator.tally(), decryptions, accumulator.count())
                        .bytes())
                .isEqualTo(vectors.json("result.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE, THRESHOLD})
    void theArchiveHasNoFault(String name) throws Exception {
        Vectors vectors = new Vectors(name);
        ArchiveCheck.Report report =
                ArchiveCheck.check(new ByteArrayInputStream(vectors.bytes("archive.bel")), Revoting.REFUSED);
        assertThat(report.findings()).isEmpty();
        assertThat(report.ballots()).isEqualTo(vectors.ballots().size());
        assertThat(report.result().orElseThrow().bytes()).isEqualTo(vectors.json("result.json"));
    }
}

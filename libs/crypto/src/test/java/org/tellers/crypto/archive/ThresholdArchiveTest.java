package org.tellers.crypto.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.archive.ArchiveCheck.Report;
import org.tellers.crypto.archive.ArchiveCheck.Revoting;
import org.tellers.crypto.archive.SampleArchive.Step;
import org.tellers.crypto.ceremony.Ceremony;
import org.tellers.crypto.fault.ArchiveFault;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/** Archives of elections with one "Single" trustee and a group of three of whom two decrypt. */
class ThresholdArchiveTest {
    private static final SecureRandom RANDOM = Seeded.random(41);
    private static final Ceremony CEREMONY = Ceremony.of(3, 2, RANDOM);
    private static final TrusteeKeyPair SINGLE = TrusteeKeyPair.generate(RANDOM);
    private static final SampleArchive SAMPLE = sample();
    private static final EncryptedTally TALLY = SAMPLE.sumOfBallots().tally();
    private static final List<Step> COUNTED = SAMPLE.steps();

    /** The steps before the first decryption. */
    private static final List<Step> CLOSED = COUNTED.subList(0, 7);

    private static final Step RESULT = COUNTED.getLast();

    private static TrusteeKeyPair key(int owner) {
        return owner == 1 ? SINGLE : CEREMONY.key(owner - 1);
    }

    private static SampleArchive sample() {
        Trustees trustees = new Trustees(List.of(SINGLE.prove(RANDOM), CEREMONY.parameters()));
        TreeMap<Integer, TrusteeKeyPair> keys = new TreeMap<>();
        List.of(1, 2, 4).forEach(owner -> keys.put(owner, key(owner)));
        return new SampleArchive(RANDOM, trustees, keys);
    }

    private static PartialDecryption decryption(int owner) {
        return PartialDecryption.decrypt(SAMPLE.election, TALLY, key(owner), RANDOM);
    }

    private static Step decrypted(int owner) {
        return SampleArchive.partialDecryption(owner, decryption(owner));
    }

    private static Report check(List<Step> steps) {
        try {
            return ArchiveCheck.check(new ByteArrayInputStream(SampleArchive.archive(steps)), Revoting.REFUSED);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Fault> faults(Step... afterTheClose) {
        List<Step> steps = new ArrayList<>(CLOSED);
        steps.addAll(Arrays.asList(afterTheClose));
        return check(steps).findings().stream().map(ArchiveCheck.Finding::fault).toList();
    }

    private static Step[] counted(int... owners) {
        return java.util.stream.Stream.concat(
                        IntStream.of(owners).mapToObj(ThresholdArchiveTest::decrypted),
                        java.util.stream.Stream.of(RESULT))
                .toArray(Step[]::new);
    }

    /**
     * A decryption whose first factor is wrong and yet carries a proof that Belenios accepts, since the proof's hash covers
     * neither ciphertext nor factor: B is moved by a random K before the challenge is known, the factor by K^(1/challenge)
     * after.
     */
    private static PartialDecryption forged(int owner) {
        PartialDecryption right = decryption(owner);
        Ciphertext sum = TALLY.sums().getFirst().getFirst();
        Scalar w = Scalar.random(RANDOM);
        Point k = Point.random(RANDOM);
        Point a = Point.ofExponent(w);
        Point b = sum.alpha().times(w).plus(k);
        Scalar challenge = Proof.challenge("decrypt|" + SAMPLE.election.fingerprint() + "|"
                + key(owner).publicKey().hex() + "|" + a.hex() + "," + b.hex());
        List<List<Point>> factors = new ArrayList<>(right.factors());
        List<List<Proof>> proofs = new ArrayList<>(right.proofs());
        List<Point> row = new ArrayList<>(factors.getFirst());
        List<Proof> proofRow = new ArrayList<>(proofs.getFirst());
        row.set(0, row.getFirst().plus(k.times(challenge.inverted())));
        proofRow.set(0, key(owner).respond(challenge, w));
        factors.set(0, row);
        proofs.set(0, proofRow);
        return new PartialDecryption(factors, proofs);
    }

    @Test
    void theSampleItselfHasNoFaultWhereverItEnds() {
        for (int length = 1; length <= COUNTED.size(); length++) {
            assertThat(check(COUNTED.subList(0, length)).findings()).isEmpty();
        }
        assertThat(check(COUNTED).result().orElseThrow().counts()).containsExactly(List.of(1, 2, 1), List.of(2, 2, 1));
    }

    @Test
    void anyTwoOfTheGroupInAnyOrderMakeTheCount() {
        assertThat(faults(counted(1, 2, 3))).isEmpty();
        assertThat(faults(counted(4, 1, 3))).isEmpty();
        assertThat(faults(counted(3, 4, 1))).isEmpty();
    }

    @Test
    void aDecryptionMoreThanNeededIsNoFaultIfItAgrees() {
        assertThat(faults(counted(1, 2, 3, 4))).isEmpty();
        Step forged = SampleArchive.partialDecryption(4, forged(4));
        assertThat(faults(decrypted(2), decrypted(1), decrypted(3), forged, RESULT))
                .containsExactly(KeyFault.DECRYPTIONS_DISAGREE);
        assertThat(faults(forged, decrypted(1), decrypted(3), RESULT)).containsExactly(KeyFault.COUNT_NOT_FOUND);
    }

    @Test
    void withFewerThereIsNoCount() {
        assertThat(faults(counted(1, 3))).containsExactly(KeyFault.QUORUM_NOT_REACHED);
        assertThat(faults(counted(1))).containsExactly(KeyFault.QUORUM_NOT_REACHED);
        assertThat(faults(counted(2, 3))).containsExactly(KeyFault.DECRYPTION_MISSING);
        assertThat(faults(counted(2, 3, 4))).containsExactly(KeyFault.DECRYPTION_MISSING);
    }

    @Test
    void aDecryptionOfAnotherOwnerIsRefused() {
        assertThat(faults(decrypted(1), SampleArchive.partialDecryption(3, decryption(2)), decrypted(4), RESULT))
                .containsExactly(KeyFault.DECRYPTION_PROOF, KeyFault.QUORUM_NOT_REACHED);
        assertThat(faults(decrypted(1), SampleArchive.partialDecryption(5, decryption(4))))
                .containsExactly(KeyFault.NOT_A_TRUSTEE);
        assertThat(faults(counted(1, 2, 2))).containsExactly(KeyFault.DECRYPTION_TWICE, KeyFault.QUORUM_NOT_REACHED);
    }

    @Test
    void anotherResultIsNoticed() {
        Step other = SampleArchive.result(
                "{\"result\":[[1,1,2],[2,2,1]]}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(faults(decrypted(1), decrypted(2), decrypted(4), other)).containsExactly(ArchiveFault.RESULT);
    }

    @Test
    void trusteesInAnotherOrderAreNotThoseWhoDecrypted() {
        byte[] reordered = new Trustees(SAMPLE.trustees.kinds().reversed()).bytes();
        byte[] list = SAMPLE.credentials.bytes();
        List<Step> steps = new ArrayList<>(COUNTED);
        steps.set(
                0,
                new Step(
                        EventType.SETUP,
                        List.of(
                                SAMPLE.election.bytes(),
                                reordered,
                                list,
                                SetupData.of(SAMPLE.election.bytes(), reordered, list)
                                        .bytes())));
        assertThat(check(steps).findings())
                .extracting(ArchiveCheck.Finding::fault)
                .containsOnly(KeyFault.DECRYPTION_PROOF, KeyFault.QUORUM_NOT_REACHED);
    }
}

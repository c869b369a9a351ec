package org.tellers.crypto.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.archive.ArchiveCheck.Report;
import org.tellers.crypto.archive.ArchiveCheck.Revoting;
import org.tellers.crypto.archive.SampleArchive.Entry;
import org.tellers.crypto.archive.SampleArchive.Step;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.ArchiveFault;
import org.tellers.crypto.fault.BallotFault;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.SizedEncryptedTally;
import org.tellers.crypto.tally.TallyAccumulator;

/** Whatever is changed in an archive, the check finds it and names it; belenios-tool misses several of these. */
class ArchiveMutationTest {
    private static final SampleArchive SAMPLE = new SampleArchive(Seeded.random(11));
    private static final List<Step> STEPS = SAMPLE.steps();
    private static final byte[] ARCHIVE = SampleArchive.archive(STEPS);

    private static Report check(byte[] archive, Revoting revoting) {
        try {
            return ArchiveCheck.check(new ByteArrayInputStream(archive), revoting);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Fault> faults(byte[] archive) {
        return check(archive, Revoting.REFUSED).findings().stream()
                .map(ArchiveCheck.Finding::fault)
                .toList();
    }

    private static List<Fault> faults(List<Step> steps) {
        return faults(SampleArchive.archive(steps));
    }

    private static List<Step> with(int index, Step... instead) {
        List<Step> steps = new ArrayList<>(STEPS);
        steps.remove(index);
        steps.addAll(index, Arrays.asList(instead));
        return steps;
    }

    @Test
    void theSampleItselfHasNoFaultWhereverItEnds() {
        for (int length = 1; length <= STEPS.size(); length++) {
            assertThat(faults(STEPS.subList(0, length))).as("first %d", length).isEmpty();
        }
        Report report = check(ARCHIVE, Revoting.REFUSED);
        assertThat(report.result().orElseThrow().counts()).containsExactly(List.of(1, 2, 1), List.of(2, 2, 1));
        assertThat(report.credentials()).isEqualTo(4);
    }

    @Test
    void everyChangedByteIsNoticed() {
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < 60; i++) {
            byte[] changed = ARCHIVE.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(faults(changed)).isNotEmpty();
        }
        for (int offset : List.of(0, 100, 108, 116, 124, 136, 148, 156, 157, 257, 345, 511, 560)) {
            byte[] changed = ARCHIVE.clone();
            changed[offset + 1024] ^= 1;
            assertThat(faults(changed)).isNotEmpty();
        }
    }

    @Test
    void anEntryOfAnotherTimeIsNoticed() {
        byte[] changed = ARCHIVE.clone();
        byte[] name = Arrays.copyOf(Arrays.copyOfRange(changed, 1024, 1124), 74);
        byte[] header = TarHeader.of(
                new String(name, StandardCharsets.US_ASCII),
                TarHeader.size(Arrays.copyOfRange(changed, 1024, 1536)),
                1);
        System.arraycopy(header, 0, changed, 1024, 512);
        assertThat(faults(changed)).containsExactly(ArchiveFault.TAR);
    }

    @Test
    void aCutArchiveIsNoticed() {
        assertThat(faults(new byte[0])).containsExactly(ArchiveFault.HEADER);
        assertThat(faults(Arrays.copyOf(ARCHIVE, 1024))).containsExactly(ArchiveFault.EVENT_ORDER);
        assertThat(faults(Arrays.copyOf(ARCHIVE, ARCHIVE.length - 1))).containsExactly(ArchiveFault.TAR);
        assertThat(faults(Arrays.copyOf(ARCHIVE, ARCHIVE.length + 1024))).isNotEmpty();
    }

    @Test
    void aMissingEventIsNoticed() {
        List<Entry> entries = SampleArchive.entries(ARCHIVE);
        for (int i = 0; i < entries.size() - 1; i++) {
            if (entries.get(i).event()) {
                List<Entry> fewer = new ArrayList<>(entries);
                fewer.remove(i);
                assertThat(faults(SampleArchive.raw(fewer))).as("entry %d", i).contains(ArchiveFault.PARENT);
            }
        }
    }

    @Test
    void missingDataIsNoticed() {
        List<Entry> entries = SampleArchive.entries(ARCHIVE);
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).event()) {
                List<Entry> fewer = new ArrayList<>(entries);
                fewer.remove(i);
                assertThat(faults(SampleArchive.raw(fewer))).as("entry %d", i).contains(ArchiveFault.MISSING_DATA);
            }
        }
    }

    @Test
    void dataThatNoEventRefersToIsNoticed() {
        List<Entry> entries = SampleArchive.entries(ARCHIVE);
        for (int i = 0; i <= entries.size(); i++) {
            List<Entry> more = new ArrayList<>(entries);
            more.add(i, new Entry(false, "\"more\"".getBytes(StandardCharsets.UTF_8)));
            assertThat(faults(SampleArchive.raw(more)))
                    .as("entry %d", i)
                    .containsExactly(ArchiveFault.UNREFERENCED_DATA);
        }
    }

    @Test
    void dataInAnotherOrderIsNoticed() {
        List<Entry> entries = SampleArchive.entries(ARCHIVE);
        for (int i = 0; i + 1 < entries.size(); i++) {
            if (!entries.get(i).event() && !entries.get(i + 1).event()) {
                List<Entry> swapped = new ArrayList<>(entries);
                java.util.Collections.swap(swapped, i, i + 1);
                assertThat(faults(SampleArchive.raw(swapped)))
                        .as("entry %d", i)
                        .containsExactly(ArchiveFault.DATA_ORDER);
            }
        }
    }

    @Test
    void swappedEventsAreNoticed() {
        List<Entry> entries = SampleArchive.entries(ARCHIVE);
        List<Entry> swapped = new ArrayList<>(entries);
        swapped.set(6, entries.get(8));
        swapped.set(8, entries.get(6));
        assertThat(faults(SampleArchive.raw(swapped))).contains(ArchiveFault.PARENT);
        List<Step> steps = new ArrayList<>(STEPS);
        steps.set(5, STEPS.get(6));
        steps.set(6, STEPS.get(5));
        assertThat(faults(steps)).containsExactly(ArchiveFault.EVENT_ORDER);
    }

    @Test
    void aWrongParentHeightOrPayloadIsNoticed() {
        List<Entry> entries = SampleArchive.entries(ARCHIVE);
        int last = entries.size() - 1;
        ArchiveEvent event = ArchiveEvent.parse(entries.get(last).bytes());
        assertThat(withLast(
                        entries,
                        new ArchiveEvent(
                                Optional.of(Sha256.hex(new byte[0])), event.height(), event.type(), event.payload())))
                .contains(ArchiveFault.PARENT);
        assertThat(withLast(entries, new ArchiveEvent(Optional.empty(), event.height(), event.type(), event.payload())))
                .contains(ArchiveFault.PARENT);
        assertThat(withLast(
                        entries, new ArchiveEvent(event.parent(), event.height() + 1, event.type(), event.payload())))
                .contains(ArchiveFault.HEIGHT);
        assertThat(withLast(entries, new ArchiveEvent(event.parent(), event.height(), event.type(), Optional.empty())))
                .contains(ArchiveFault.PAYLOAD);
    }

    private static List<Fault> withLast(List<Entry> entries, ArchiveEvent event) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(changed.size() - 1, new Entry(true, event.bytes()));
        return faults(SampleArchive.raw(changed));
    }

    @Test
    void everyEventOutOfOrderIsNoticed() {
        for (int from = 0; from < STEPS.size(); from++) {
            for (int to = 0; to < STEPS.size(); to++) {
                List<Step> steps = new ArrayList<>(STEPS);
                steps.add(to, steps.remove(from));
                if (!steps.stream()
                        .map(Step::type)
                        .toList()
                        .equals(STEPS.stream().map(Step::type).toList())) {
                    assertThat(faults(steps)).as("%d to %d", from, to).isNotEmpty();
                }
            }
        }
        assertThat(faults(List.of(STEPS.get(0), STEPS.get(0)))).contains(ArchiveFault.EVENT_ORDER);
        assertThat(faults(with(5))).contains(ArchiveFault.EVENT_ORDER);
    }

    @Test
    void anEventOfATypeThatWeDoNotUseIsRefused() {
        String shuffle =
                "{\"parent\":\"" + check(ARCHIVE, Revoting.REFUSED).headHash().orElseThrow()
                        + "\",\"height\":10,\"type\":\"EndShuffles\"}";
        List<Entry> entries = new ArrayList<>(SampleArchive.entries(ARCHIVE));
        entries.add(new Entry(true, shuffle.getBytes(StandardCharsets.UTF_8)));
        assertThat(faults(SampleArchive.raw(entries))).contains(FormatFault.UNSUPPORTED);
    }

    @Test
    void aBallotOfAnUnlistedCredentialIsRefused() {
        Ballot foreign = SAMPLE.maker.make(
                PrivateCredential.random(Seeded.random(12)), List.of(List.of(0, 1, 0), List.of(1, 0, 1)));
        assertThat(faults(with(4, SampleArchive.ballot(foreign))))
                .containsSubsequence(BallotFault.CREDENTIAL_NOT_LISTED, ArchiveFault.TALLY);
    }

    @Test
    void aBallotOfAnotherElectionIsRefused() {
        SampleArchive other = new SampleArchive(Seeded.random(13));
        assertThat(faults(with(4, SampleArchive.ballot(other.ballots().getFirst()))))
                .containsSubsequence(BallotFault.OTHER_ELECTION, ArchiveFault.TALLY);
    }

    @Test
    void aSecondBallotIsRefusedUnlessRevotingIsAllowed() {
        Ballot second = SAMPLE.maker.make(SAMPLE.codes.getFirst(), List.of(List.of(0, 0, 1), List.of(0, 0, 1)));
        List<Ballot> last = new ArrayList<>(SAMPLE.ballots().subList(1, 4));
        last.add(second);
        List<Step> steps = new ArrayList<>(STEPS.subList(0, 5));
        steps.add(SampleArchive.ballot(second));
        steps.add(SampleArchive.endBallots());
        steps.add(SampleArchive.encryptedTally(SAMPLE.sum(last)));
        byte[] archive = SampleArchive.archive(steps);
        assertThat(faults(archive)).containsExactly(BallotFault.CREDENTIAL_USED, ArchiveFault.TALLY);
        assertThat(check(archive, Revoting.LAST_COUNTS).findings()).isEmpty();
    }

    @Test
    void aCopiedBallotIsRefused() {
        assertThat(faults(with(4, STEPS.get(1)))).containsSubsequence(ArchiveFault.BALLOT_COPIED, ArchiveFault.TALLY);
        List<Step> steps = with(4, new Step(EventType.BALLOT, List.of()));
        assertThat(faults(steps)).contains(ArchiveFault.PAYLOAD);
    }

    @Test
    void aTallyThatLeavesABallotOutIsNoticed() {
        TallyAccumulator without = SAMPLE.sum(SAMPLE.ballots().subList(0, 3));
        assertThat(faults(with(6, SampleArchive.encryptedTally(without)))).contains(ArchiveFault.TALLY);
        TallyAccumulator all = SAMPLE.sum(SAMPLE.ballots());
        for (SizedEncryptedTally sized : List.of(
                new SizedEncryptedTally(3, 4, all.tally().hash()),
                new SizedEncryptedTally(4, 5, all.tally().hash()))) {
            Step step = new Step(EventType.ENCRYPTED_TALLY, List.of(all.tally().bytes(), sized.bytes()));
            assertThat(faults(with(6, step))).contains(ArchiveFault.TALLY);
        }
    }

    @Test
    void aDecryptionOfAnotherSumIsNoticed() {
        PartialDecryption other =
                SAMPLE.decryption(1, SAMPLE.sum(SAMPLE.ballots().subList(0, 3)).tally());
        assertThat(faults(with(7, SampleArchive.partialDecryption(1, other))))
                .containsExactly(KeyFault.DECRYPTION_PROOF, KeyFault.DECRYPTION_MISSING);
        PartialDecryption right =
                SAMPLE.decryption(1, SAMPLE.sum(SAMPLE.ballots()).tally());
        PartialDecryption mixed = new PartialDecryption(other.factors(), right.proofs());
        assertThat(faults(with(7, SampleArchive.partialDecryption(1, mixed)))).contains(KeyFault.DECRYPTION_PROOF);
        PartialDecryption shorter = new PartialDecryption(
                right.factors().subList(0, 1), right.proofs().subList(0, 1));
        assertThat(faults(with(7, SampleArchive.partialDecryption(1, shorter)))).contains(KeyFault.DECRYPTION_SHAPE);
        assertThat(faults(with(7, SampleArchive.partialDecryption(2, right)))).contains(KeyFault.DECRYPTION_PROOF);
        assertThat(faults(with(7, SampleArchive.partialDecryption(3, right)))).contains(KeyFault.NOT_A_TRUSTEE);
        assertThat(faults(with(7))).containsExactly(KeyFault.DECRYPTION_MISSING);
        PartialDecryption again =
                SAMPLE.decryption(1, SAMPLE.sum(SAMPLE.ballots()).tally());
        assertThat(faults(with(8, STEPS.get(8), SampleArchive.partialDecryption(1, again))))
                .containsExactly(KeyFault.DECRYPTION_TWICE);
    }

    @Test
    void anotherResultIsNoticed() {
        assertThat(faults(with(
                        9, SampleArchive.result("{\"result\":[[1,2,1],[2,1,2]]}".getBytes(StandardCharsets.UTF_8)))))
                .containsExactly(ArchiveFault.RESULT);
        assertThat(faults(with(9, SampleArchive.result("{\"result\":[[1,2,1]]}".getBytes(StandardCharsets.UTF_8)))))
                .containsExactly(ArchiveFault.RESULT);
    }

    private static List<Fault> withSetup(byte[] election, byte[] trustees, byte[] credentials) {
        Step setup = new Step(
                EventType.SETUP,
                List.of(
                        election,
                        trustees,
                        credentials,
                        SetupData.of(election, trustees, credentials).bytes()));
        return faults(SampleArchive.archive(List.of(setup)));
    }

    @Test
    void aSetupWhoseKeysDoNotMatchIsNoticed() {
        SampleArchive other = new SampleArchive(Seeded.random(14));
        byte[] list = SAMPLE.credentials.bytes();
        assertThat(withSetup(SAMPLE.election.bytes(), other.trustees.bytes(), list))
                .containsExactly(KeyFault.OTHER_ELECTION_KEY);
        String unproven = new String(SAMPLE.trustees.bytes(), StandardCharsets.UTF_8)
                .replaceFirst(
                        SAMPLE.trustees.keys().getFirst().pok().response().decimal(),
                        SAMPLE.trustees.keys().getLast().pok().response().decimal());
        assertThat(withSetup(SAMPLE.election.bytes(), unproven.getBytes(StandardCharsets.UTF_8), list))
                .containsExactly(KeyFault.PROOF_OF_KNOWLEDGE);
    }

    @Test
    void aCredentialListedTwiceIsNoticed() {
        String first = SAMPLE.credentials.list().getFirst();
        byte[] twice = ("[\"" + first + "\",\"" + first + "\"]").getBytes(StandardCharsets.UTF_8);
        assertThat(withSetup(SAMPLE.election.bytes(), SAMPLE.trustees.bytes(), twice))
                .containsExactly(ArchiveFault.CREDENTIAL_LISTED_TWICE);
        byte[] weighted = ("[\"" + first + ",2\"]").getBytes(StandardCharsets.UTF_8);
        assertThat(withSetup(SAMPLE.election.bytes(), SAMPLE.trustees.bytes(), weighted))
                .containsExactly(FormatFault.UNSUPPORTED);
    }

    @Test
    void aBallotMadeForAnElectionOfOtherWordingIsRefused() {
        Election.Parameters p = SAMPLE.election.parameters();
        Election reworded = new Election(new Election.Parameters(
                p.description(),
                "Other name",
                p.publicKey(),
                p.questions(),
                p.uuid(),
                p.administrator(),
                p.credentialAuthority()));
        Ballot ballot = new BallotMaker(reworded, Seeded.random(15))
                .make(SAMPLE.codes.get(4), List.of(List.of(0, 1, 0), List.of(1, 0, 1)));
        assertThat(faults(with(4, SampleArchive.ballot(ballot)))).contains(BallotFault.OTHER_ELECTION);
    }
}

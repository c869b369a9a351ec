package org.tellers.crypto.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.credential.PublicCredentials;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/** A whole election of our own, of which an archive is written, as it should be or with something changed. */
public final class SampleArchive {
    static final long TIME = 1_795_290_878L;

    /** An event and the data that belongs to it, the payload last. */
    record Step(EventType type, List<byte[]> data) {}

    private final SecureRandom random;
    private final SequencedMap<Integer, TrusteeKeyPair> keys;
    final Trustees trustees;
    final Election election;
    final List<PrivateCredential> codes;
    final PublicCredentials credentials;
    final BallotMaker maker;
    final List<Ballot> ballots = new ArrayList<>();

    /** Two trustees, both "Single" ones. */
    public SampleArchive(SecureRandom random) {
        this(random, List.of(TrusteeKeyPair.generate(random), TrusteeKeyPair.generate(random)));
    }

    private SampleArchive(SecureRandom random, List<TrusteeKeyPair> singles) {
        this(
                random,
                new Trustees(singles.stream().map(key -> key.prove(random)).toList()),
                new TreeMap<>(Map.of(1, singles.getFirst(), 2, singles.getLast())));
    }

    /**
     * Six credentials, four ballots, the texts full of what JSON must escape.
     *
     * @param keys of those trustees who decrypt, by owner, in the order in which they do
     */
    SampleArchive(SecureRandom random, Trustees trustees, SequencedMap<Integer, TrusteeKeyPair> keys) {
        this(
                random,
                trustees,
                keys,
                List.of(
                        new Question("First?", List.of("Yes", "No"), true, 1, 1),
                        new Question("Second?", List.of("a", "b", "c"), false, 0, 2)),
                6);
        ballots.add(maker.make(codes.get(0), List.of(List.of(0, 1, 0), List.of(1, 0, 1))));
        ballots.add(maker.make(codes.get(1), List.of(List.of(1, 0, 0), List.of(0, 0, 0))));
        ballots.add(maker.make(codes.get(2), List.of(List.of(0, 0, 1), List.of(0, 1, 0))));
        ballots.add(maker.make(codes.get(3), List.of(List.of(0, 1, 0), List.of(1, 1, 0))));
    }

    /**
     * No ballots yet.
     *
     * @param voters how many credentials
     */
    SampleArchive(
            SecureRandom random,
            Trustees trustees,
            SequencedMap<Integer, TrusteeKeyPair> keys,
            List<Question> questions,
            int voters) {
        this.random = random;
        this.trustees = trustees;
        this.keys = keys;
        election = new Election(new Election.Parameters(
                "\"\\/ \b\f\n\r\t\u0001\u001f\u007f é 𝄞 \u2028 </script>",
                "Sample",
                trustees.publicKey(),
                questions,
                ElectionUuid.random(random),
                Optional.of("A"),
                Optional.of("C")));
        codes = IntStream.range(0, voters)
                .mapToObj(i -> PrivateCredential.random(random))
                .toList();
        credentials = PublicCredentials.of(codes.stream()
                .map(code -> code.publicCredential(election.uuid()))
                .toList());
        maker = new BallotMaker(election, random);
    }

    /** The election's identifier. */
    public String uuid() {
        return election.uuid().value();
    }

    /** The ballots. */
    public List<Ballot> ballots() {
        return ballots;
    }

    /** The last ballot of each credential. */
    private List<Ballot> counted() {
        Map<String, Ballot> last = new LinkedHashMap<>();
        ballots.forEach(ballot -> last.put(ballot.credential(), ballot));
        return List.copyOf(last.values());
    }

    /** The sum of the ballots that count. */
    public TallyAccumulator sumOfBallots() {
        return sum(counted());
    }

    Step setup() {
        byte[] list = credentials.bytes();
        return new Step(
                EventType.SETUP,
                List.of(
                        election.bytes(),
                        trustees.bytes(),
                        list,
                        SetupData.of(election.bytes(), trustees.bytes(), list).bytes()));
    }

    static Step ballot(Ballot ballot) {
        return new Step(EventType.BALLOT, List.of(ballot.bytes()));
    }

    static Step endBallots() {
        return new Step(EventType.END_BALLOTS, List.of());
    }

    TallyAccumulator sum(List<Ballot> summands) {
        TallyAccumulator sum = new TallyAccumulator(election);
        summands.forEach(sum::add);
        return sum;
    }

    static Step encryptedTally(TallyAccumulator sum) {
        return new Step(
                EventType.ENCRYPTED_TALLY,
                List.of(sum.tally().bytes(), sum.sized().bytes()));
    }

    PartialDecryption decryption(int owner, EncryptedTally tally) {
        return PartialDecryption.decrypt(election, tally, keys.get(owner), random);
    }

    static Step partialDecryption(int owner, PartialDecryption decryption) {
        return new Step(
                EventType.PARTIAL_DECRYPTION,
                List.of(
                        decryption.bytes(),
                        OwnedPartialDecryption.of(owner, decryption).bytes()));
    }

    static Step result(byte[] result) {
        return new Step(EventType.RESULT, List.of(result));
    }

    /** The result of the ballots. */
    public byte[] result() {
        TallyAccumulator sum = sumOfBallots();
        Map<Integer, PartialDecryption> decryptions = new TreeMap<>();
        for (int owner : keys.keySet()) {
            decryptions.put(owner, decryption(owner, sum.tally()));
        }
        return ElectionResult.combine(election, trustees, sum.tally(), decryptions, sum.count())
                .bytes();
    }

    /** Every step of the election as it should be. */
    List<Step> steps() {
        TallyAccumulator sum = sumOfBallots();
        List<Step> steps = new ArrayList<>(List.of(setup()));
        ballots.forEach(ballot -> steps.add(ballot(ballot)));
        steps.add(endBallots());
        steps.add(encryptedTally(sum));
        for (int owner : keys.keySet()) {
            steps.add(partialDecryption(owner, decryption(owner, sum.tally())));
        }
        steps.add(result(result()));
        return steps;
    }

    /** The archive as it should be. */
    public byte[] archive() {
        return archive(steps());
    }

    /** The archive as it is before the first ballot. */
    public byte[] opened() {
        return archive(List.of(setup()));
    }

    /** An archive of steps, correctly chained. */
    static byte[] archive(List<Step> steps) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ArchiveWriter writer = new ArchiveWriter(out, TIME);
            ArchiveEvent head = null;
            for (Step step : steps) {
                for (byte[] data : step.data()) {
                    writer.data(data);
                }
                Optional<String> payload = step.data().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Sha256.hex(step.data().getLast()));
                head = head == null
                        ? new ArchiveEvent(Optional.empty(), 0, step.type(), payload)
                        : ArchiveEvent.following(head.hash(), head.height(), step.type(), payload);
                writer.event(head);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An entry of a raw archive. */
    record Entry(boolean event, byte[] bytes) {
        boolean is(byte[] other) {
            return Arrays.equals(bytes, other);
        }
    }

    static List<Entry> entries(byte[] archive) {
        try {
            ArchiveReader reader = new ArchiveReader(new java.io.ByteArrayInputStream(archive));
            List<Entry> entries = new ArrayList<>();
            for (var e = reader.next(); e.isPresent(); e = reader.next()) {
                entries.add(new Entry(
                        e.get().kind() == ArchiveReader.Kind.EVENT, e.get().bytes()));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive of entries as they are, whatever they say. */
    static byte[] raw(List<Entry> entries) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ArchiveWriter writer = new ArchiveWriter(out, TIME);
            for (Entry entry : entries) {
                if (entry.event()) {
                    writer.event(entry.bytes());
                } else {
                    writer.data(entry.bytes());
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

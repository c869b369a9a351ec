package org.tellers.crypto.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.credential.PublicCredentials;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.ArchiveFault;
import org.tellers.crypto.fault.BallotFault;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.SizedEncryptedTally;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;

/**
 * Checks an archive by the rules of Belenios: the chain of events, the setup, every ballot, the tally, the decryptions and
 * the result (specification, Audit). An archive may end after any event: what is not in it is not missing. Archives stream
 * through; ballots are checked in several threads if wished, and judged in their order all the same.
 */
public final class ArchiveCheck {
    /** Ballots that wait for a thread, for each thread: enough to keep it busy while one is read. */
    private static final int WAITING = 32;

    /** What a second ballot of the same credential means. */
    public enum Revoting {
        /** It is a fault. */
        REFUSED,
        /** It replaces the first. */
        LAST_COUNTS
    }

    /** The part of the check that found a fault. */
    public enum Part {
        /** The bytes of the file around its entries. */
        FILE,
        /** The events and what they refer to. */
        CHAIN,
        /** Election, trustees and list of credentials. */
        SETUP,
        /** Each ballot by itself. */
        BALLOTS,
        /** Copies, and second ballots of a credential. */
        SINGLE_BALLOTS,
        /** The encrypted tally. */
        TALLY,
        /** The partial decryptions. */
        DECRYPTIONS,
        /** The result. */
        RESULT
    }

    /** A fault and its place. */
    public record Finding(Part part, Fault fault, String place) {}

    /** What opens an archive; the trustees are absent if they cannot be read. */
    public record Setup(Election election, Optional<Trustees> trustees, PublicCredentials credentials) {}

    /** Hears what the check comes upon, in the order of the archive and in the thread that called it. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = new Listener() {};

        /** The setup has been read. */
        default void setup(Setup setup) {}

        /**
         * A valid ballot counts.
         *
         * @param sums the ballot's ciphertexts
         * @param replaced those of the same credential's ballot before, which does not count any more
         */
        default void counts(String credential, EncryptedTally sums, Optional<EncryptedTally> replaced) {}

        /** One more ballot has been checked. */
        default void checked() {}
    }

    /**
     * How to check.
     *
     * @param threads how many threads check ballots, at least 1
     * @param before where ballots found right are remembered, if they are
     */
    public record Options(Revoting revoting, int threads, Listener listener, Optional<CheckedBallots> before) {}

    /**
     * What the check came to.
     *
     * @param findings every fault, in the order of the archive; empty if all is well
     * @param complete whether the archive was read to its end; a broken file or chain ends the check
     * @param ballots the number of ballot events
     * @param voted the credentials of the valid ballots
     * @param setup what opens the archive, if it can be read
     * @param tally the sum of the valid ballots, if there is a setup
     * @param decryptions the valid partial decryptions, by owner
     * @param result the result as computed from the decryptions, if all are there and valid
     * @param last the type of the last event, if there is one
     * @param headHash the hash of the last event, if there is one
     * @param closedHeads the hashes of the event EncryptedTally and those after it
     */
    public record Report(
            List<Finding> findings,
            boolean complete,
            int ballots,
            Set<String> voted,
            Optional<Setup> setup,
            Optional<EncryptedTally> tally,
            Map<Integer, PartialDecryption> decryptions,
            Optional<ElectionResult> result,
            Optional<EventType> last,
            Optional<String> headHash,
            List<String> closedHeads) {
        /** The number of distinct credentials among the valid ballots. */
        public int credentials() {
            return voted.size();
        }
    }

    /** What is known of a ballot by itself: the ballot if it is valid, else why not. */
    private record Judged(Optional<Ballot> ballot, Optional<ProtocolViolation> violation) {}

    /** A ballot that is being checked. */
    private record Pending(String place, Future<Judged> judged) {}

    private final Options options;
    private final Optional<ExecutorService> threads;
    private final List<Finding> findings = new ArrayList<>();
    /** Data since the last event, by hash, in its order. */
    private final Map<String, byte[]> unreferenced = new LinkedHashMap<>();
    /** The hashes of the data since the last event in its order, and in the order in which it was referred to. */
    private final List<String> written = new ArrayList<>();

    private final List<String> referred = new ArrayList<>();
    private final Set<String> ballotHashes = new HashSet<>();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final Map<String, Optional<EncryptedTally>> voted = new HashMap<>();
    private final Map<Integer, PartialDecryption> decryptions = new LinkedHashMap<>();
    private final SequencedMap<Integer, List<List<Point>>> factors = new LinkedHashMap<>();
    private final List<String> closedHeads = new ArrayList<>();
    private ArchiveEvent head;
    private String headHash;
    private Setup setup;
    private BallotVerifier verifier;
    private EncryptedTally tally;
    private int ballots;
    private boolean complete;
    private Optional<ElectionResult> result = Optional.empty();

    private ArchiveCheck(Options options, Optional<ExecutorService> threads) {
        this.options = options;
        this.threads = threads;
    }

    /** Checks a whole archive in the calling thread; see {@link #check(InputStream, Options)}. */
    public static Report check(InputStream in, Revoting revoting) throws IOException {
        return check(in, new Options(revoting, 1, Listener.NONE, Optional.empty()));
    }

    /**
     * Checks a whole archive. A broken file or chain ends the check there; faults of single ballots and decryptions are
     * collected.
     *
     * @throws IOException only if the stream cannot be read
     */
    public static Report check(InputStream in, Options options) throws IOException {
        if (options.threads() == 1) {
            return new ArchiveCheck(options, Optional.empty()).check(in);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
            return new ArchiveCheck(options, Optional.of(threads)).check(in);
        }
    }

    private Report check(InputStream in) throws IOException {
        try {
            read(in);
            complete = true;
        } catch (Broken e) {
            judge(0);
            find(e.part, e.violation, "");
        }
        return new Report(
                List.copyOf(findings),
                complete,
                ballots,
                Set.copyOf(voted.keySet()),
                Optional.ofNullable(setup),
                Optional.ofNullable(tally),
                Map.copyOf(decryptions),
                result,
                Optional.ofNullable(head).map(ArchiveEvent::type),
                Optional.ofNullable(headHash),
                List.copyOf(closedHeads));
    }

    /** What makes it useless to read on. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Part part;
        private final transient ProtocolViolation violation;

        private Broken(Part part, ProtocolViolation violation) {
            super(null, null, false, false);
            this.part = part;
            this.violation = violation;
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T orBroken(Part part, Reading<T> reading) throws IOException, Broken {
        try {
            return reading.read();
        } catch (ProtocolViolation e) {
            throw new Broken(part, e);
        }
    }

    private static Broken brokenChain(Fault fault, String place) {
        return new Broken(Part.CHAIN, new ProtocolViolation(fault, place));
    }

    private void find(Part part, ProtocolViolation e, String where) {
        String place = where.isEmpty() || e.place().isEmpty() ? where + e.place() : where + ", " + e.place();
        findings.add(new Finding(part, e.fault(), place));
    }

    private void read(InputStream in) throws IOException, Broken {
        ArchiveReader reader = orBroken(Part.FILE, () -> new ArchiveReader(in));
        while (true) {
            Optional<ArchiveReader.Entry> next = orBroken(Part.FILE, reader::next);
            if (next.isEmpty()) {
                break;
            }
            ArchiveReader.Entry entry = next.get();
            if (entry.kind() == ArchiveReader.Kind.DATA) {
                if (unreferenced.put(entry.hash(), entry.bytes()) != null) {
                    throw brokenChain(ArchiveFault.UNREFERENCED_DATA, entry.hash());
                }
                written.add(entry.hash());
                continue;
            }
            ArchiveEvent event = orBroken(Part.CHAIN, () -> ArchiveEvent.parse(entry.bytes()));
            link(event);
            head = event;
            headHash = entry.hash();
            apply(event);
            inOrder("event " + event.height());
            noneLeft();
        }
        judge(0);
        noneLeft();
        if (head == null) {
            throw brokenChain(ArchiveFault.EVENT_ORDER, "no Setup");
        }
    }

    /** The payload lies right before its event, and before it what it refers to, in the order of its fields. */
    private void inOrder(String place) {
        if (!referred.isEmpty()) {
            referred.add(referred.removeFirst());
            written.retainAll(referred);
            if (!written.equals(referred)) {
                findings.add(new Finding(Part.CHAIN, ArchiveFault.DATA_ORDER, place));
            }
        }
        written.clear();
        referred.clear();
    }

    private void noneLeft() {
        for (String hash : unreferenced.keySet()) {
            findings.add(new Finding(Part.CHAIN, ArchiveFault.UNREFERENCED_DATA, hash));
        }
        unreferenced.clear();
    }

    private void link(ArchiveEvent event) throws Broken {
        String place = "event " + event.height();
        if (!event.parent().equals(Optional.ofNullable(headHash))) {
            throw brokenChain(ArchiveFault.PARENT, place);
        }
        if (event.height() != (head == null ? 0 : head.height() + 1)) {
            throw brokenChain(ArchiveFault.HEIGHT, place);
        }
        EventType last = head == null ? null : head.type();
        boolean inOrder = switch (event.type()) {
            case SETUP -> last == null;
            case BALLOT, END_BALLOTS -> last == EventType.SETUP || last == EventType.BALLOT;
            case ENCRYPTED_TALLY -> last == EventType.END_BALLOTS;
            case PARTIAL_DECRYPTION, RESULT ->
                last == EventType.ENCRYPTED_TALLY || last == EventType.PARTIAL_DECRYPTION;
        };
        if (!inOrder) {
            throw brokenChain(ArchiveFault.EVENT_ORDER, place);
        }
        if (event.payload().isPresent() == (event.type() == EventType.END_BALLOTS)) {
            throw brokenChain(ArchiveFault.PAYLOAD, place);
        }
    }

    private void apply(ArchiveEvent event) throws Broken {
        String place = "event " + event.height();
        if (event.type() != EventType.BALLOT) {
            judge(0);
        }
        if (event.type() == EventType.ENCRYPTED_TALLY || !closedHeads.isEmpty()) {
            closedHeads.add(headHash);
        }
        switch (event.type()) {
            case SETUP -> setUp(take(event.payload().orElseThrow(), place));
            case BALLOT -> ballot(event.payload().orElseThrow(), place);
            case END_BALLOTS -> {}
            case ENCRYPTED_TALLY -> encryptedTally(take(event.payload().orElseThrow(), place), place);
            case PARTIAL_DECRYPTION -> partialDecryption(take(event.payload().orElseThrow(), place), place);
            case RESULT -> result(take(event.payload().orElseThrow(), place), place);
        }
    }

    private byte[] take(String hash, String place) throws Broken {
        byte[] bytes = unreferenced.remove(hash);
        if (bytes == null) {
            throw brokenChain(ArchiveFault.MISSING_DATA, place);
        }
        referred.add(hash);
        return bytes;
    }

    private void setUp(byte[] payload) throws Broken {
        SetupData data;
        try {
            data = SetupData.parse(payload);
        } catch (ProtocolViolation e) {
            throw new Broken(Part.SETUP, e);
        }
        byte[] electionBytes = take(data.election(), "election");
        byte[] trusteesBytes = take(data.trustees(), "trustees");
        byte[] credentialsBytes = take(data.credentials(), "credentials");
        try {
            Election election = in("election", () -> Election.parse(electionBytes));
            PublicCredentials credentials = in("credentials", () -> PublicCredentials.parse(credentialsBytes));
            verifier = new BallotVerifier(election);
            tally = EncryptedTally.empty(election);
            setup = new Setup(election, trustees(election, trusteesBytes), credentials);
        } catch (ProtocolViolation e) {
            throw new Broken(Part.SETUP, e);
        }
        options.listener().setup(setup);
    }

    private Optional<Trustees> trustees(Election election, byte[] bytes) {
        try {
            Trustees trustees = in("trustees", () -> Trustees.parse(bytes));
            in("trustees", () -> {
                trustees.check();
                return trustees;
            });
            if (!trustees.publicKey().equals(election.publicKey())) {
                throw new ProtocolViolation(KeyFault.OTHER_ELECTION_KEY, "trustees");
            }
            return Optional.of(trustees);
        } catch (ProtocolViolation e) {
            // The ballots can be checked all the same.
            find(Part.SETUP, e, "");
            return Optional.empty();
        }
    }

    private static <T> T in(String what, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (ProtocolViolation e) {
            throw new ProtocolViolation(e.fault(), e.place().isEmpty() ? what : what + ", " + e.place());
        }
    }

    private void ballot(String hash, String place) {
        ballots++;
        byte[] bytes = unreferenced.remove(hash);
        if (!ballotHashes.add(hash)) {
            findings.add(new Finding(Part.SINGLE_BALLOTS, ArchiveFault.BALLOT_COPIED, place));
            return;
        }
        if (bytes == null) {
            findings.add(new Finding(Part.CHAIN, ArchiveFault.MISSING_DATA, place));
            return;
        }
        FutureTask<Judged> task = new FutureTask<>(() -> judge(bytes));
        threads.ifPresentOrElse(pool -> pool.execute(task), task);
        pending.add(new Pending(place, task));
        judge(threads.isPresent() ? WAITING * options.threads() : 0);
    }

    /** A ballot by itself, in any thread. */
    private Judged judge(byte[] bytes) {
        try {
            Ballot ballot = verifier.parse(bytes);
            if (!setup.credentials().contains(ballot.credential())) {
                throw new ProtocolViolation(BallotFault.CREDENTIAL_NOT_LISTED, "");
            }
            if (!checkedBefore(ballot)) {
                verifier.checkSignature(ballot);
                verifier.checkProofs(ballot);
                options.before().ifPresent(before -> before.add(setup.election().fingerprint(), ballot.hash()));
            }
            return new Judged(Optional.of(ballot), Optional.empty());
        } catch (ProtocolViolation e) {
            return new Judged(Optional.empty(), Optional.of(e));
        }
    }

    private boolean checkedBefore(Ballot ballot) {
        return options.before()
                .map(before -> before.contains(setup.election().fingerprint(), ballot.hash()))
                .orElse(false);
    }

    /** Takes the oldest ballots into account until no more than the given number is pending. */
    private void judge(int left) {
        while (pending.size() > left) {
            Pending oldest = pending.remove();
            try {
                Judged judged = oldest.judged().get();
                judged.violation().ifPresent(e -> find(Part.BALLOTS, e, oldest.place()));
                judged.ballot().ifPresent(ballot -> count(ballot, oldest.place()));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a ballot could not be checked", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            options.listener().checked();
        }
    }

    private void count(Ballot ballot, String place) {
        String credential = ballot.credential();
        boolean refused = options.revoting() == Revoting.REFUSED;
        if (refused && voted.containsKey(credential)) {
            findings.add(new Finding(Part.SINGLE_BALLOTS, BallotFault.CREDENTIAL_USED, place));
            return;
        }
        EncryptedTally own = EncryptedTally.of(ballot);
        Optional<EncryptedTally> before = voted.getOrDefault(credential, Optional.empty());
        // Only where a ballot may be replaced are its ciphertexts still needed.
        voted.put(credential, refused ? Optional.empty() : Optional.of(own));
        before.ifPresent(replaced -> tally = tally.minus(replaced));
        tally = tally.plus(own);
        options.listener().counts(credential, own, before);
    }

    private void encryptedTally(byte[] payload, String place) throws Broken {
        try {
            SizedEncryptedTally sized = SizedEncryptedTally.parse(payload);
            byte[] bytes = take(sized.encryptedTally(), place);
            if (sized.numTallied() != voted.size()
                    || sized.totalWeight() != voted.size()
                    || !java.util.Arrays.equals(bytes, tally.bytes())) {
                throw new ProtocolViolation(ArchiveFault.TALLY, "");
            }
        } catch (ProtocolViolation e) {
            find(Part.TALLY, e, place);
        }
    }

    private void partialDecryption(byte[] payload, String place) throws Broken {
        try {
            OwnedPartialDecryption owned = OwnedPartialDecryption.parse(payload);
            PartialDecryption decryption = PartialDecryption.parse(take(owned.payload(), place));
            if (setup.trustees().isEmpty()) {
                return; // why they could not be read has been found already
            }
            List<TrusteePublicKey> keys = setup.trustees().get().keys();
            if (owned.owner() > keys.size()) {
                throw new ProtocolViolation(KeyFault.NOT_A_TRUSTEE, "");
            }
            decryption.check(setup.election(), tally, keys.get(owned.owner() - 1));
            if (decryptions.putIfAbsent(owned.owner(), decryption) != null) {
                throw new ProtocolViolation(KeyFault.DECRYPTION_TWICE, "");
            }
            factors.put(owned.owner(), decryption.factors());
        } catch (ProtocolViolation e) {
            find(Part.DECRYPTIONS, e, place);
        }
    }

    private void result(byte[] payload, String place) {
        try {
            ElectionResult stated = ElectionResult.parse(payload);
            if (setup.trustees().isEmpty()) {
                return;
            }
            result = Optional.of(
                    ElectionResult.ofAllCheckedFactors(setup.trustees().get(), tally, factors, voted.size()));
            if (!result.get().equals(stated)) {
                throw new ProtocolViolation(ArchiveFault.RESULT, "");
            }
        } catch (ProtocolViolation e) {
            find(Part.RESULT, e, place);
        }
    }
}

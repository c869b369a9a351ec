package org.tellers.crypto.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
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
import org.tellers.crypto.trustee.Trustees;

/**
 * Checks an archive by the rules of Belenios: the chain of events, the setup, every ballot, the tally, the decryptions and
 * the result (specification, Audit). An archive may end after any event: what is not in it is not missing.
 */
public final class ArchiveCheck {
    /** What a second ballot of the same credential means. */
    public enum Revoting {
        /** It is a fault. */
        REFUSED,
        /** It replaces the first. */
        LAST_COUNTS
    }

    /** A fault and its place. */
    public record Finding(Fault fault, String place) {}

    /**
     * What the check came to.
     *
     * @param findings every fault, in the order of the archive; empty if all is well
     * @param ballots the number of ballot events
     * @param credentials the number of distinct credentials among the valid ballots
     * @param tally the sum of the valid ballots, if there is a setup
     * @param result the result as computed from the decryptions, if all are there and valid
     * @param headHash the hash of the last event, if there is one
     */
    public record Report(
            List<Finding> findings,
            int ballots,
            int credentials,
            Optional<EncryptedTally> tally,
            Optional<ElectionResult> result,
            Optional<String> headHash) {}

    private final Revoting revoting;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, byte[]> pending = new LinkedHashMap<>();
    private final Set<String> ballotHashes = new HashSet<>();
    private final Map<String, Optional<EncryptedTally>> voted = new HashMap<>();
    private final SequencedMap<Integer, List<List<Point>>> factors = new LinkedHashMap<>();
    private ArchiveEvent head;
    private String headHash;
    private PublicCredentials credentials;
    private Trustees trustees;
    private BallotVerifier verifier;
    private EncryptedTally tally;
    private int ballots;
    private Optional<ElectionResult> result = Optional.empty();

    private ArchiveCheck(Revoting revoting) {
        this.revoting = revoting;
    }

    /**
     * Checks a whole archive. A broken file or chain ends the check there; faults of single ballots and decryptions are
     * collected.
     *
     * @throws IOException only if the stream cannot be read
     */
    public static Report check(InputStream in, Revoting revoting) throws IOException {
        ArchiveCheck check = new ArchiveCheck(revoting);
        try {
            check.read(new ArchiveReader(in));
        } catch (ProtocolViolation e) {
            check.find(e, "");
        }
        return new Report(
                List.copyOf(check.findings),
                check.ballots,
                check.voted.size(),
                Optional.ofNullable(check.tally),
                check.result,
                Optional.ofNullable(check.headHash));
    }

    private void find(ProtocolViolation e, String where) {
        String place = where.isEmpty() || e.place().isEmpty() ? where + e.place() : where + ", " + e.place();
        findings.add(new Finding(e.fault(), place));
    }

    private void read(ArchiveReader reader) throws IOException {
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            ArchiveReader.Entry e = entry.get();
            if (e.kind() == ArchiveReader.Kind.DATA) {
                if (pending.put(e.hash(), e.bytes()) != null) {
                    throw new ProtocolViolation(ArchiveFault.UNREFERENCED_DATA, e.hash());
                }
                continue;
            }
            ArchiveEvent event = ArchiveEvent.parse(e.bytes());
            link(event);
            head = event;
            headHash = e.hash();
            apply(event);
            noneLeft();
        }
        noneLeft();
        if (head == null) {
            throw new ProtocolViolation(ArchiveFault.EVENT_ORDER, "no Setup");
        }
    }

    private void noneLeft() {
        for (String hash : pending.keySet()) {
            findings.add(new Finding(ArchiveFault.UNREFERENCED_DATA, hash));
        }
        pending.clear();
    }

    private void link(ArchiveEvent event) {
        String place = "event " + event.height();
        if (!event.parent().equals(Optional.ofNullable(headHash))) {
            throw new ProtocolViolation(ArchiveFault.PARENT, place);
        }
        if (event.height() != (head == null ? 0 : head.height() + 1)) {
            throw new ProtocolViolation(ArchiveFault.HEIGHT, place);
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
            throw new ProtocolViolation(ArchiveFault.EVENT_ORDER, place);
        }
        if (event.payload().isPresent() == (event.type() == EventType.END_BALLOTS)) {
            throw new ProtocolViolation(ArchiveFault.PAYLOAD, place);
        }
    }

    private void apply(ArchiveEvent event) {
        String place = "event " + event.height();
        if (event.type() == EventType.SETUP) {
            setUp(take(event.payload().orElseThrow(), place));
            return;
        }
        try {
            switch (event.type()) {
                case SETUP, END_BALLOTS -> {}
                case BALLOT -> ballot(event.payload().orElseThrow(), place);
                case ENCRYPTED_TALLY -> encryptedTally(take(event.payload().orElseThrow(), place), place);
                case PARTIAL_DECRYPTION ->
                    partialDecryption(take(event.payload().orElseThrow(), place), place);
                case RESULT -> result(take(event.payload().orElseThrow(), place));
            }
        } catch (ProtocolViolation e) {
            find(e, e.place().startsWith("event ") ? "" : place);
        }
    }

    private byte[] take(String hash, String place) {
        byte[] bytes = pending.remove(hash);
        if (bytes == null) {
            throw new ProtocolViolation(ArchiveFault.MISSING_DATA, place);
        }
        return bytes;
    }

    private void setUp(byte[] payload) {
        SetupData setup = SetupData.parse(payload);
        byte[] electionBytes = take(setup.election(), "election");
        byte[] trusteesBytes = take(setup.trustees(), "trustees");
        byte[] credentialsBytes = take(setup.credentials(), "credentials");
        Election election = in("election", () -> Election.parse(electionBytes));
        verifier = new BallotVerifier(election);
        tally = EncryptedTally.empty(election);
        credentials = in("credentials", () -> PublicCredentials.parse(credentialsBytes));
        try {
            trustees = in("trustees", () -> Trustees.parse(trusteesBytes));
            trustees.check();
            if (!trustees.publicKey().equals(election.publicKey())) {
                throw new ProtocolViolation(KeyFault.OTHER_ELECTION_KEY, "trustees");
            }
        } catch (ProtocolViolation e) {
            // The ballots can be checked all the same.
            find(e, "");
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
        byte[] bytes = pending.remove(hash);
        if (!ballotHashes.add(hash)) {
            throw new ProtocolViolation(ArchiveFault.BALLOT_COPIED, place);
        }
        if (bytes == null) {
            throw new ProtocolViolation(ArchiveFault.MISSING_DATA, place);
        }
        Ballot ballot = verifier.parse(bytes);
        if (!credentials.contains(ballot.credential())) {
            throw new ProtocolViolation(BallotFault.CREDENTIAL_NOT_LISTED, "");
        }
        if (revoting == Revoting.REFUSED && voted.containsKey(ballot.credential())) {
            throw new ProtocolViolation(BallotFault.CREDENTIAL_USED, "");
        }
        verifier.checkSignature(ballot);
        verifier.checkProofs(ballot);
        EncryptedTally own = EncryptedTally.of(ballot);
        Optional<EncryptedTally> before =
                voted.put(ballot.credential(), revoting == Revoting.LAST_COUNTS ? Optional.of(own) : Optional.empty());
        if (before != null) {
            tally = tally.minus(before.orElseThrow());
        }
        tally = tally.plus(own);
    }

    private void encryptedTally(byte[] payload, String place) {
        SizedEncryptedTally sized = SizedEncryptedTally.parse(payload);
        byte[] bytes = take(sized.encryptedTally(), place);
        if (sized.numTallied() != voted.size()
                || sized.totalWeight() != voted.size()
                || !java.util.Arrays.equals(bytes, tally.bytes())) {
            throw new ProtocolViolation(ArchiveFault.TALLY, place);
        }
    }

    private void partialDecryption(byte[] payload, String place) {
        OwnedPartialDecryption owned = OwnedPartialDecryption.parse(payload);
        PartialDecryption decryption = PartialDecryption.parse(take(owned.payload(), place));
        if (trustees == null) {
            return; // why they could not be read has been found already
        }
        if (owned.owner() > trustees.keys().size()) {
            throw new ProtocolViolation(KeyFault.NOT_A_TRUSTEE, place);
        }
        decryption.check(verifier.election(), tally, trustees.keys().get(owned.owner() - 1));
        if (factors.putIfAbsent(owned.owner(), decryption.factors()) != null) {
            throw new ProtocolViolation(KeyFault.DECRYPTION_TWICE, place);
        }
    }

    private void result(byte[] payload) {
        ElectionResult stated = ElectionResult.parse(payload);
        if (trustees == null) {
            return;
        }
        result = Optional.of(ElectionResult.ofAllCheckedFactors(trustees, tally, factors, voted.size()));
        if (!result.get().equals(stated)) {
            throw new ProtocolViolation(ArchiveFault.RESULT, "");
        }
    }
}

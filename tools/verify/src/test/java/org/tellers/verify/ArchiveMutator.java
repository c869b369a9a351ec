package org.tellers.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.tally.TallyAccumulator;

/**
 * Changes one thing in an archive. Either in the bytes as they lie there, or as somebody would who then makes every hash
 * and every event right again.
 */
final class ArchiveMutator {
    private static final int BLOCK = 512;

    private final RandomGenerator random;
    private final java.security.SecureRandom secure;
    private final byte[] archive;
    private final Chain chain;
    private final List<byte[]> foreign;
    private final JsonMutator json;

    /**
     * What was changed and what came of it.
     *
     * @param another whether it may be an archive as valid as the first, which only its head tells apart: the order of
     *     events, and the list of credentials
     */
    record Mutation(String what, byte[] archive, boolean another) {}

    /**
     * A mutator of one archive.
     *
     * @param foreign ballots of other elections
     */
    ArchiveMutator(long seed, byte[] archive, List<byte[]> foreign) {
        this.random = new java.util.SplittableRandom(seed);
        this.secure = seeded(seed);
        this.archive = archive;
        this.chain = Chain.of(archive);
        this.foreign = foreign;
        this.json = new JsonMutator(random);
    }

    private static java.security.SecureRandom seeded(long seed) {
        try {
            java.security.SecureRandom random = java.security.SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One random mutation. */
    Mutation mutate() {
        int kind = random.nextInt(20);
        return kind < 4 ? raw() : kind < 8 ? structure() : data();
    }

    private int any(EventType type) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < chain.steps().size(); i++) {
            if (chain.steps().get(i).type() == type) {
                places.add(i);
            }
        }
        return places.get(random.nextInt(places.size()));
    }

    /** A change of one JSON structure, every hash made right again. */
    private Mutation data() {
        while (true) {
            int i = random.nextInt(chain.steps().size());
            Chain.Step step = chain.steps().get(i);
            if (!step.data().isEmpty()) {
                int j = random.nextInt(step.data().size());
                JsonMutator.Mutation changed = json.mutate(step.data().get(j));
                return new Mutation(
                        step.type() + " data " + j + changed.what(),
                        chain.with(i, step.with(j, changed.bytes())).archive(),
                        step.type() == EventType.SETUP && j == 2);
            }
        }
    }

    private Mutation rechained(String what, List<Chain.Step> steps, boolean another) {
        return new Mutation(what, new Chain(chain.timestamp(), steps).archive(), another);
    }

    /** A change of events as a whole, every hash made right again. */
    private Mutation structure() {
        List<Chain.Step> steps = new ArrayList<>(chain.steps());
        int ballot = any(EventType.BALLOT);
        switch (random.nextInt(9)) {
            case 0 -> {
                // Without its last event it would be the archive as it was before.
                int i = random.nextInt(steps.size() - 1);
                Chain.Step dropped = steps.remove(i);
                return rechained(dropped.type() + " dropped", steps, false);
            }
            case 1 -> {
                int i = random.nextInt(steps.size());
                steps.add(random.nextInt(steps.size() + 1), steps.get(i));
                return rechained(chain.steps().get(i).type() + " repeated", steps, false);
            }
            case 2 -> {
                Collections.swap(steps, random.nextInt(steps.size()), random.nextInt(steps.size()));
                return rechained("events swapped", steps, true);
            }
            case 3 -> {
                byte[] other = foreign.get(random.nextInt(foreign.size()));
                steps.add(ballot, new Chain.Step(EventType.BALLOT, List.of(other)));
                return rechained("a ballot of another election", steps, false);
            }
            case 4 -> {
                steps.add(ballot, new Chain.Step(EventType.BALLOT, List.of(ofUnlisted())));
                return rechained("a ballot of an unlisted credential", steps, false);
            }
            case 5 -> {
                steps.set(ballot, new Chain.Step(EventType.BALLOT, List.of(ofUnlisted())));
                return rechained("a ballot of an unlisted credential in place of one", steps, false);
            }
            case 6 -> {
                int i = any(EventType.ENCRYPTED_TALLY);
                steps.set(i, tallyWithout(ballot));
                return rechained("a tally that leaves a ballot out", steps, false);
            }
            case 7 -> {
                int i = random.nextInt(steps.size());
                Chain.Step step = steps.get(i);
                List<byte[]> more = new ArrayList<>(step.data());
                more.add(0, "\"more\"".getBytes(StandardCharsets.UTF_8));
                if (step.data().isEmpty()) {
                    more.add("\"payload\"".getBytes(StandardCharsets.UTF_8));
                }
                steps.set(i, new Chain.Step(step.type(), more));
                return rechained("data that no event refers to", steps, false);
            }
            default -> {
                int i = any(EventType.PARTIAL_DECRYPTION);
                int j = any(EventType.PARTIAL_DECRYPTION);
                List<byte[]> mixed = new ArrayList<>(steps.get(i).data());
                Chain.Step changed = steps.get(i).with(0, steps.get(j).data().getFirst());
                steps.set(i, changed);
                return rechained("another trustee's decryption instead of " + mixed.size(), steps, false);
            }
        }
    }

    private Election election() {
        return Election.parse(chain.steps().getFirst().data().getFirst());
    }

    private byte[] ofUnlisted() {
        Election election = election();
        List<List<Integer>> vote = new ArrayList<>();
        for (Question question : election.questions()) {
            List<Integer> row = new ArrayList<>(Collections.nCopies(question.choices(), 0));
            for (int k = 0; k < Math.max(1, question.min()); k++) {
                row.set(k + (question.blank() ? 1 : 0), 1);
            }
            vote.add(row);
        }
        return new BallotMaker(election, secure)
                .make(PrivateCredential.random(secure), vote)
                .bytes();
    }

    private Chain.Step tallyWithout(int left) {
        Election election = election();
        BallotVerifier verifier = new BallotVerifier(election);
        TallyAccumulator sum = new TallyAccumulator(election);
        for (int i = 0; i < chain.steps().size(); i++) {
            if (chain.steps().get(i).type() == EventType.BALLOT && i != left) {
                sum.add(verifier.parse(chain.steps().get(i).data().getFirst()));
            }
        }
        return new Chain.Step(
                EventType.ENCRYPTED_TALLY,
                List.of(sum.tally().bytes(), sum.sized().bytes()));
    }

    /** A change of the file, nothing made right. */
    private Mutation raw() {
        List<byte[]> entries = entries();
        int i = random.nextInt(entries.size());
        switch (random.nextInt(6)) {
            case 0 -> {
                byte[] changed = archive.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                return new Mutation("a bit flipped", changed, false);
            }
            case 1 -> {
                return new Mutation(
                        "cut", Arrays.copyOf(archive, archive.length - 1 - random.nextInt(BLOCK - 1)), false);
            }
            case 2 -> {
                return new Mutation("zeros after the end", Arrays.copyOf(archive, archive.length + 2 * BLOCK), false);
            }
            case 3 -> {
                // Without its last event's entry the archive ends in data that nothing refers to.
                entries.remove(i);
                return new Mutation("entry " + i + " dropped", joined(entries), false);
            }
            case 4 -> {
                entries.add(random.nextInt(entries.size() + 1), entries.get(i));
                return new Mutation("entry " + i + " repeated", joined(entries), false);
            }
            default -> {
                Collections.swap(entries, i, random.nextInt(entries.size()));
                return new Mutation("entries swapped", joined(entries), true);
            }
        }
    }

    private List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>();
        for (int at = 0; at < archive.length; ) {
            String size = new String(archive, at + 124, 11, StandardCharsets.US_ASCII);
            int end = at + BLOCK + (Integer.parseInt(size, 8) + BLOCK - 1) / BLOCK * BLOCK;
            entries.add(Arrays.copyOfRange(archive, at, end));
            at = end;
        }
        return entries;
    }

    private static byte[] joined(List<byte[]> entries) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        entries.forEach(out::writeBytes);
        return out.toByteArray();
    }
}

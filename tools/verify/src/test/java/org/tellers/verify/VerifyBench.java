package org.tellers.verify;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tellers.crypto.archive.ArchiveEvent;
import org.tellers.crypto.archive.ArchiveWriter;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.archive.SetupData;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.credential.PublicCredentials;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/**
 * Measures the built command line on archives that it makes: ballots a second on a question of three options, and its
 * processor time over that of belenios-tool 3.3.0 on the same archive of a question of three options and one of five.
 * Times are of whole processes, start and warming up included.
 */
public final class VerifyBench {
    private static final int BALLOTS = 6000;
    private static final Question THREE = new Question("Accept?", List.of("Yes", "No", "Abstain"), false, 1, 1);
    private static final Question FIVE = new Question("Which?", List.of("a", "b", "c", "d", "e"), false, 0, 5);

    private VerifyBench() {}

    /** Prints two lines: {@code verify_ballots_per_s} and {@code verify_cpu_ratio}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path folder = Files.createTempDirectory("tellers-verify-bench");
        try {
            measure(root, folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void measure(Path root, Path folder) throws IOException, InterruptedException {
        String verify = root.resolve("tools/verify/verify").toString();
        Path one = archive(folder.resolve("one"), List.of(THREE), BALLOTS);
        long begin = System.nanoTime();
        cpu(List.of(verify, one.toString()), folder);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "verify_ballots_per_s %.0f ballots/s%n", BALLOTS / seconds);

        Path both = archive(folder.resolve("both"), List.of(THREE, FIVE), BALLOTS);
        double ours = cpu(List.of(verify, both.toString()), folder);
        double theirs = cpu(
                List.of(
                        "env",
                        "BELENIOS_SUITE=sid",
                        root.resolve("tools/belenios-tool").toString(),
                        "election",
                        "verify",
                        "--dir",
                        folder.resolve("both").toString()),
                folder);
        System.out.printf(
                Locale.ROOT,
                "verify_cpu_ratio %.3f of belenios-tool's (%.2f ms against %.2f ms a ballot)%n",
                ours / theirs,
                1000 * ours / BALLOTS,
                1000 * theirs / BALLOTS);
    }

    /** The processor seconds of a command that must succeed. */
    private static double cpu(List<String> command, Path folder) throws IOException, InterruptedException {
        Path times = Files.createTempFile(folder, "times", "");
        List<String> timed = new ArrayList<>(List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%U %S'; { time \"$@\" >/dev/null 2>/dev/null; } 2>\"$0\"",
                times.toString()));
        timed.addAll(command);
        int code = new ProcessBuilder(timed).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code);
        }
        double sum = 0;
        for (String number :
                Files.readString(times, StandardCharsets.US_ASCII).strip().split(" ")) {
            sum += Double.parseDouble(number);
        }
        return sum;
    }

    private static Path archive(Path folder, List<Question> questions, int ballots) throws IOException {
        SecureRandom random = new SecureRandom();
        TrusteeKeyPair key = TrusteeKeyPair.generate(random);
        Trustees trustees = new Trustees(List.of(key.prove(random)));
        Election election = new Election(new Election.Parameters(
                "",
                "Benchmark",
                trustees.publicKey(),
                questions,
                ElectionUuid.random(random),
                Optional.empty(),
                Optional.empty()));
        List<PrivateCredential> codes = IntStream.range(0, ballots)
                .mapToObj(i -> PrivateCredential.random(random))
                .toList();
        PublicCredentials credentials = PublicCredentials.of(codes.parallelStream()
                .map(code -> code.publicCredential(election.uuid()))
                .toList());
        BallotMaker maker = new BallotMaker(election, random);
        List<Ballot> made = IntStream.range(0, ballots)
                .parallel()
                .mapToObj(i -> maker.make(codes.get(i), vote(questions, i)))
                .toList();
        Files.createDirectories(folder);
        Path file = folder.resolve(election.uuid() + ".bel");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(new ArchiveWriter(out, 1_795_290_878L), election, trustees, credentials, made);
        }
        return file;
    }

    private static List<List<Integer>> vote(List<Question> questions, int voter) {
        return questions.stream()
                .map(question -> {
                    List<Integer> row = new ArrayList<>(Collections.nCopies(question.choices(), 0));
                    row.set(voter % question.choices(), 1);
                    return row;
                })
                .map(List::copyOf)
                .toList();
    }

    private static void write(
            ArchiveWriter writer,
            Election election,
            Trustees trustees,
            PublicCredentials credentials,
            List<Ballot> ballots)
            throws IOException {
        SetupData setup = SetupData.of(election.bytes(), trustees.bytes(), credentials.bytes());
        for (byte[] data : List.of(election.bytes(), trustees.bytes(), credentials.bytes(), setup.bytes())) {
            writer.data(data);
        }
        ArchiveEvent event = ArchiveEvent.setup(setup);
        writer.event(event);
        TallyAccumulator sum = new TallyAccumulator(election);
        for (Ballot ballot : ballots) {
            writer.data(ballot.bytes());
            event = event.next(EventType.BALLOT, ballot.hash());
            writer.event(event);
            sum.add(ballot);
        }
        event = event.endBallots();
        writer.event(event);
        writer.data(sum.tally().bytes());
        writer.data(sum.sized().bytes());
        writer.event(event.next(
                EventType.ENCRYPTED_TALLY,
                org.tellers.crypto.Sha256.hex(sum.sized().bytes())));
    }
}

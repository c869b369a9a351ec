package org.tellers.crypto.bench;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.group.Point;

/** What the voting service does with a ballot, from its bytes to the verdict, on one core. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BallotVerification {
    /** Ballots of an election, taken in turn. */
    private static final class Box {
        private final BallotVerifier verifier;
        private final List<byte[]> ballots;
        private int next;

        private Box(Election election, List<byte[]> ballots) {
            this.verifier = new BallotVerifier(election);
            this.ballots = ballots;
        }

        private Ballot verifyNext() {
            Ballot ballot = verifier.parse(ballots.get(next++ % ballots.size()));
            verifier.checkSignature(ballot);
            verifier.checkProofs(ballot);
            return ballot;
        }
    }

    /** One question with three options. */
    @State(Scope.Thread)
    public static class ThreeOptions {
        private Box box;

        /** Reads the election and its ballots. */
        @Setup
        public void read() {
            Vectors vectors = new Vectors("one-question");
            box = new Box(vectors.election(), vectors.ballots());
        }
    }

    /** A question with three options, one of them to be chosen, and one with five, any number of them. */
    @State(Scope.Thread)
    public static class ThreeAndFiveOptions {
        private static final int BALLOTS = 16;

        private Box box;

        /** Makes the election and its ballots. */
        @Setup
        public void make() {
            SecureRandom random = new SecureRandom();
            Election election = new Election(new Election.Parameters(
                    "Benchmark",
                    "Benchmark",
                    Point.random(random),
                    List.of(
                            new Question("One of three", List.of("a", "b", "c"), false, 1, 1),
                            new Question("Any of five", List.of("a", "b", "c", "d", "e"), false, 0, 5)),
                    ElectionUuid.random(random),
                    Optional.empty(),
                    Optional.empty()));
            BallotMaker maker = new BallotMaker(election, random);
            List<byte[]> ballots = new ArrayList<>();
            for (int i = 0; i < BALLOTS; i++) {
                List<Integer> five = List.of(i & 1, i >> 1 & 1, i >> 2 & 1, i >> 3 & 1, 1);
                ballots.add(maker.make(PrivateCredential.random(random), List.of(List.of(0, 1, 0), five))
                        .bytes());
            }
            box = new Box(election, ballots);
        }
    }

    /** One ballot, every check. */
    @Benchmark
    public Ballot threeOptions(ThreeOptions state) {
        return state.box.verifyNext();
    }

    /** One ballot, every check. */
    @Benchmark
    public Ballot threeAndFiveOptions(ThreeAndFiveOptions state) {
        return state.box.verifyNext();
    }

    /** Prints the project's figures. */
    public static void main(String[] arguments) throws RunnerException {
        System.out.printf(Locale.ROOT, "ballot_verify_per_core %.0f ballots/s%n", 1e6 / microseconds("threeOptions"));
        System.out.printf(
                Locale.ROOT, "verify_3_and_5_option_ballot_ms %.3f ms%n", microseconds("threeAndFiveOptions") / 1e3);
        System.out.printf(
                Locale.ROOT,
                "verify_3_and_5_option_ballot_in_lanes_ms %.3f ms%n",
                microseconds("threeAndFiveOptions", "--add-modules", "jdk.incubator.vector") / 1e3);
    }

    private static double microseconds(String benchmark, String... options) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(BallotVerification.class.getName() + "\\." + benchmark + "$")
                        .forks(1)
                        .jvmArgsPrepend("--sun-misc-unsafe-memory-access=allow")
                        .jvmArgsAppend(options)
                        .threads(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getScore();
    }
}

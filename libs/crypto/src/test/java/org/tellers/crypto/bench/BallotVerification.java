package org.tellers.crypto.bench;

import java.util.List;
import java.util.Locale;
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
import org.tellers.crypto.ballot.BallotVerifier;

/** What the voting service does with a ballot of one question with three options, from its bytes to the verdict. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BallotVerification {
    private BallotVerifier verifier;
    private List<byte[]> ballots;
    private int next;

    /** Reads the election and its ballots. */
    @Setup
    public void read() {
        Vectors vectors = new Vectors("one-question");
        verifier = new BallotVerifier(vectors.election());
        ballots = vectors.ballots();
    }

    /** One ballot, every check. */
    @Benchmark
    public Ballot verify() {
        Ballot ballot = verifier.parse(ballots.get(next++ % ballots.size()));
        verifier.checkSignature(ballot);
        verifier.checkProofs(ballot);
        return ballot;
    }

    /** Prints the project's figure. */
    public static void main(String[] arguments) throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(BallotVerification.class.getName())
                        .forks(1)
                        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                        .threads(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        for (var result : results) {
            System.out.printf(
                    Locale.ROOT,
                    "ballot_verify_per_core %.0f ballots/s%n",
                    result.getPrimaryResult().getScore());
        }
    }
}

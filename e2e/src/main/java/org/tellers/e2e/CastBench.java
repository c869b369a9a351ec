package org.tellers.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.local.PlainHttp;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;

/**
 * How many ballots a second the box takes over HTTP, through the gateway, each durably stored before it is answered. The
 * ballots are made beforehand; client, gateway, voting and PostgreSQL share the machine.
 */
public final class CastBench {

    private static final int BALLOTS = 1000;
    /** The first ballots warm the virtual machines up and are not counted. */
    private static final int WARM_UP = 200;

    private static final int CONCURRENCY = 32;

    private CastBench() {}

    /** Prints one line, {@code http_cast_per_s VALUE ballots/s}. */
    public static void main(String[] arguments) throws Exception {
        StackOptions options = Smoke.options().withProgress(System.err::println);
        try (Stack stack = Stack.start(options)) {
            Path folder = Files.createTempDirectory("tellers-bench");
            // One member in forty is of another section, one in fifty has no address, one in a hundred has left.
            int members = (BALLOTS + WARM_UP) * 100 / 90;
            OpenBallot open = OpenBallot.open(
                    stack, options.project().root(), folder, members, Duration.ofMinutes(10), System.err::println);
            List<byte[]> ballots = make(stack, open);
            URI box = stack.votersOrigin().resolve("/api/voting/ballots/" + open.ballot() + "/box");
            cast(box, ballots.subList(0, WARM_UP));
            long begin = System.nanoTime();
            cast(box, ballots.subList(WARM_UP, WARM_UP + BALLOTS));
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("http_cast_per_s %.0f ballots/s%n", BALLOTS / seconds);
        }
    }

    private static List<byte[]> make(Stack stack, OpenBallot open) throws IOException, InterruptedException {
        byte[] bytes = PlainHttp.client()
                .send(
                        HttpRequest.newBuilder(stack.votersOrigin()
                                        .resolve("/api/voting/ballots/" + open.ballot() + "/election"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
        BallotMaker maker = new BallotMaker(Election.parse(bytes), new SecureRandom());
        List<byte[]> ballots = new ArrayList<>();
        for (String code : open.codes().subList(0, WARM_UP + BALLOTS)) {
            ballots.add(maker.make(PrivateCredential.parse(code), List.of(List.of(1, 0, 0)))
                    .bytes());
        }
        return ballots;
    }

    private static void cast(URI box, List<byte[]> ballots) throws InterruptedException, ExecutionException {
        HttpClient http = PlainHttp.client();
        try (var lanes = Executors.newFixedThreadPool(CONCURRENCY)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (byte[] ballot : ballots) {
                answers.add(lanes.submit(() -> post(http, box, ballot)));
            }
            for (Future<Integer> answer : answers) {
                if (answer.get() != 201) {
                    throw new IllegalStateException("A ballot was answered with " + answer.get());
                }
            }
        }
    }

    private static int post(HttpClient http, URI box, byte[] ballot) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(box)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(ballot))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

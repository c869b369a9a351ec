package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.local.Containers;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;
import org.tellers.local.demo.BallotDesk;
import org.tellers.local.demo.HqClient;
import org.tellers.local.demo.Trustee;
import org.tellers.local.demo.TrusteeTool;
import org.tellers.local.demo.Waiting;

/**
 * One whole ballot against a fresh stack, without a person: from the register's import to an archive that an independent
 * program accepts. Every step goes the way people go: HQ through the API with its own sign-ins, members through the links
 * of their mails.
 */
public final class Smoke {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final Path project;
    private final Path folder;
    private final int voters;
    private final Consumer<String> progress;
    private final BallotDesk desk;
    private final PublicSite site;
    private final Instant started = Instant.now();
    private final StringBuilder timings = new StringBuilder();
    private Instant stepStarted = started;

    private String ballot = "";

    private Smoke(Stack stack, Path project, Path folder, int voters, Consumer<String> progress) {
        this.stack = stack;
        this.project = project;
        this.folder = folder;
        this.voters = voters;
        this.progress = progress;
        this.desk = new BallotDesk(new HqClient(stack.hqOrigin(), stack.issuer()), new TrusteeTool(project));
        this.site = new PublicSite(stack.votersOrigin());
    }

    /**
     * What a run came to.
     *
     * @param ballot the ballot's uuid
     * @param line one line for people: the result and the timings
     * @param opensAt its opening
     * @param closesAt its close
     * @param addresses where the invitations went
     * @param codes the private credentials in them
     * @param trackers the receipts given
     * @param hq the people of headquarters
     * @param trustees who hold the count key
     * @param counted the declared figures, option by option
     * @param archive the public archive after the declaration
     */
    public record Outcome(
            String ballot,
            String line,
            Instant opensAt,
            Instant closesAt,
            List<String> addresses,
            List<String> codes,
            List<String> trackers,
            HqClient hq,
            List<Trustee> trustees,
            List<Integer> counted,
            Archive archive) {}

    /** {@code Smoke [voters]}, 200 unless said otherwise; exit code 1 and one line when anything is not as it must be. */
    public static void main(String[] arguments) {
        int voters = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
        StackOptions options =
                options().withContainers(Containers.asked(System.getenv())).withProgress(System.err::println);
        try (Stack stack = Stack.start(options)) {
            Outcome outcome = run(stack, options.project().root(), voters, System.err::println);
            List<String> leaks = new Leaks(stack).find(outcome);
            Require.that(leaks.isEmpty(), "leaks: " + String.join("; ", leaks));
            stack.memoryPeaks().forEach(System.out::println);
            System.out.println(outcome.line());
        } catch (RuntimeException e) {
            System.err.println("smoke failed: " + e.getMessage());
            System.exit(1);
        }
    }

    /** A fresh stack for ballots of a few minutes: turnout batches short enough to watch, mails up to the close. */
    static StackOptions options() {
        return quick(StackOptions.fresh());
    }

    /** The same stack for such ballots. */
    static StackOptions quick(StackOptions options) {
        return options.withEnvironment("voting", "TELLERS_VOTING_TURNOUT_INTERVAL", "2s")
                .withEnvironment("reporting", "TELLERS_TURNOUT_PERIOD", "2s")
                .withEnvironment("notification", "TELLERS_MAIL_STOP_BEFORE_CLOSE", "0s");
    }

    /** Runs a ballot on a stack with that many voters by the protocol client, and one more in the browser. */
    static Outcome run(Stack stack, Path project, int voters, Consumer<String> progress) {
        try {
            return new Smoke(stack, project, Files.createTempDirectory("tellers-smoke"), voters, progress).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome run() throws IOException {
        BrowserTrustee page = new BrowserTrustee(project, stack.hqOrigin(), folder.resolve("screenshots"));
        int members = voters + voters / 2 + 20;
        OpenBallot open = OpenBallot.open(
                stack, project, folder, members, Duration.ofSeconds(60 + voters / 2), Optional.of(page), this::step);
        ballot = open.ballot();
        List<String> codes = open.codes();
        Require.that(codes.size() > voters + 2, "Only %d members got a code".formatted(codes.size()));

        Voters client = new Voters(project, stack.votersOrigin(), ballot, folder);
        List<String> trackers = new ArrayList<>();
        int[] expected = new int[OpenBallot.ANSWERS.size()];
        trackers.add(client.castInBrowser(open.links().getFirst(), 0, folder.resolve("screenshots")));
        expected[0]++;
        step("browser");

        List<String> faults = new BadInput(stack, desk.hq(), ballot, project).tryAll();
        Require.that(faults.isEmpty(), "bad input: " + String.join("; ", faults));
        List<String> early = new EarlyCount(stack, desk.hq(), ballot).tryAll();
        Require.that(early.isEmpty(), "a count before the close: " + String.join("; ", early));
        step("bad input");

        RollChanges.Changed roll = new RollChanges(stack, project, desk, open).happen(members);
        Voters.Told joined = client.cast(List.of(roll.late().getFragment()), List.of(1), OpenBallot.ANSWERS.size(), 1)
                .getFirst();
        Require.that(joined.accepted(), "The late joiner could not vote: " + joined);
        trackers.add(joined.tracker());
        expected[1]++;
        Voters.Told gone = client.cast(List.of(roll.left()), List.of(0), OpenBallot.ANSWERS.size(), 1)
                .getFirst();
        Require.that(
                gone.status() == 409 && gone.problem().endsWith("credential-revoked"),
                "The member who left was not refused as revoked: " + gone);
        step("late joiner and leaver");

        Random random = new Random(1);
        List<Integer> choices = new ArrayList<>();
        for (int i = 0; i < voters; i++) {
            choices.add(random.nextInt(OpenBallot.ANSWERS.size()));
        }
        List<Voters.Told> told = client.cast(codes.subList(1, 1 + voters), choices, OpenBallot.ANSWERS.size(), 8);
        for (int i = 0; i < voters; i++) {
            Require.that(told.get(i).accepted(), "A vote was refused: " + told.get(i));
            trackers.add(told.get(i).tracker());
            expected[choices.get(i)]++;
        }
        step("votes");

        Voters.Told twice = client.cast(codes.subList(1, 2), List.of(1), OpenBallot.ANSWERS.size(), 1)
                .getFirst();
        Require.that(
                twice.status() == 409 && twice.problem().endsWith("already-recorded"),
                "A second vote was not refused as already recorded: " + twice);
        awaitTurnout(trackers.size());
        desk.awaitState(ballot, Duration.between(Instant.now(), open.closesAt()).plusSeconds(60), "Closed");
        Voters.Told late = client.cast(codes.subList(1 + voters, 2 + voters), List.of(0), OpenBallot.ANSWERS.size(), 1)
                .getFirst();
        Require.that(
                late.status() == 409 && late.problem().endsWith("ballot-closed"),
                "A late vote was not refused as closed: " + late);
        step("close");

        Archive closed = Archive.download(stack.votersOrigin(), ballot, folder.resolve("closed.bel"));
        String head = desk.hq()
                .get("scrutineer", "/api/reporting/ballots/" + ballot + "/counting")
                .expect(200)
                .text("head");
        Require.that(
                head.equals(
                        site.get("/api/voting/ballots/" + ballot).path("head").asText()),
                "The head that reporting counts on is not the published one");
        // The first trustee's key is lost; any two of the three suffice, whatever they use.
        desk.decrypt(ballot, open.trustees().get(1), closed.file());
        Trustee last = open.trustees().getLast();
        Mailbox.Mail mark = Waiting.until(
                        "the mail with the head of the closed box",
                        Duration.ofSeconds(30),
                        () -> new Mailbox(stack.mailPage())
                                .mails().stream()
                                        .filter(mail -> mail.to().equals(BrowserTrustee.address(last)))
                                        .toList(),
                        mails -> !mails.isEmpty())
                .getFirst();
        Require.that(mark.text().contains(head), "The trustee was mailed another head than the published one");
        page.count(ballot, last, head);
        desk.awaitState(ballot, Duration.ofSeconds(60), "Counted");
        step("count");

        String declaration = "/api/reporting/ballots/" + ballot + "/declaration";
        desk.hq().post("officer", declaration, Map.of("decision", "declare")).expect(200, 201);
        desk.hq().post("officer", declaration + "/confirmation", Map.of()).expect(409);
        desk.hq().post("approver", declaration + "/confirmation", Map.of()).expect(200, 201);
        desk.awaitState(ballot, Duration.ofSeconds(60), "Declared");
        JsonNode result = site.get("/api/reporting/ballots/" + ballot + "/result");
        List<Integer> counted = new ArrayList<>();
        result.at("/questions/0/options")
                .forEach(option -> counted.add(option.path("votes").asInt()));
        Require.that(
                counted.equals(Arrays.stream(expected).boxed().toList()),
                "The result is %s, cast were %s".formatted(counted, Arrays.toString(expected)));
        Waiting.until(
                "the declared result in the archive",
                Duration.ofSeconds(60),
                () -> site.get("/api/voting/ballots/" + ballot),
                status -> status.path("declared").asBoolean());
        step("declaration");

        Archive archive = judge(open.setup(), trackers, counted);
        Evidence evidence = new Evidence(site, desk.hq(), project, folder, ballot);
        evidence.verify(archive.file(), head);
        evidence.breakdown(result, "region");
        evidence.report();
        step("check");
        return new Outcome(
                ballot,
                "smoke ok: entitled %d, votes cast %d, Yes %d, No %d, Abstain %d; belenios-tool and tools/verify agree; seconds: %stotal %d"
                        .formatted(
                                result.path("entitled").asInt(),
                                trackers.size(),
                                expected[0],
                                expected[1],
                                expected[2],
                                timings,
                                Duration.between(started, Instant.now()).toSeconds()),
                open.opensAt(),
                open.closesAt(),
                Stream.concat(open.addresses().stream(), Stream.of(roll.address()))
                        .toList(),
                Stream.concat(codes.stream(), Stream.of(roll.late().getFragment()))
                        .toList(),
                trackers,
                desk.hq(),
                open.trustees(),
                counted,
                archive);
    }

    private void awaitTurnout(int cast) {
        Waiting.until(
                "a turnout of " + cast,
                Duration.ofSeconds(60),
                () -> site.get("/api/reporting/ballots/" + ballot + "/turnout"),
                turnout -> turnout.path("cast").asInt() == cast);
    }

    private Archive judge(Archive setup, List<String> trackers, List<Integer> counted) throws IOException {
        Archive archive = Archive.download(stack.votersOrigin(), ballot, folder.resolve(ballot + ".bel"));
        Require.that(
                archive.trackers().size() == trackers.size()
                        && new HashSet<>(archive.trackers()).equals(new HashSet<>(trackers)),
                "The archive does not hold exactly the acknowledged ballots");
        ArchiveCheck.Report report = archive.check();
        Require.that(report.findings().isEmpty(), "Our check finds faults in the archive: " + report.findings());
        String theirs = new BeleniosTool(project).judge(setup.file(), archive.file(), archive.ballots());
        Require.that(
                JSON.readTree(theirs)
                        .at("/result/0")
                        .toString()
                        .equals(counted.toString().replace(" ", "")),
                "belenios-tool computes %s, we declared %s".formatted(theirs, counted));
        return archive;
    }

    private void step(String name) {
        Instant now = Instant.now();
        long seconds = Duration.between(stepStarted, now).toSeconds();
        stepStarted = now;
        timings.append(name).append(' ').append(seconds).append(", ");
        progress.accept("%4d s  %s done in %d s"
                .formatted(Duration.between(started, now).toSeconds(), name, seconds));
    }
}

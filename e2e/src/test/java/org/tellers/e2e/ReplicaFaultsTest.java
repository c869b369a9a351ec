package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.local.Project;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;
import org.tellers.local.demo.HqClient;
import org.tellers.local.demo.Waiting;

/** A whole stack with two processes of every service and of the gateway, as on Kubernetes. */
@Tag("faults")
class ReplicaFaultsTest {

    private static final List<String> SERVICES = List.of("membership", "ballot", "notification", "voting", "reporting");
    private static final int TWICE = 30;
    private static final int EACH = 40;
    private static final Duration WINDOW = Duration.ofMinutes(4);

    private static final Map<String, RoundRobin> addresses = new LinkedHashMap<>();
    private static final Map<String, URI> replicas = new LinkedHashMap<>();
    private static Stack stack;
    private static Path project;
    private static Path folder;

    @BeforeAll
    static void startEverythingTwice() throws Exception {
        project = Project.find().root();
        folder = Files.createTempDirectory("tellers-replicas");
        StackOptions options = Smoke.options();
        for (String service : SERVICES) {
            RoundRobin address = new RoundRobin();
            addresses.put(service, address);
            options = options.withEnvironment(
                    "gateway",
                    "TELLERS_" + service.toUpperCase(Locale.ROOT) + "_URL",
                    address.address().toString());
        }
        stack = Stack.start(options);
        for (String service : SERVICES) {
            replicas.put(service, stack.service(service));
            replicas.put(second(service), stack.addReplica(second(service), service));
            stack.start(second(service));
            addresses.get(service).add(replicas.get(service));
            addresses.get(service).add(replicas.get(second(service)));
        }
        replicas.put("gateway", stack.hqOrigin());
        replicas.put(second("gateway"), stack.addReplica(second("gateway"), "gateway"));
        stack.start(second("gateway"));
    }

    @AfterAll
    static void stopEverything() {
        if (stack != null) {
            stack.close();
        }
        addresses.values().forEach(RoundRobin::close);
    }

    private static String second(String program) {
        return program + "-2";
    }

    @Test
    void ofTwoBallotsSentAtOnceToTwoReplicasOneCountsAndNoAcknowledgedBallotIsLostWhenOneIsKilledOrRolled()
            throws Exception {
        OpenBallot open = OpenBallot.open(stack, project, folder, TWICE + 3 * EACH + 60, WINDOW, step -> {});
        Voters voters = new Voters(project, stack.votersOrigin(), open.ballot(), folder);
        List<String> codes = new ArrayList<>(open.codes());
        List<String> acknowledged = new ArrayList<>();

        castTwice(voters, take(codes, TWICE), acknowledged);
        assertThat(acknowledged).hasSize(TWICE);
        int voted = TWICE;
        awaitTurnout(open.ballot(), voted);
        remind(open, open.mails().size() - voted);

        castWhile(voters, take(codes, EACH), acknowledged, () -> {
            stack.kill("voting");
            addresses.get("voting").remove(replicas.get("voting"));
        });
        voted += EACH;
        // The facts of the box leave by the replica that is left.
        awaitTurnout(open.ballot(), voted);
        stack.start("voting");
        addresses.get("voting").add(replicas.get("voting"));

        castWhile(voters, take(codes, EACH), acknowledged, () -> {
            addresses.get("voting").remove(replicas.get("voting-2"));
            stack.stop("voting-2");
            stack.start("voting-2");
            addresses.get("voting").add(replicas.get("voting-2"));
        });
        for (String service : List.of("reporting", "notification", "ballot")) {
            stack.kill(service);
            addresses.get(service).remove(replicas.get(service));
        }
        castWhile(voters, take(codes, EACH), acknowledged, () -> {});
        voted += 2 * EACH;
        awaitTurnout(open.ballot(), voted);

        open.desk()
                .awaitState(
                        open.ballot(),
                        Duration.between(Instant.now(), open.closesAt()).plusSeconds(90),
                        "Closed");
        Archive archive = Archive.download(stack.votersOrigin(), open.ballot(), folder.resolve("closed.bel"));
        ArchiveCheck.Report report = archive.check();
        assertThat(report.findings()).isEmpty();
        int cast = TWICE + 3 * EACH;
        assertThat(archive.trackers()).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(archive.ballots()).hasSize(cast);
        awaitUsed(cast);
        for (String once :
                List.of("voting.BoxOpened", "voting.BoxClosed", "ballot.BallotOpened", "ballot.BallotClosed")) {
            assertThat(announced(open.ballot(), once)).as(once).hasSize(1);
        }
    }

    /** A reminder falls due while two processes look: it goes once to each who has not voted. */
    private static void remind(OpenBallot open, int recipients) {
        awaitUsed(TWICE);
        HqClient hq = open.desk().hq();
        String messages = "/api/notification/ballots/" + open.ballot() + "/messages";
        Map<String, String> order = Map.of(
                "kind", "reminder", "notBefore", Instant.now().plusSeconds(3).toString());
        String reminder = hq.post("officer", messages, order).expect(202).text("id");
        Waiting.until(
                "the reminders to be sent",
                Duration.ofMinutes(2),
                () -> hq.get("officer", messages + "/" + reminder).expect(200).body(),
                message -> message.path("state").asText().equals("done"));
        assertThat(new Mailbox(stack.mailPage()).mails())
                .filteredOn(mail -> mail.messageId().contains(".reminder.1@"))
                .extracting(Mailbox.Mail::to)
                .hasSize(recipients)
                .doesNotHaveDuplicates();
    }

    private static void awaitUsed(int votes) {
        Waiting.until(
                "notification to know who has voted",
                Duration.ofSeconds(60),
                () -> Rows.count(stack, "notification", "credential where state = 'used'"),
                used -> used == votes);
    }

    /** Ids of the facts of a kind about a ballot; a fact that a relay sent twice has one. */
    private static Set<String> announced(String ballot, String fact) {
        return Records.of(stack).stream()
                .filter(record ->
                        ballot.equals(record.key()) && header(record, "ce_type").equals("org.tellers." + fact + ".v1"))
                .map(record -> header(record, "ce_id"))
                .collect(Collectors.toSet());
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void aSessionOfHeadquartersOutlivesTheGatewayAndHoldsAtTheOther() throws Exception {
        HqSession session = HqSession.signIn(stack.hqOrigin(), "officer", "demo");
        assertThat(session.get(ballots("gateway"))).isEqualTo(200);
        assertThat(session.get(ballots("gateway-2"))).isEqualTo(200);
        stack.stop("gateway");
        assertThat(session.get(ballots("gateway-2"))).isEqualTo(200);
        stack.start("gateway");
        assertThat(session.get(ballots("gateway"))).isEqualTo(200);
    }

    private static URI ballots(String gateway) {
        return replicas.get(gateway).resolve("/api/ballot/ballots");
    }

    /** Each code twice at the same time, for different options. */
    private static void castTwice(Voters voters, List<String> codes, List<String> acknowledged) {
        List<String> twice = new ArrayList<>();
        List<Integer> options = new ArrayList<>();
        for (String code : codes) {
            twice.addAll(List.of(code, code));
            options.addAll(List.of(0, 1));
        }
        List<Voters.Told> told = voters.cast(twice, options, OpenBallot.ANSWERS.size(), 2 * SERVICES.size());
        for (int i = 0; i < told.size(); i += 2) {
            List<Voters.Told> both = told.subList(i, i + 2);
            assertThat(both).filteredOn(Voters.Told::accepted).hasSize(1);
            assertThat(both)
                    .filteredOn(one -> !one.accepted())
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.problem()).endsWith("already-recorded"));
            both.stream().filter(Voters.Told::accepted).forEach(one -> acknowledged.add(one.tracker()));
        }
    }

    /**
     * Members vote while something happens to a replica. Who got no answer sends the same choice again, once, and hears
     * either that it is recorded now or that it was already.
     */
    private static void castWhile(Voters voters, List<String> codes, List<String> acknowledged, Runnable happening) {
        int before = Rows.count(stack, "voting", "chain_event where type = 'BALLOT'");
        CompletableFuture<List<Voters.Told>> voting = CompletableFuture.supplyAsync(
                () -> voters.cast(codes, Collections.nCopies(codes.size(), 2), OpenBallot.ANSWERS.size(), 4));
        Waiting.until(
                "a ballot of this batch",
                Duration.ofSeconds(60),
                () -> Rows.count(stack, "voting", "chain_event where type = 'BALLOT'"),
                count -> count > before);
        happening.run();
        List<String> again = new ArrayList<>();
        List<Voters.Told> told = voting.join();
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).accepted()) {
                acknowledged.add(told.get(i).tracker());
            } else {
                again.add(codes.get(i));
            }
        }
        if (!again.isEmpty()) {
            List<Voters.Told> toldAgain =
                    voters.cast(again, Collections.nCopies(again.size(), 2), OpenBallot.ANSWERS.size(), 4);
            assertThat(toldAgain)
                    .allMatch(one -> one.accepted() || one.problem().endsWith("already-recorded"));
            toldAgain.stream().filter(Voters.Told::accepted).forEach(one -> acknowledged.add(one.tracker()));
        }
    }

    private static List<String> take(List<String> codes, int count) {
        List<String> first = new ArrayList<>(codes.subList(0, count));
        codes.subList(0, count).clear();
        return first;
    }

    private static void awaitTurnout(String ballot, int cast) {
        Waiting.until(
                "a turnout of " + cast,
                Duration.ofSeconds(90),
                () -> new PublicSite(stack.votersOrigin()).get("/api/reporting/ballots/" + ballot + "/turnout"),
                turnout -> turnout.path("cast").asInt() == cast);
    }
}

package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tellers.local.Stack;
import org.tellers.local.demo.BallotDesk;
import org.tellers.local.demo.DemoRegister;
import org.tellers.local.demo.Waiting;

/**
 * What happens to a roll while people vote: the register learns of one who joined in time, who gets a code and votes, and
 * of one who left, whose code dies before it was used (rule R5, story H9). The denominators follow by versions.
 */
final class RollChanges {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Stack stack;
    private final Path project;
    private final BallotDesk desk;
    private final OpenBallot open;
    private final String roll;

    RollChanges(Stack stack, Path project, BallotDesk desk, OpenBallot open) {
        this.stack = stack;
        this.project = project;
        this.desk = desk;
        this.open = open;
        this.roll = "/api/ballot/ballots/" + open.ballot() + "/roll";
    }

    /**
     * What came of it.
     *
     * @param late the voting link of the late joiner
     * @param address where it went
     * @param left the code of the member who left, dead now
     */
    record Changed(URI late, String address, String left) {}

    /**
     * Lets one member of a register of so many leave, the last who got a mail, and another join.
     *
     * @param members how many there were
     */
    Changed happen(int members) throws IOException {
        Mailbox.Mail leaver = open.mails().getLast();
        String register = DemoRegister.csv(project.resolve("data/probation_regions_pdus.csv"), members + 1);
        String number = leaver.to().replaceAll("\\D", "");
        String left = register.replaceFirst(
                "(?m)^(" + number + ",.*),active,(\\d{4}-\\d\\d-\\d\\d),,", "$1,left,$2,2026-06-30,");
        Require.that(!left.equals(register), "There is no member with the address of the last mail");
        JsonNode imported = desk.importRegister(left);
        Require.that(
                imported.path("new").asInt() == 1 && imported.path("changed").asInt() == 1,
                "The second import took " + imported);

        int entitled = DemoRegister.entitled(members);
        Mailbox.Mail late = join();
        exclude();
        JsonNode versions =
                desk.hq().get("officer", roll + "/versions").expect(200).body();
        List<Integer> counts =
                versions.findValues("entitled").stream().map(JsonNode::asInt).toList();
        Require.that(
                counts.equals(List.of(entitled, entitled + 1, entitled)),
                "The roll's versions count %s, not %d, one more, and as many again".formatted(counts, entitled));
        return new Changed(
                late.votingLink(open.ballot()).orElseThrow(),
                late.to(),
                leaver.votingLink(open.ballot()).orElseThrow().getFragment());
    }

    private Mailbox.Mail join() {
        Waiting.until(
                "the late joiner at the ballot",
                SOON,
                () -> desk.hq()
                        .get("officer", roll + "/supplements")
                        .expect(200)
                        .body(),
                seen -> seen.path("lateJoiners").asInt() == 1);
        desk.hq().post("officer", roll + "/supplements", Map.of("added", 1)).expect(201);
        return Waiting.until("the late joiner's mail", SOON, this::lateMails, mails -> mails.size() == 1)
                .getFirst();
    }

    private List<Mailbox.Mail> lateMails() {
        Set<String> before = new HashSet<>(open.addresses());
        return new Mailbox(stack.mailPage())
                .mails().stream()
                        .filter(mail -> mail.votingLink(open.ballot()).isPresent() && !before.contains(mail.to()))
                        .toList();
    }

    private void exclude() {
        JsonNode leavers =
                desk.hq().get("officer", roll + "/leavers").expect(200).body();
        Require.that(leavers.path("count").asInt() == 1, "One member left, the roll knows of " + leavers);
        desk.hq()
                .post(
                        "officer",
                        roll + "/exclusions",
                        Map.of(
                                "members",
                                List.of(leavers.at("/items/0/memberId").asText()),
                                "reason",
                                "left"))
                .expect(202);
        Waiting.until(
                "the exclusion of the member who left",
                SOON,
                () -> desk.hq().get("officer", roll + "/exclusions").expect(200).body(),
                asked -> asked.at("/items/0/state").asText().equals("excluded"));
    }
}

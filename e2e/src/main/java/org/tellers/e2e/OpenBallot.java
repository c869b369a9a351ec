package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tellers.local.Stack;
import org.tellers.local.demo.BallotDesk;
import org.tellers.local.demo.DemoRegister;
import org.tellers.local.demo.HqClient;
import org.tellers.local.demo.Trustee;
import org.tellers.local.demo.TrusteeTool;
import org.tellers.local.demo.Waiting;

/**
 * A ballot that is open, with its invitations in the members' boxes.
 *
 * @param desk HQ and scrutineer
 * @param ballot its uuid
 * @param opensAt its opening
 * @param closesAt its close
 * @param trustees who hold the count key
 * @param setup the archive before the first ballot
 * @param mails one invitation for each member with an address
 */
record OpenBallot(
        BallotDesk desk,
        String ballot,
        Instant opensAt,
        Instant closesAt,
        List<Trustee> trustees,
        Archive setup,
        List<Mailbox.Mail> mails) {

    static final List<String> ANSWERS = List.of("Yes", "No", "Abstain");
    /** For the keys and the roll, on a busy machine. */
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(70);

    /**
     * Brings a ballot from an empty register to the open box.
     *
     * @param window how long it stays open
     * @param step told the name of each step when it is done
     */
    static OpenBallot open(Stack stack, Path project, Path folder, int members, Duration window, Consumer<String> step)
            throws IOException {
        return open(stack, project, folder, members, window, Optional.empty(), step);
    }

    /** The same, with one trustee who uses the browser. */
    static OpenBallot open(
            Stack stack,
            Path project,
            Path folder,
            int members,
            Duration window,
            Optional<BrowserTrustee> browser,
            Consumer<String> step)
            throws IOException {
        BallotDesk desk = new BallotDesk(new HqClient(stack.hqOrigin(), stack.issuer()), new TrusteeTool(project));
        JsonNode imported =
                desk.importRegister(DemoRegister.csv(project.resolve("data/probation_regions_pdus.csv"), members));
        Require.that(
                imported.path("new").asInt() == members,
                "The import took %s of %d members".formatted(imported.path("new"), members));
        step.accept("import");

        Instant opensAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(UNTIL_OPENING);
        Instant closesAt = opensAt.plus(window);
        String ballot = desk.draft(
                "Workloads indicative ballot",
                "If acceptable progress is not made on workloads by 1 September, are you prepared to vote yes in a"
                        + " formal industrial action ballot?",
                ANSWERS,
                opensAt,
                closesAt);
        HqClient.Answer alone = desk.hq().post("officer", "/api/ballot/ballots/" + ballot + "/approval", Map.of());
        Require.that(alone.status() == 403 || alone.status() == 409, "An officer could approve alone");
        desk.approve(ballot);
        step.accept("draft");
        List<Trustee> trustees = desk.key(
                ballot, folder.resolve("trustees"), browser.map(page -> trustee -> page.makeKey(ballot, trustee)));
        step.accept("keys");
        desk.freezeRoll(ballot, DemoRegister.entitled(members));
        Archive setup = Archive.download(stack.votersOrigin(), ballot, folder.resolve("setup.bel"));
        Require.that(setup.ballots().isEmpty(), "There are ballots before the opening");
        step.accept("roll");

        desk.invite(ballot);
        desk.awaitState(ballot, UNTIL_OPENING.plusSeconds(60), "Open");
        List<Mailbox.Mail> mails = invitations(stack, desk, ballot, DemoRegister.invitable(members));
        OpenBallot open = new OpenBallot(desk, ballot, opensAt, closesAt, trustees, setup, mails);
        Require.that(
                new HashSet<>(open.codes()).size() == mails.size() && !mails.isEmpty(),
                "Two members got the same code");
        step.accept("mail");
        return open;
    }

    /** The personal links. */
    List<URI> links() {
        return mails.stream().map(mail -> mail.votingLink(ballot).orElseThrow()).toList();
    }

    /** The private credentials in the links. */
    List<String> codes() {
        return links().stream().map(URI::getFragment).toList();
    }

    /** Where the invitations went. */
    List<String> addresses() {
        return mails.stream().map(Mailbox.Mail::to).toList();
    }

    /** One mail for each roll entry with an address, none twice. */
    private static List<Mailbox.Mail> invitations(Stack stack, BallotDesk desk, String ballot, int members) {
        String path = "/api/notification/ballots/" + ballot + "/invitations";
        JsonNode sending = Waiting.until(
                "the invitations to be sent",
                Duration.ofMinutes(3),
                () -> desk.hq().get("officer", path).expect(200).body(),
                // Contacts travel by themselves: who is without an address now gets the mail when it is there.
                body -> body.path("state").asText().equals("done")
                        && body.path("accepted").asInt() >= members);
        Require.that(
                sending.path("accepted").asInt() == members
                        && sending.path("failed").asInt() == 0,
                "%d members have an address, the invitations ended as %s".formatted(members, sending));
        List<Mailbox.Mail> mails = new Mailbox(stack.mailPage())
                .mails().stream()
                        .filter(mail -> mail.votingLink(ballot).isPresent())
                        .toList();
        Require.that(
                mails.size() == sending.path("accepted").asInt(),
                "%d mails arrived, %s were accepted".formatted(mails.size(), sending.path("accepted")));
        Require.that(
                mails.stream().map(Mailbox.Mail::to).distinct().count() == mails.size(),
                "A member got two invitations");
        return mails;
    }
}

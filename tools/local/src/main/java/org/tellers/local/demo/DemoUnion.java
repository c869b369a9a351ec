package org.tellers.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.tellers.local.Project;
import org.tellers.local.Stack;

/** The union that {@code make run} shows: a register of about 500 members, and one ballot that is open with its mails sent. */
public final class DemoUnion {

    private static final int MEMBERS = 500;
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /** Time for the steps that must come before the opening. */
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(30);

    private DemoUnion() {}

    /**
     * Loads register and ballot into a running stack, once; later calls find them.
     *
     * @return the ballot's uuid
     */
    public static String prepare(Stack stack, Project project, Consumer<String> progress) {
        Path folder = stack.state().resolve("demo");
        Path done = folder.resolve("ballot");
        try {
            if (Files.exists(done)) {
                return Files.readString(done).strip();
            }
            Files.createDirectories(folder);
            BallotDesk desk =
                    new BallotDesk(new HqClient(stack.hqOrigin(), stack.issuer()), new TrusteeTool(project.root()));
            JsonNode run = desk.importRegister(
                    DemoRegister.csv(project.root().resolve("data/probation_regions_pdus.csv"), MEMBERS));
            progress.accept("register: %s members".formatted(run.path("rows").asText()));

            Instant opensAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(UNTIL_OPENING);
            String ballot = desk.draft(
                    "Workloads indicative ballot (demo)",
                    "If acceptable progress is not made on workloads by 1 September, are you prepared to vote yes in a"
                            + " formal industrial action ballot?",
                    List.of("Yes", "No", "Abstain"),
                    opensAt,
                    LocalDate.now(LONDON)
                            .plusDays(15)
                            .atTime(LocalTime.NOON)
                            .atZone(LONDON)
                            .toInstant());
            desk.approve(ballot);
            desk.key(ballot, folder.resolve(ballot));
            desk.freezeRoll(ballot, DemoRegister.entitled(MEMBERS));
            desk.invite(ballot);
            progress.accept("ballot: roll frozen, credentials made; it opens at the instant its charter says");
            desk.awaitState(ballot, UNTIL_OPENING.plusSeconds(60), "Open");
            JsonNode sent = Waiting.until(
                    "the invitations to be sent",
                    Duration.ofMinutes(2),
                    () -> desk.hq()
                            .get("officer", "/api/notification/ballots/" + ballot + "/invitations")
                            .expect(200)
                            .body(),
                    body -> body.path("state").asText().equals("done"));
            progress.accept("ballot: open, %s invitations sent"
                    .formatted(sent.path("accepted").asText()));
            Files.writeString(done, ballot + "\n");
            return ballot;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's files cannot be written to " + folder, e);
        }
    }
}

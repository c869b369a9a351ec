package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;
import org.tellers.local.demo.BallotDesk;
import org.tellers.local.demo.DemoRegister;
import org.tellers.local.demo.HqClient;
import org.tellers.local.demo.TrusteeTool;
import org.tellers.local.demo.Waiting;

/** A register import whose process and database are killed at each step. */
@Tag("faults")
class RegisterFaultsTest {

    private static final int MEMBERS = 60_000;
    private static final String IMPORTS = "/api/membership/imports";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static Stack stack;
    private static BallotDesk desk;
    private static Path project;

    @BeforeAll
    static void start() {
        StackOptions options = StackOptions.fresh().withParts("postgres", "kafka", "keycloak", "membership", "gateway");
        project = options.project().root();
        stack = Stack.start(options);
        desk = new BallotDesk(new HqClient(stack.hqOrigin(), stack.issuer()), new TrusteeTool(project));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void anImportThatIsKilledWhileItReadsAndWhileItAppliesIsAppliedOnce() throws Exception {
        byte[] csv = DemoRegister.csv(project.resolve("data/probation_regions_pdus.csv"), MEMBERS)
                .getBytes(StandardCharsets.UTF_8);
        String id = desk.hq()
                .post("officer", IMPORTS + "?mode=update", "text/csv", csv)
                .expect(202)
                .text("id");
        awaitRun(id, run -> run.at("/progress/done").asInt() > 0);
        killed("membership");
        JsonNode dryRun = desk.awaitImport(id, "dry-run");
        assertThat(dryRun.path("new").asInt()).isEqualTo(MEMBERS);

        desk.hq()
                .post("officer", IMPORTS + "/" + id + "/confirmation", Map.of())
                .expect(202);
        awaitRun(id, run -> run.at("/progress/phase").asText().equals("announcing"));
        assertThat(Rows.count(stack, "membership", "member")).isZero();
        killed("membership");
        awaitRun(id, run -> run.at("/progress/phase").asText().equals("announcing"));
        stack.kill("membership");
        killed("postgres");
        stack.start("membership");
        desk.awaitImport(id, "applied");

        assertThat(Rows.count(stack, "membership", "member")).isEqualTo(MEMBERS);
        assertThat(Rows.count(stack, "membership", "import_upload")).isZero();
        Waiting.until(
                "the outbox to be sent", LONGEST, () -> Rows.count(stack, "membership", "outbox"), rows -> rows == 0);
        assertThat(Rows.count(stack, "membership", "import_change")).isEqualTo(MEMBERS);
    }

    private static void killed(String part) {
        stack.kill(part);
        stack.start(part);
    }

    private static void awaitRun(String id, Predicate<JsonNode> wished) {
        Waiting.until(
                "the import to come so far",
                LONGEST,
                () -> desk.hq().get("officer", IMPORTS + "/" + id).body(),
                wished.or(run -> List.of("dry-run", "applied", "failed")
                        .contains(run.path("state").asText())));
    }
}

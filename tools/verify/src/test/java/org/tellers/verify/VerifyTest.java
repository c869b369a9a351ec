package org.tellers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/** The command line: its words, its exit codes, its report. */
class VerifyTest {
    private static final Path VECTOR = Project.root().resolve("vectors/one-question/archive.bel");

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private static Outcome verify(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Verify.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    @Test
    void anArchiveThatIsAsItShouldBeIsAccepted() {
        Outcome outcome = verify(VECTOR.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(4 + Check.values().length + 1)
                .contains("fingerprint  vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M")
                .contains("ok       tally           The encrypted tally is the sum of the ballots (9 ballots)")
                .last()
                .asString()
                .startsWith("accepted by Belenios's rules only");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void anAlteredArchiveIsRefused() throws IOException {
        byte[] archive = Files.readAllBytes(VECTOR);
        archive[archive.length / 2] ^= 1;
        Outcome outcome = verify(file("altered.bel", archive));
        assertThat(outcome.code()).isEqualTo(Verify.REFUSED);
        assertThat(outcome.out()).contains("REFUSED  file").contains("REFUSED by 1 check");
    }

    @Test
    void whatIsNoArchiveCannotBeUsed() throws IOException {
        for (String file : List.of(
                folder.resolve("none.bel").toString(),
                folder.toString(),
                file("empty.bel", new byte[0]),
                file("other.bel", "no archive".getBytes(StandardCharsets.UTF_8)))) {
            Outcome outcome = verify(file);
            assertThat(outcome.code()).as(file).isEqualTo(Verify.UNUSABLE);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).startsWith("verify: ");
        }
        assertThat(verify(VECTOR.toString(), folder.resolve("none.json").toString())
                        .code())
                .isEqualTo(Verify.UNUSABLE);
    }

    @Test
    void aWrongCallIsExplained() {
        for (String[] arguments : List.of(
                new String[0],
                new String[] {"a", "b", "c"},
                new String[] {"a", "--head"},
                new String[] {"a", "--threads", "0"},
                new String[] {"a", "--other", "x"})) {
            Outcome outcome = verify(arguments);
            assertThat(outcome.code()).isEqualTo(Verify.UNUSABLE);
            assertThat(outcome.err()).startsWith("Usage: verify FILE.bel");
        }
    }

    @Test
    void theReportSaysTheSameToMachines() throws IOException {
        SampleBallot sample = new SampleBallot();
        String archive = file("sample.bel", sample.archive());
        String extras = file("sample.json", sample.additions().bytes());
        Path report = folder.resolve("report.json");
        assertThat(verify(
                                archive,
                                extras,
                                "--report",
                                report.toString(),
                                "--head",
                                sample.closed().head())
                        .code())
                .isZero();
        JsonNode json = Json.parseCanonical(Files.readAllBytes(report), 1 << 20);
        assertThat(json.get("accepted").bool()).isTrue();
        assertThat(json.get("uuid").text()).isEqualTo(sample.uuid.value());
        assertThat(json.get("checks").items())
                .hasSize(Check.values().length)
                .allSatisfy(check -> assertThat(check.get("verdict").text()).isEqualTo("ok"));
    }

    @Test
    void textFromTheArchiveCannotSteerTheTerminal() throws IOException {
        SampleBallot sample = new SampleBallot();
        Chain chain = Chain.of(sample.archive());
        byte[] election = chain.steps().getFirst().data().getFirst();
        byte[] changed = Chain.text(election)
                .replace("\"name\":\"Sample\"", "\"name\":\"\\u001b[31mSample\"")
                .getBytes(StandardCharsets.UTF_8);
        Outcome outcome = verify(file(
                "steering.bel",
                chain.with(0, chain.steps().getFirst().with(0, changed)).archive()));
        assertThat(outcome.out()).contains(" [31mSample").doesNotContain("\u001b");
    }

    @Test
    void everyCheckHasItsWords() {
        for (Check check : Check.values()) {
            assertThat(check.title()).isNotBlank().isNotEqualTo(check.id());
        }
    }
}

package org.tellers.ballot.charter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.draft.KeyHolders;
import org.tellers.ballot.draft.Reserve;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.followup.Trigger;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.trustee.Trustees;

@NullUnmarked
class DocumentsTest {

    private static final Draft DRAFT = new Draft(
            "Workloads \"indicative\" ballot",
            "Napo",
            "NEC motion 4\nof 12 January",
            List.of(new Question("Are you prepared?", List.of("Yes", "No", "Paid â chwestiynu"), 1, 1, true)),
            Instant.parse("2026-02-10T12:00:00Z"),
            Instant.parse("2026-02-27T12:00:00Z"),
            EligibilityRule.EVERY_ACTIVE_MEMBER,
            ConstituencyLevel.BRANCH,
            ConstituencyLevel.REGION,
            new Publication("live", "headline", "region"),
            new Minima(20, 25),
            new Reserve(20, 200),
            KeyHolders.SINGLE,
            false,
            "020 7223 4887",
            null,
            null,
            List.of());

    private static final Point LOG_KEY = Point.ofExponent(Scalar.parse("7", ""));

    @Test
    void theCharterIsThisTextByteForByte() {
        assertThat(Charter.text("6KtJmwugEAEpW8", DRAFT, DRAFT.policy(), LOG_KEY))
                .isEqualTo("{\"version\":1,\"ballot\":\"6KtJmwugEAEpW8\",\"union\":\"Napo\","
                        + "\"name\":\"Workloads \\\"indicative\\\" ballot\","
                        + "\"authority\":\"NEC motion 4\\nof 12 January\",\"opensAt\":\"2026-02-10T12:00:00Z\","
                        + "\"closesAt\":\"2026-02-27T12:00:00Z\",\"lateJoinerCutOff\":\"2026-02-26T10:00:00Z\","
                        + "\"revoting\":false,"
                        + "\"publication\":{\"turnout\":\"live\",\"result\":\"headline\",\"breakdown\":\"region\"},"
                        + "\"minima\":{\"cast\":20,\"entitled\":25},\"constituencyLevel\":\"branch\","
                        + "\"constituencyGroupLevel\":\"region\","
                        + "\"reserve\":{\"percent\":20,\"minimum\":200},\"keyHolders\":{\"threshold\":1,\"holders\":1},"
                        + "\"helpLine\":\"020 7223 4887\","
                        + "\"logKey\":\"" + LOG_KEY.hex() + "\"}");
        org.tellers.crypto.additions.Charter read = org.tellers.crypto.additions.Charter.parse(
                Charter.text("6KtJmwugEAEpW8", DRAFT, DRAFT.policy(), LOG_KEY));
        assertThat(read.levels()).containsExactly("region", "branch");
        assertThat(read.shownLevels()).containsExactly("region");
        assertThat(read.logKey()).contains(LOG_KEY);
    }

    @Test
    void theWelshIsPartOfTheCharterWhereThereIsAny() {
        Draft welsh = new Draft(
                DRAFT.name(),
                DRAFT.union(),
                DRAFT.authority(),
                DRAFT.questions(),
                DRAFT.opensAt(),
                DRAFT.closesAt(),
                DRAFT.eligibility(),
                DRAFT.constituencyLevel(),
                DRAFT.constituencyGroupLevel(),
                DRAFT.publication(),
                DRAFT.minima(),
                DRAFT.reserve(),
                DRAFT.keyHolders(),
                false,
                DRAFT.helpLine(),
                null,
                new WelshPaper(
                        "Pleidlais",
                        "Cynnig 4",
                        List.of(new WelshPaper.Wording("Ydych chi'n barod?", List.of("Ydw", "Nac ydw", "Dim")))),
                List.of(new Trigger(LocalDate.of(2026, 9, 1), "Progress?", 1)));
        String charter = Charter.text("6KtJmwugEAEpW8", welsh, welsh.policy(), LOG_KEY);
        assertThat(charter)
                .contains("\"helpLine\":\"020 7223 4887\",\"welsh\":{\"name\":\"Pleidlais\",\"authority\":\"Cynnig 4\","
                        + "\"questions\":[{\"question\":\"Ydych chi'n barod?\","
                        + "\"answers\":[\"Ydw\",\"Nac ydw\",\"Dim\"]}]},\"logKey\":")
                .doesNotContain("Progress?");
        assertThat(org.tellers.crypto.additions.Charter.parse(charter).logKey()).contains(LOG_KEY);
    }

    @Test
    void theElectionEndsWithTheCharterHashAndItsKeyIsTheProductOfTheTrustees() throws Exception {
        // The key of the independent checker's own election with the same two trustees is the reference.
        Path vectors = Path.of(System.getProperty("tellers.root", "../.."), "vectors", "one-question");
        Trustees trustees = Trustees.parse(bytes(vectors.resolve("trustees.json")));
        Election reference = Election.parse(bytes(vectors.resolve("election.json")));

        Documents documents = Documents.of("6KtJmwugEAEpW8", DRAFT, DRAFT.policy(), LOG_KEY, trustees);

        Election election = Election.parse(documents.election().getBytes(StandardCharsets.UTF_8));
        assertThat(election.publicKey()).isEqualTo(reference.publicKey());
        assertThat(documents.trustees().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(bytes(vectors.resolve("trustees.json")));
        assertThat(election.parameters().description())
                .isEqualTo("NEC motion 4\nof 12 January\n\nCharter SHA-256: " + sha256(documents.charter()));
        assertThat(election.questions().getFirst().blank()).isTrue();
        assertThat(election.fingerprint()).isEqualTo(documents.fingerprint());
        assertThat(election.uuid().value()).isEqualTo("6KtJmwugEAEpW8");
    }

    private static byte[] bytes(Path file) throws Exception {
        return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package org.tellers.notification.mailtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.notification.ballot.Charter;

class MailTextsTest {

    private static final String CODE = "V5oRZ-tQP9mc-Kd7Xz-4bWgHe";
    private static final String LINK = "https://vote.example/v/6KtJmwugEAEpW8#" + CODE;
    private static final int LARGEST_HTML = 20 * 1024;

    private final MailTexts texts = new MailTexts();

    @ParameterizedTest
    @EnumSource
    void theHtmlHasOneLinkNoImageNoScriptAndIsSmall(Letter.Kind kind) {
        String html = texts.write(letter(kind, "en", "Workloads", false)).html();

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_HTML);
        assertThat(Pattern.compile("href=").matcher(html).results()).hasSize(1);
        assertThat(html).contains("href=\"" + LINK + "\"").contains("<h1").contains("<h2");
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("<img", "<script", "src=", "url(", "<link", "@import", "unsubscribe");
    }

    @ParameterizedTest
    @EnumSource
    void bothPartsCarryEverythingTheMemberNeeds(Letter.Kind kind) {
        MailText mail = texts.write(letter(kind, "en", "Workloads", false));

        for (String part : new String[] {unwrapped(mail.text()), unwrapped(mail.html())}) {
            assertThat(part)
                    .contains("Workloads")
                    .contains("Dear Test Member")
                    .contains(LINK)
                    .contains("https://vote.example/v/6KtJmwugEAEpW8")
                    .contains(CODE)
                    .contains("noon on Friday 27 February 2026")
                    .contains("You have one vote. Once submitted, it cannot be changed.")
                    .contains("your individual decision is personal to you")
                    .contains("vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M")
                    .contains("notices@ballots.example")
                    .contains("020 7946 0123")
                    .contains("membership team")
                    .contains("NEC decision of 14 January 2026");
        }
    }

    @Test
    void anInvitationSaysWhenItOpenedAndAsksToWaitUntilTomorrowAndToLookAmongSpam() {
        MailText mail = texts.write(letter(Letter.Kind.INVITATION, "en", "Workloads", false));

        for (String part : new String[] {unwrapped(mail.text()), unwrapped(mail.html())}) {
            assertThat(part)
                    .contains("It opened at noon on Tuesday 10 February 2026")
                    .contains("wait until tomorrow morning before they chase it")
                    .contains("spam or junk folders of both their personal and their work mailbox");
        }
    }

    @Test
    void aBallotWithRevotingSaysThatTheLastVoteCounts() {
        MailText mail = texts.write(letter(Letter.Kind.INVITATION, "en", "Workloads", true));

        assertThat(mail.text()).contains("Only your last vote counts.").doesNotContain("You have one vote");
        assertThat(mail.html()).contains("Only your last vote counts.").doesNotContain("You have one vote");
    }

    @Test
    void aNameWithMarkupIsShownAsItIsWrittenAndNeverRun() {
        MailText mail = texts.write(letter(Letter.Kind.INVITATION, "en", "<b>Pay</b> & \"hours\"", false));

        assertThat(mail.html())
                .contains("&lt;b&gt;Pay&lt;/b&gt; &amp; &quot;hours&quot;")
                .doesNotContain("<b>Pay");
        assertThat(mail.text()).contains("<b>Pay</b> & \"hours\"");
    }

    @Test
    void aNameWithALineBreakMakesNoHeaderOfItsOwn() {
        String subject = texts.write(letter(Letter.Kind.INVITATION, "en", "Pay\r\nBcc: all@example.org", false))
                .subject();

        assertThat(subject).doesNotContain("\r", "\n").contains("Pay Bcc: all@example.org");
    }

    @Test
    void aLongNameLeavesAShortSubject() {
        String subject = texts.write(letter(Letter.Kind.INVITATION, "en", "x".repeat(1000), false))
                .subject();

        assertThat(subject.length()).isLessThanOrEqualTo(140);
    }

    @Test
    void aLanguageWithoutTemplatesGetsEnglish() {
        assertThat(texts.write(letter(Letter.Kind.INVITATION, "cy", "Workloads", false))
                        .text())
                .isEqualTo(texts.write(letter(Letter.Kind.INVITATION, "en", "Workloads", false))
                        .text());
        assertThat(texts.write(letter(Letter.Kind.INVITATION, "../en", "Workloads", false))
                        .text())
                .contains("Workloads");
    }

    @Test
    void aCharterWithoutTheseLinesStillMakesAWholeMail() {
        Letter letter = new Letter(
                Letter.Kind.INVITATION,
                "en",
                "Test Member",
                "6KtJmwugEAEpW8",
                "Workloads",
                Charter.parse("{\"version\":1}"),
                Instant.parse("2026-02-10T12:00:00Z"),
                Instant.parse("2026-02-27T12:00:00Z"),
                "vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M",
                PrivateCredential.parse(CODE),
                "https://vote.example",
                "notices@ballots.example");
        MailText mail = texts.write(letter);

        assertThat(mail.text()).contains("Your union").doesNotContain("null", "NOT_FOUND");
        assertThat(mail.html()).contains("Your union").doesNotContain("null", "NOT_FOUND");
    }

    @Test
    void neitherLetterNorMailTellTheirSecretWhenPrinted() {
        Letter letter = letter(Letter.Kind.INVITATION, "en", "Workloads", false);

        assertThat(letter + " " + texts.write(letter)).doesNotContain(CODE, "Test Member");
    }

    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static Letter letter(Letter.Kind kind, String language, String name, boolean revoting) {
        return new Letter(
                kind,
                language,
                "Test Member",
                "6KtJmwugEAEpW8",
                name,
                new Charter(
                        Optional.of("Napo"),
                        Optional.of("NEC decision of 14 January 2026"),
                        Optional.of("020 7946 0123"),
                        revoting),
                Instant.parse("2026-02-10T12:00:00Z"),
                Instant.parse("2026-02-27T12:00:00Z"),
                "vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M",
                PrivateCredential.parse(CODE),
                "https://vote.example",
                "notices@ballots.example");
    }
}

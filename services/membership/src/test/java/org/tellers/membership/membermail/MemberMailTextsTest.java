package org.tellers.membership.membermail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MemberMailTextsTest {

    private static final String LINK = "https://vote.example/details#AbC-_9";

    private final MemberMailTexts texts = new MemberMailTexts();

    @ParameterizedTest
    @EnumSource(MemberMailKind.class)
    void everyMailSaysTheSameInTextAndHtmlInBothLanguages(MemberMailKind kind) {
        String english = check(kind, false);
        assertThat(check(kind, true)).isNotEqualTo(english);
    }

    private String check(MemberMailKind kind, boolean welsh) {
        MemberMailTexts.Written mail = texts.write(letter(kind, welsh, Optional.of(LINK), "Siân <b>Hill</b>"));
        assertThat(mail.subject()).startsWith("Napo: ").hasSizeLessThan(100).doesNotContain("Hill");
        assertThat(mail.text())
                .contains(LINK, "membership@napo.example", "ring 020 7946 0000")
                .doesNotContain("{", "}", "null", "\n\n\n");
        assertThat(mail.html())
                .contains("<html lang=\"" + (welsh ? "cy" : "en") + "\">")
                .containsOnlyOnce("<a ")
                .contains("href=\"" + LINK + "\"")
                .doesNotContain("<img", "<script", "http://", "<b>Hill", "{letter", "NOT_FOUND");
        assertThat(mail.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_480);
        assertThat(mail.html()).contains("<li").doesNotContain("* ");
        for (String paragraph : mail.text().split("\n\n")) {
            String last = paragraph.strip().split("\n")[0].replace("* ", "");
            assertThat(mail.html())
                    .contains(last.replace("<", "&lt;").replace(">", "&gt;").strip());
        }
        return mail.text();
    }

    @Test
    void aMailToAnAddressThatIsNotConfirmedNamesNobody() {
        for (boolean welsh : new boolean[] {false, true}) {
            MemberMailTexts.Written mail =
                    texts.write(letter(MemberMailKind.CONFIRM, welsh, Optional.of(LINK), "Siân Hill"));
            assertThat(mail.text() + mail.html()).doesNotContain("Hill");
        }
    }

    @Test
    void withoutALinkTheUnionIsWhomToAsk() {
        MemberMailTexts.Written mail = texts.write(letter(MemberMailKind.TOLD, false, Optional.empty(), "Siân Hill"));
        assertThat(mail.text()).doesNotContain("Take the change back").contains("tell us at once: ring 020 7946 0000");
        assertThat(mail.html()).doesNotContain("<a ");
    }

    @ParameterizedTest
    @CsvSource({
        "PT30M, 30 minutes, 30 munud",
        "PT1M, 1 minute, 1 munud",
        "PT90M, 90 minutes, 90 munud",
        "PT24H, 24 hours, 24 awr",
        "PT168H, 7 days, 7 diwrnod",
    })
    void periodsAreSaidInWords(Duration life, String english, String welsh) {
        assertThat(letter(life, false).lifeInWords()).isEqualTo(english);
        assertThat(letter(life, true).lifeInWords()).isEqualTo(welsh);
    }

    private static MemberLetter letter(MemberMailKind kind, boolean welsh, Optional<String> link, String name) {
        return new MemberLetter(
                kind,
                welsh,
                name,
                List.of("personal-email", "mobile"),
                true,
                link,
                Duration.ofMinutes(30),
                "https://vote.example",
                "Napo",
                "ring 020 7946 0000",
                "membership@napo.example");
    }

    private static MemberLetter letter(Duration life, boolean welsh) {
        return new MemberLetter(
                MemberMailKind.LINK,
                welsh,
                "Hill",
                List.of(),
                false,
                Optional.of(LINK),
                life,
                "https://vote.example",
                "Napo",
                "us",
                "membership@napo.example");
    }
}

package org.tellers.notification.mailtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.notification.ballot.Charter;

class MailTextsTest {

    private static final String CODE = "V5oRZ-tQP9mc-Kd7Xz-4bWgHe";
    private static final String PAGE = "https://vote.example/v/6KtJmwugEAEpW8";
    private static final String WELSH_PAGE = "https://vote.example/cy/v/6KtJmwugEAEpW8";
    private static final String DECLINE = "https://vote.example/api/notification/opt-outs/token";
    private static final String FINGERPRINT = "vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M";
    private static final int LARGEST_HTML = 20 * 1024;

    private final MailTexts texts = new MailTexts();

    static Stream<Arguments> everyKindInEveryLanguage() {
        return Arrays.stream(MailKind.values())
                .flatMap(kind -> Arrays.stream(Language.values()).map(language -> Arguments.of(kind, language)));
    }

    static Stream<Arguments> everyCodeInEveryLanguage() {
        return everyKindInEveryLanguage().filter(each -> ((MailKind) each.get()[0]).carriesCode());
    }

    static Stream<Arguments> everyNoticeInEveryLanguage() {
        return everyKindInEveryLanguage().filter(each -> each.get()[0] != MailKind.CAMPAIGN);
    }

    @ParameterizedTest
    @MethodSource("everyKindInEveryLanguage")
    void theHtmlIsSmallNamesItsLanguageAndHasNoImageNoScriptAndNothingFromElsewhere(MailKind kind, Language language) {
        String html = texts.write(letter(kind, language)).html();

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_HTML);
        assertThat(html).contains("<html lang=\"" + language.code() + "\"").contains("<h1");
        assertThat(html.toLowerCase(Locale.ROOT)).doesNotContain("<img", "<script", "src=", "url(", "<link", "@import");
        int links = kind.carriesCode() ? 1 : kind == MailKind.RESULT ? 1 : 0;
        assertThat(Pattern.compile("href=").matcher(html).results()).hasSize(links + (kind.declinable() ? 1 : 0));
    }

    @ParameterizedTest
    @MethodSource("everyCodeInEveryLanguage")
    void bothPartsOfAMailWithACodeCarryEverythingTheMemberNeeds(MailKind kind, Language language) {
        MailText mail = texts.write(letter(kind, language));

        String page = language == Language.WELSH ? WELSH_PAGE : PAGE;
        assertThat(mail.html()).contains("href=\"" + page + "#" + CODE + "\"");
        for (String part : parts(mail)) {
            assertThat(part)
                    .contains(page + "#" + CODE)
                    .contains(page)
                    .contains(CODE)
                    .contains(language == Language.WELSH ? "Bydd y bleidlais yn cau am" : "Voting closes at")
                    .contains(
                            language == Language.WELSH
                                    ? "hanner dydd ddydd Gwener 27 Chwefror 2026"
                                    : "noon on Friday 27 February 2026")
                    .contains(
                            language == Language.WELSH
                                    ? "Un bleidlais sydd gennych. Ar ôl ei chyflwyno, ni ellir ei newid."
                                    : "You have one vote. Once submitted, it cannot be changed.")
                    .contains(
                            language == Language.WELSH
                                    ? "eich penderfyniad unigol yn bersonol i chi"
                                    : "your individual decision is personal to you");
        }
    }

    @ParameterizedTest
    @MethodSource("everyNoticeInEveryLanguage")
    void bothPartsOfEveryNoticeNameTheBallotTheMemberTheSenderTheFingerprintAndWhereToAsk(
            MailKind kind, Language language) {
        MailText mail = texts.write(letter(kind, language));

        assertThat(mail.subject()).contains("Workloads").contains("Napo");
        for (String part : parts(mail)) {
            assertThat(part)
                    .contains("Workloads")
                    .contains(language == Language.WELSH ? "Annwyl Test Member" : "Dear Test Member")
                    .contains(FINGERPRINT)
                    .contains("notices@ballots.example")
                    .contains("020 7946 0123")
                    .contains("NEC decision of 14 January 2026")
                    .contains(language == Language.WELSH ? "tîm aelodaeth" : "membership team")
                    .contains(language == Language.WELSH ? "argymell unrhyw ateb" : "recommends no answer");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTENSION", "CONFIRMATION", "RECORDED", "RESULT", "CAMPAIGN"})
    void aMailWithoutACodeHasNoLinkToTheBallotPaper(MailKind kind) {
        for (Language language : Language.values()) {
            MailText mail = texts.write(letter(kind, language));
            assertThat(mail.text() + mail.html()).doesNotContain("/v/6KtJmwugEAEpW8", CODE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatCanBeDeclinedSaysHow(MailKind kind) {
        for (Language language : Language.values()) {
            MailText mail = texts.write(letter(kind, language));
            assertThat(mail.text().contains(DECLINE) && mail.html().contains(DECLINE))
                    .isEqualTo(kind.declinable());
        }
    }

    @Test
    void anInvitationSaysWhenItOpenedAndAsksToWaitUntilTomorrowAndToLookAmongSpam() {
        for (String part : parts(texts.write(letter(MailKind.INVITATION, Language.ENGLISH)))) {
            assertThat(part)
                    .contains("It opened at noon on Tuesday 10 February 2026")
                    .contains("wait until tomorrow morning before they chase it")
                    .contains("spam or junk folders of both their personal and their work mailbox");
        }
        for (String part : parts(texts.write(letter(MailKind.INVITATION, Language.WELSH)))) {
            assertThat(part)
                    .contains("Agorodd am hanner dydd ddydd Mawrth 10 Chwefror 2026")
                    .contains("aros tan fore yfory");
        }
    }

    @Test
    void whetherAVoteWasRecordedIsAYesOrANoAndTheSubjectDoesNotTell() {
        MailText yes = texts.write(letter(MailKind.RECORDED, Language.ENGLISH));
        MailText no = texts.write(letter(
                MailKind.RECORDED, Language.ENGLISH, "Workloads", false, new Letter.Content.Recorded(false), true));
        MailText na = texts.write(letter(
                MailKind.RECORDED, Language.WELSH, "Workloads", false, new Letter.Content.Recorded(false), true));

        assertThat(yes.subject()).isEqualTo(no.subject());
        assertThat(yes.text()).contains("Yes: a vote was recorded in your name.");
        assertThat(no.text()).contains("No vote was recorded in your name.").doesNotContain("Yes:");
        assertThat(na.html()).contains("Ni chofnodwyd pleidlais yn eich enw.");
    }

    @Test
    void anExtensionNamesTheOldCloseTheNewOneAndTheReasonAndAsksNothingOfThoseWhoHaveVoted() {
        MailText english = texts.write(letter(MailKind.EXTENSION, Language.ENGLISH));
        MailText welsh = texts.write(letter(MailKind.EXTENSION, Language.WELSH));

        assertThat(english.subject()).isEqualTo("Napo ballot: Workloads – voting closes later");
        assertThat(welsh.subject()).isEqualTo("Pleidlais Napo: Workloads – y bleidlais yn cau’n hwyrach");
        for (String part : parts(english)) {
            assertThat(withoutTags(part))
                    .contains("It was to close at noon on Friday 27 February 2026.")
                    .contains("It now closes at noon on Tuesday 31 March 2026.")
                    .contains("If you have voted, you need do nothing: your vote stands.")
                    .contains("whether they have voted or not");
        }
        for (String part : parts(welsh)) {
            assertThat(withoutTags(part))
                    .contains("Roedd i fod i gau am hanner dydd ddydd Gwener 27 Chwefror 2026.")
                    .contains("Bydd nawr yn cau am hanner dydd ddydd Mawrth 31 Mawrth 2026.")
                    .contains("Os ydych wedi pleidleisio, nid oes angen i chi wneud dim byd:")
                    .contains("p’un a ydynt wedi pleidleisio ai peidio");
        }
        assertThat(english.text()).contains("Reason: Outage of a <provider>\n");
        assertThat(english.html()).contains("Reason: Outage of a &lt;provider&gt;<");
        assertThat(welsh.text()).contains("Rheswm: Outage of a <provider>\n");
        for (String part : parts(texts.write(
                letter(MailKind.EXTENSION, Language.ENGLISH, "Workloads", false, extension(Optional.empty()), true)))) {
            assertThat(part).doesNotContain("Reason");
        }
    }

    @Test
    void aWithheldResultIsToldWithItsReasonAndReviewDay() {
        Letter declared = letter(MailKind.RESULT, Language.WELSH);
        Letter.About about = declared.about();
        Letter withheld = new Letter(
                declared.kind(),
                declared.language(),
                declared.recipient(),
                new Letter.About(
                        about.ballot(),
                        about.name(),
                        about.charter(),
                        about.opensAt(),
                        about.closesAt(),
                        about.fingerprint(),
                        Optional.of(new Letter.Outcome(
                                false, Optional.of("Talks go on"), Optional.of(LocalDate.of(2026, 9, 1))))),
                declared.content(),
                declared.votersOrigin(),
                declared.sender(),
                declared.declineAt(),
                false);
        MailText mail = texts.write(withheld);

        assertThat(texts.write(declared).text())
                .contains("https://vote.example/api/reporting/ballots/6KtJmwugEAEpW8/report");
        for (String part : parts(mail)) {
            assertThat(part)
                    .contains("Rheswm: Talks go on")
                    .contains("Caiff y penderfyniad ei adolygu ar ddydd Mawrth 1 Medi 2026.")
                    .doesNotContain("/report");
        }
    }

    @Test
    void aCampaignMessageIsNoNoticeAndKeepsItsParagraphsAndEscapesWhatIsWritten() {
        MailText mail = texts.write(letter(MailKind.CAMPAIGN, Language.ENGLISH));

        assertThat(mail.subject()).isEqualTo("Vote <yes>");
        assertThat(mail.html())
                .contains("Vote &lt;yes&gt;")
                .contains(">First &amp; second line<br>same paragraph</p>")
                .contains(">Another</p>")
                .contains("not the notice of the ballot");
        assertThat(mail.text())
                .contains("First & second line\nsame paragraph\n\nAnother\n")
                .doesNotContain("recommends no answer");
    }

    @Test
    void aBallotWithRevotingSaysThatTheLastVoteCounts() {
        MailText mail = texts.write(letter(
                MailKind.INVITATION,
                Language.ENGLISH,
                "Workloads",
                true,
                new Letter.Content.Code(PrivateCredential.parse(CODE)),
                true));

        assertThat(mail.text()).contains("Only your last vote counts.").doesNotContain("You have one vote");
        assertThat(mail.html()).contains("Only your last vote counts.").doesNotContain("You have one vote");
    }

    @Test
    void aNameWithMarkupIsShownAsItIsWrittenAndNeverRun() {
        MailText mail = texts.write(invitation("<b>Pay</b> & \"hours\""));

        assertThat(mail.html())
                .contains("&lt;b&gt;Pay&lt;/b&gt; &amp; &quot;hours&quot;")
                .doesNotContain("<b>Pay");
        assertThat(mail.text()).contains("<b>Pay</b> & \"hours\"");
    }

    @Test
    void aNameWithALineBreakMakesNoHeaderOfItsOwn() {
        String subject = texts.write(invitation("Pay\r\nBcc: all@example.org")).subject();

        assertThat(subject).doesNotContain("\r", "\n").contains("Pay Bcc: all@example.org");
    }

    @Test
    void aLongNameLeavesAShortSubject() {
        assertThat(texts.write(invitation("x".repeat(1000))).subject().length()).isLessThanOrEqualTo(140);
    }

    @ParameterizedTest
    @MethodSource("everyKindInEveryLanguage")
    void aCharterWithoutTheseLinesStillMakesAWholeMail(MailKind kind, Language language) {
        MailText mail = texts.write(letter(kind, language, "Workloads", false, content(kind), false));

        for (String part : parts(mail)) {
            assertThat(part)
                    .contains(language == Language.WELSH ? "Eich undeb" : "Your union")
                    .doesNotContain("null", "NOT_FOUND");
        }
    }

    @ParameterizedTest
    @MethodSource("everyKindInEveryLanguage")
    void aMailOnTrialSaysSoInItsSubjectAndInBothParts(MailKind kind, Language language) {
        Letter real = letter(kind, language);
        MailText mail = texts.write(new Letter(
                kind,
                language,
                real.recipient(),
                real.about(),
                real.content(),
                real.votersOrigin(),
                real.sender(),
                real.declineAt(),
                true));

        assertThat(mail.subject()).startsWith(language == Language.WELSH ? "[Prawf] " : "[Test] ");
        for (String part : parts(mail)) {
            assertThat(part).contains(language == Language.WELSH ? "Neges brawf" : "Test message");
        }
        for (String part : parts(texts.write(real))) {
            assertThat(part).doesNotContain("Neges brawf", "Test message");
        }
    }

    @Test
    void neitherLetterNorMailTellTheirSecretWhenPrinted() {
        Letter letter = letter(MailKind.INVITATION, Language.ENGLISH);

        assertThat(letter + " " + texts.write(letter)).doesNotContain(CODE, "Test Member");
    }

    private static String[] parts(MailText mail) {
        return new String[] {unwrapped(mail.text()), unwrapped(mail.html())};
    }

    private static String withoutTags(String text) {
        return text.replaceAll("</?strong>", "");
    }

    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static Letter invitation(String name) {
        return letter(
                MailKind.INVITATION,
                Language.ENGLISH,
                name,
                false,
                new Letter.Content.Code(PrivateCredential.parse(CODE)),
                true);
    }

    /** From a close in winter to one in summer. */
    private static Letter.Content extension(Optional<String> reason) {
        return new Letter.Content.Extension(
                Instant.parse("2026-02-27T12:00:00Z"), Instant.parse("2026-03-31T11:00:00Z"), reason);
    }

    private static Letter letter(MailKind kind, Language language) {
        return letter(kind, language, "Workloads", false, content(kind), true);
    }

    private static Letter.Content content(MailKind kind) {
        return switch (kind) {
            case INVITATION, RESEND, REPLACEMENT, REMINDER -> new Letter.Content.Code(PrivateCredential.parse(CODE));
            case RECORDED -> new Letter.Content.Recorded(true);
            case EXTENSION -> extension(Optional.of("Outage of a <provider>"));
            case CONFIRMATION, RESULT -> new Letter.Content.Nothing();
            case CAMPAIGN ->
                new Letter.Content.Campaign("Vote <yes>", "First & second line\nsame paragraph\n\nAnother\n");
        };
    }

    private static Letter letter(
            MailKind kind,
            Language language,
            String name,
            boolean revoting,
            Letter.Content content,
            boolean wholeCharter) {
        return new Letter(
                kind,
                language,
                "Test Member",
                new Letter.About(
                        "6KtJmwugEAEpW8",
                        name,
                        wholeCharter
                                ? new Charter(
                                        Optional.of("Napo"),
                                        Optional.of("NEC decision of 14 January 2026"),
                                        Optional.of("020 7946 0123"),
                                        revoting)
                                : Charter.parse("{\"version\":1}"),
                        Instant.parse("2026-02-10T12:00:00Z"),
                        Instant.parse("2026-02-27T12:00:00Z"),
                        FINGERPRINT,
                        Optional.empty()),
                content,
                "https://vote.example",
                "notices@ballots.example",
                kind.declinable() ? Optional.of(DECLINE) : Optional.empty(),
                false);
    }
}

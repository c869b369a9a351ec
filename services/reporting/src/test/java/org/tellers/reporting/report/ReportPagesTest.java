package org.tellers.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader finds on the web page and in print, in both languages. */
class ReportPagesTest {

    private static final Report REPORT = Report.of(SampleFigures.wholeUnion(), StatutoryRules.current());
    private static final ReportText TEXT = ReportText.of(REPORT);
    private static final RenderedReports RENDERED = new RenderedReports();

    @Test
    void theEnglishPageSaysWhatAScrutineerSigns() {
        assertThat(html(Language.EN))
                .contains("<html lang=\"en\">")
                .contains("2,641 of the 5,127 members entitled to vote did so.")
                .contains("Turnout 51.5%")
                .contains("noon on Friday 26 June 2026")
                .contains("Per cent of the 2,616 ballots that answered the question.")
                .contains("too few votes cast or members entitled")
                .contains("a smaller part could be found by subtraction")
                .contains("Codes made = valid + replaced or withdrawn + reserve")
                .contains("For information only.")
                .contains("tools/verify/verify 6KtJmwugEAEpW8.bel 6KtJmwugEAEpW8.json")
                .contains(TEXT.sha256())
                .contains("Siân Ŵyr. Signed electronically at 3.02 pm on Monday 29 June 2026.");
    }

    @Test
    void theWelshPageIsWelshThroughout() {
        String page = html(Language.CY);

        assertThat(page)
                .contains("<html lang=\"cy\">")
                .contains("Pleidleisiodd 2,641 o’r 5,127 aelod â hawl i bleidleisio.")
                .contains("hanner dydd ddydd Gwener 26 Mehefin 2026")
                .contains("Canghennau");
        // What the union wrote stays as it wrote it; none of our own words is left in English.
        for (String english :
                List.of("Turnout", "Votes cast", "Entitled", "Signed electronically", "withheld", "noon")) {
            assertThat(page).doesNotContain(english);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageStandsAlone(Language language) {
        assertThat(html(language).toLowerCase(Locale.ROOT))
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain("<img")
                .doesNotContain("@import")
                .doesNotContain("style=\"")
                .doesNotContain("url(");
    }

    @ParameterizedTest
    @EnumSource
    void noTwoTablesHaveTheSameNameForThoseWhoHearThePage(Language language) {
        assertThat(Pattern.compile("role=\"region\" tabindex=\"0\" aria-label=\"([^\"]+)\"")
                        .matcher(html(language))
                        .results()
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatPeopleWroteIsTextAndNeverMarkup() {
        List<Signature> hostile = List.of(new Signature(
                "officer", "<script>alert(1)</script>", "\"'&<b>{page.title}", SampleFigures.DECLARED, TEXT.sha256()));

        assertThat(RENDERED.html(TEXT, hostile, Language.EN))
                .doesNotContain("<script")
                .doesNotContain("<b>{")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&lt;b&gt;{page.title}");
        assertThat(RENDERED.pdf(TEXT, hostile, Language.EN)).startsWith('%', 'P', 'D', 'F');
    }

    @ParameterizedTest
    @EnumSource
    void everyFigureOfThePageIsInPrint(Language language) throws IOException {
        String printed = text(RENDERED.pdf(TEXT, SampleFigures.signatures(TEXT.sha256()), language));

        for (String figure :
                List.of("5,127", "2,641", "51.5%", "1,853", "70.8%", "2,616", "301 (74.1%)", "Llŷn", "Ŵyr", "1,309")) {
            assertThat(printed).contains(figure);
        }
        assertThat(printed).contains(TEXT.sha256());
    }

    @Test
    void thePrintHasWelshLettersPageNumbersAndTags() throws IOException {
        byte[] pdf = RENDERED.pdf(TEXT, List.of(), Language.CY);

        assertThat(text(pdf))
                .contains("Undeb y Tyŵyr")
                .contains("â hawl i bleidleisio")
                .contains("ffigurau")
                .contains("Tudalen 1")
                .contains("Nid oes neb wedi llofnodi’r adroddiad hwn eto.");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getLanguage()).startsWith("cy");
            assertThat(document.getDocumentInformation().getTitle()).contains("Workloads and safe staffing 2026");
        }
    }

    @Test
    void aTieAndAnEmptyBoxCanBePrintedToo() throws IOException {
        ReportText empty = ReportText.of(Report.of(SampleFigures.yesOrNo(50, 0, 0, 0, 0), StatutoryRules.current()));

        assertThat(text(RENDERED.pdf(empty, List.of(), Language.EN)))
                .contains("Nobody answered the question, so there are no percentages.")
                .contains("missed by 25");
    }

    private static String html(Language language) {
        return RENDERED.html(TEXT, SampleFigures.signatures(TEXT.sha256()), language);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}

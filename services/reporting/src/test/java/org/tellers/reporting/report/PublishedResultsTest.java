package org.tellers.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that unions printed: the report comes to the same figures, and has none where the printed parts disagree. */
@NullUnmarked
class PublishedResultsTest {

    /** A day on which all three thresholds were in force. */
    private static final Instant THRESHOLDS_IN_FORCE = Instant.parse("2018-05-01T11:00:00Z");

    private final StatutoryRules rules = StatutoryRules.current();

    /** A row of the data; spoilt papers take the place of blank ones, which is what both are to a percentage. */
    record Printed(
            String name,
            int entitled,
            int cast,
            int yes,
            int no,
            int spoilt,
            String percentYes,
            boolean partsAddUp,
            String turnoutMet,
            String supportMet) {

        static Printed of(CSVRecord row) {
            int cast = Integer.parseInt(row.get("cast"));
            String entitled = row.get("entitled");
            String spoilt = row.get("spoilt");
            return new Printed(
                    String.join(" ", row.get("union"), row.get("ballot"), row.get("question"))
                            .strip(),
                    // Where nobody printed it, no threshold is compared either.
                    entitled.isEmpty() ? cast : Integer.parseInt(entitled),
                    cast,
                    Integer.parseInt(row.get("yes")),
                    Integer.parseInt(row.get("no")),
                    spoilt.isEmpty() ? 0 : Integer.parseInt(spoilt),
                    row.get("printed_percent_yes"),
                    row.get("parts_add_up").equals("yes"),
                    entitled.isEmpty() ? "" : row.get("turnout_50_met"),
                    entitled.isEmpty() ? "" : row.get("support_40_of_entitled"));
        }

        Figures figures() {
            return SampleFigures.yesOrNo(entitled, cast, yes, no, spoilt, THRESHOLDS_IN_FORCE);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Printed> printed() throws IOException {
        Path file = Path.of(System.getProperty("tellers.root"), "data", "published_results.csv");
        try (Reader reader = Files.newBufferedReader(file)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords()
                    .stream()
                    .map(Printed::of);
        }
    }

    @ParameterizedTest
    @MethodSource("printed")
    void partsThatAddUpAreReportedAndOthersRefused(Printed row) {
        if (row.partsAddUp()) {
            Report.QuestionResult question =
                    Report.of(row.figures(), rules).questions().getFirst();
            assertThat(question.options()).extracting(option -> option.votes()).containsExactly(row.yes(), row.no());
            assertThat(question.blank()).isEqualTo(row.spoilt());
            assertThat(question.base()).isEqualTo(new Report.Base("answered", row.yes() + row.no()));
            assertThat(question.base().count() + question.blank() + question.spoilt())
                    .isEqualTo(row.cast());
        } else {
            assertThatThrownBy(() -> Report.of(row.figures(), rules))
                    .isInstanceOfSatisfying(
                            Report.DoesNotReconcile.class,
                            refused -> assertThat(refused.disagreements())
                                    .containsExactly(
                                            "Question 1 counts %d choices; %d ballots that answered it make exactly %d."
                                                    .formatted(
                                                            row.yes() + row.no(),
                                                            row.cast() - row.spoilt(),
                                                            row.cast() - row.spoilt())));
        }
    }

    static Stream<Printed> withPercentage() throws IOException {
        return printed().filter(row -> row.partsAddUp() && !row.percentYes().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("withPercentage")
    void percentagesAreThePrintedOnes(Printed row) {
        assertThat(Report.of(row.figures(), rules)
                        .questions()
                        .getFirst()
                        .options()
                        .getFirst()
                        .percent())
                .isEqualByComparingTo(new BigDecimal(row.percentYes()).setScale(1, RoundingMode.HALF_UP));
    }

    static Stream<Printed> reconciled() throws IOException {
        return printed().filter(Printed::partsAddUp);
    }

    @ParameterizedTest
    @MethodSource("reconciled")
    void thresholdsCameOutAsPrinted(Printed row) {
        List<StatutoryRules.Finding> findings = Report.of(row.figures(), rules).thresholds();

        outcome(findings, "turnout-50", row.turnoutMet());
        outcome(findings, "support-40", row.supportMet());
    }

    private static void outcome(List<StatutoryRules.Finding> findings, String rule, String printed) {
        if (!printed.isEmpty()) {
            assertThat(findings)
                    .filteredOn(finding -> finding.rule().equals(rule))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.measure().met()).isEqualTo(printed.equals("yes")));
        }
    }
}

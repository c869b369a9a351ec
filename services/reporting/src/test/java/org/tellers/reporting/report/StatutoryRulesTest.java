package org.tellers.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StatutoryRulesTest {

    private final StatutoryRules rules = StatutoryRules.current();

    @Test
    void aBallotIsMeasuredByTheRulesOfTheDayItOpens() {
        assertThat(inForce("2017-02-28T12:00:00Z")).containsExactly("majority");
        assertThat(inForce("2017-03-01T12:00:00Z"))
                .containsExactly("turnout-50", "majority", "support-40", "mandate-6", "notice-14");
        assertThat(inForce("2026-02-17T12:00:00Z"))
                .containsExactly("turnout-50", "majority", "support-40", "mandate-6", "notice-14");
        assertThat(inForce("2026-02-18T12:00:00Z"))
                .containsExactly("turnout-50", "majority", "mandate-12", "notice-10");
    }

    @Test
    void theTurnoutNeededIsThatOfTheDayItOpens() {
        assertThat(rules.turnoutNeeded(Instant.parse("2017-02-28T12:00:00Z"))).isEmpty();
        assertThat(rules.turnoutNeeded(Instant.parse("2026-02-18T12:00:00Z"))).hasValue(50);
    }

    @Test
    void theDayIsLondonsNotGreenwichs() {
        StatutoryRules summer = new StatutoryRules(
                List.of(new StatutoryRules.Rule(
                        "summer",
                        StatutoryRules.Kind.TURNOUT,
                        50,
                        null,
                        LocalDate.parse("2026-07-01"),
                        null,
                        false,
                        null,
                        "here")),
                List.of("yes"));

        assertThat(inForce(summer, "2026-06-30T22:59:59Z")).isEmpty();
        assertThat(inForce(summer, "2026-06-30T23:00:00Z")).containsExactly("summer");
    }

    @Test
    void exactlyHalfIsEnoughTurnoutAndOneShortIsNot() throws IOException {
        CSVRecord half = ucu("2019-pay", "strike", "Bishop Grosseteste University");
        CSVRecord oneShort = ucu("2019-pay", "strike", "University of East Anglia");

        assertThat(turnout(half)).satisfies(finding -> {
            assertThat(finding.measure().reached()).isEqualTo(25);
            assertThat(finding.measure().needed()).isEqualTo(25);
            assertThat(finding.measure().met()).isTrue();
        });
        assertThat(turnout(oneShort)).satisfies(finding -> {
            assertThat(finding.measure().reached()).isEqualTo(357);
            assertThat(finding.measure().needed()).isEqualTo(358);
            assertThat(finding.measure().met()).isFalse();
        });
    }

    @Test
    void turnoutAgreesWithTheLawsFractionOnEveryRowOfUcu() throws IOException {
        int measured = 0;
        for (CSVRecord row : ucu()) {
            if (whole(row)) {
                int entitled = Integer.parseInt(row.get("mailed_out"));
                int cast = Integer.parseInt(row.get("turnout"));
                assertThat(turnout(row).measure().met())
                        .as(row.toString())
                        .isEqualTo(2 * cast >= entitled && entitled > 0);
                measured++;
            }
        }
        assertThat(measured).isGreaterThan(200);
    }

    @Test
    void aTieIsNoMajority() {
        assertThat(finding(SampleFigures.yesOrNo(100, 60, 30, 30, 0), "majority"))
                .satisfies(tie -> {
                    assertThat(tie.measure().needed()).isEqualTo(31);
                    assertThat(tie.measure().met()).isFalse();
                });
        assertThat(finding(SampleFigures.yesOrNo(100, 61, 31, 30, 0), "majority")
                        .measure()
                        .met())
                .isTrue();
        assertThat(finding(SampleFigures.yesOrNo(100, 40, 31, 30 - 21, 0), "majority")
                        .measure()
                        .of())
                .isEqualTo(40);
    }

    @Test
    void aBallotThatNobodyIsEntitledToMeetsNothing() {
        assertThat(rules.findings(SampleFigures.OPENS, Report.Turnout.of(0, 0), List.of()))
                .filteredOn(finding -> finding.kind() == StatutoryRules.Kind.TURNOUT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.measure().met()).isFalse());
    }

    @Test
    void aRuleWithoutItsNumberIsRefused() {
        assertThatThrownBy(() -> new StatutoryRules.Rule(
                        "odd",
                        StatutoryRules.Kind.MANDATE_MONTHS,
                        50,
                        null,
                        LocalDate.parse("2026-07-01"),
                        null,
                        false,
                        null,
                        "here"))
                .hasMessageContaining("Rule odd needs a number");
    }

    private List<String> inForce(String opening) {
        return inForce(rules, opening);
    }

    private static List<String> inForce(StatutoryRules rules, String opening) {
        Figures figures = SampleFigures.yesOrNo(100, 60, 40, 20, 0, Instant.parse(opening));
        return Report.of(figures, rules).thresholds().stream()
                .map(StatutoryRules.Finding::rule)
                .toList();
    }

    private StatutoryRules.Finding turnout(CSVRecord row) {
        return finding(
                SampleFigures.yesOrNo(
                        Integer.parseInt(row.get("mailed_out")),
                        Integer.parseInt(row.get("turnout")),
                        Integer.parseInt(row.get("yes")),
                        Integer.parseInt(row.get("no")),
                        Integer.parseInt(row.get("blank")) + Integer.parseInt(row.get("spoilt"))),
                "turnout-50");
    }

    private StatutoryRules.Finding finding(Figures figures, String rule) {
        return Report.of(figures, rules).thresholds().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static CSVRecord ucu(String ballot, String question, String branch) throws IOException {
        return ucu().stream()
                .filter(row -> row.get("ballot").equals(ballot)
                        && row.get("question").equals(question)
                        && row.get("branch").equals(branch))
                .findFirst()
                .orElseThrow();
    }

    /** Rows that give every figure, of branches that had a roll. */
    private static boolean whole(CSVRecord row) {
        return List.of("mailed_out", "turnout", "yes", "no", "blank", "spoilt").stream()
                        .noneMatch(column -> row.get(column).isEmpty())
                && Integer.parseInt(row.get("mailed_out")) >= Integer.parseInt(row.get("turnout"));
    }

    private static List<CSVRecord> ucu() throws IOException {
        Path file = Path.of(System.getProperty("tellers.root"), "data", "ucu_ballots_2018_2019_2021.csv");
        try (Reader reader = Files.newBufferedReader(file)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }
}

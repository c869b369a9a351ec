package org.tellers.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.reporting.declaration.Reconciliation;

@NullUnmarked
class ReportTest {

    private final StatutoryRules rules = StatutoryRules.current();

    @Test
    void everyFigureStandsBesideWhatItIsTakenOf() {
        Report report = Report.of(SampleFigures.wholeUnion(), rules);

        assertThat(report.turnout().cast()).isEqualTo(2641);
        assertThat(report.turnout().entitled()).isEqualTo(5127);
        assertThat(report.turnout().percent()).isEqualByComparingTo("51.5");
        assertThat(report.electorate().credentialsIssued()).isEqualTo(5127 + 31);
        assertThat(report.electorate().mailsReturned()).isEqualTo(23);
        assertThat(report.questions()).allSatisfy(question -> {
            assertThat(question.spoilt()).isZero();
            assertThat(question.base().count() + question.blank()).isEqualTo(question.cast());
        });
        assertThat(report.breakdown().parts())
                .extracting(Report.Part::name)
                .containsExactly("Cymru / Wales", "London", "North East", "Gwynedd a Môn");
        assertThat(report.breakdown().withheld())
                .extracting(Report.Withheld::reason)
                .containsExactly("under-minimum", "complementary", "under-minimum", "complementary");
    }

    @Test
    void theReconciliationOfAReportHolds() {
        Report report = Report.of(SampleFigures.wholeUnion(), rules);

        assertThat(report.reconciliation())
                .extracting(Report.Agreement::rule)
                .containsExactly(
                        "roll",
                        "listed",
                        "active",
                        "ballots",
                        "used",
                        "roll-version",
                        "tallied",
                        "announced",
                        "constituencies",
                        "choices",
                        "choices");
        assertThat(report.reconciliation()).allMatch(Report.Agreement::holds);
    }

    @Test
    void credentialsThatDoNotAddUpStopTheReport() {
        Figures figures = SampleFigures.yesOrNo(100, 60, 40, 20, 0);
        CredentialCounts good = SampleFigures.credentials(100, 60);
        assertThat(Report.of(figures, rules).turnout().cast()).isEqualTo(60);

        for (CredentialCounts bad : List.of(
                new CredentialCounts(2, good.listed() + 1, 100, good.revoked(), good.reserve(), 60),
                new CredentialCounts(2, good.listed(), 99, good.revoked() + 1, good.reserve(), 60),
                new CredentialCounts(2, good.listed(), 100, good.revoked(), good.reserve(), 59),
                new CredentialCounts(3, good.listed(), 100, good.revoked(), good.reserve(), 60))) {
            Reconciliation.Figures counted = SampleFigures.counted(
                    figures.counted().paper(), figures.counted().total(), bad, 100, 60);
            assertThatThrownBy(() -> Report.of(SampleFigures.with(figures, counted), rules))
                    .as(bad.toString())
                    .isInstanceOf(Report.DoesNotReconcile.class);
        }
    }

    @Test
    void whatIsSignedIsOneExactTextThatReadsBackTheSame() throws Exception {
        Report report = Report.of(SampleFigures.wholeUnion(), rules);
        ReportText text = ReportText.of(report);

        assertThat(ReportText.of(report)).isEqualTo(text);
        assertThat(text.report()).isEqualTo(report);
        assertThat(ReportText.of(text.report())).isEqualTo(text);
        JsonNode json = new ObjectMapper().readTree(text.json());
        assertThat(json.at("/ballot/opensAt").asText()).isEqualTo("2026-06-01T11:00:00Z");
        assertThat(json.at("/questions/0/options/0/votes").asInt()).isEqualTo(1853);
        assertThat(json.at("/questions/0/base/kind").asText()).isEqualTo("answered");
        assertThat(json.at("/thresholds/0/kind").asText()).isEqualTo("turnout");
    }

    /** Whatever honest members do, there is a report, its parts add up, and one vote more or less in a sum stops it. */
    @Test
    void honestFiguresAreReportedAndChangedOnesAreNot() {
        Random random = new Random(20260626);
        for (int run = 0; run < 300; run++) {
            int entitled = 2 + random.nextInt(500);
            int cast = random.nextInt(entitled + 1);
            int yes = random.nextInt(cast + 1);
            int blank = random.nextInt(cast - yes + 1);
            int no = cast - yes - blank;

            Report report = Report.of(SampleFigures.yesOrNo(entitled, cast, yes, no, blank), rules);
            Report.QuestionResult question = report.questions().getFirst();
            assertThat(question.base().count() + question.blank()).isEqualTo(cast);
            assertThat(report.thresholds())
                    .filteredOn(finding ->
                            finding.measure() != null && finding.measure().of() > 0)
                    .allSatisfy(finding -> assertThat(finding.measure().met())
                            .isEqualTo(finding.measure().reached()
                                    >= finding.measure().needed()));

            Figures changed = SampleFigures.yesOrNo(entitled, cast, yes + 1, no, blank);
            assertThatThrownBy(() -> Report.of(changed, rules)).isInstanceOf(Report.DoesNotReconcile.class);
        }
    }
}

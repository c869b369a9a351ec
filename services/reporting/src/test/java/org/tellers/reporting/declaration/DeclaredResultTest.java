package org.tellers.reporting.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;

class DeclaredResultTest {

    private static final BallotPaper PAPER =
            new BallotPaper(List.of(new BallotPaper.Question("Strike?", List.of("Yes", "No"), 1, 1, true)));

    @Test
    void percentagesDivideByTheBallotsThatAnsweredAndSaySo() {
        DeclaredResult result = DeclaredResult.of(PAPER, Counts.of(PAPER, List.of(List.of(10, 60, 30))), 200, 100);

        assertThat(result.turnoutPercent()).isEqualByComparingTo("50.0");
        DeclaredResult.QuestionResult question = result.questions().getFirst();
        assertThat(question.blank()).isEqualTo(10);
        assertThat(question.percentBaseCount()).isEqualTo(90);
        assertThat(question.percentBase()).isEqualTo("votes cast that answered the question");
        assertThat(question.options())
                .containsExactly(
                        new DeclaredResult.OptionResult("Yes", 60, new BigDecimal("66.7")),
                        new DeclaredResult.OptionResult("No", 30, new BigDecimal("33.3")));
    }

    @Test
    void aBallotInWhichNobodyVotedHasNoPercentages() {
        DeclaredResult result = DeclaredResult.of(PAPER, Counts.of(PAPER, List.of(List.of(0, 0, 0))), 0, 0);

        assertThat(result.turnoutPercent()).isNull();
        assertThat(result.questions().getFirst().options())
                .allSatisfy(option -> assertThat(option.percent()).isNull());
    }
}

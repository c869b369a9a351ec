package org.tellers.reporting.turnout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tellers.local.Project;
import org.tellers.reporting.report.Language;
import org.tellers.reporting.report.Words;
import org.tellers.reporting.turnout.PublicTurnout.Hidden;
import org.tellers.reporting.turnout.PublicTurnout.Reason;
import org.tellers.reporting.turnout.PublicTurnout.Shown;
import org.tellers.reporting.turnout.TurnoutWidget.About;
import org.tellers.reporting.turnout.TurnoutWidget.State;

class TurnoutWidgetTest {

    private static final Instant OPENS = Instant.parse("2026-01-30T12:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-02-27T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-02-18T15:20:00Z");
    private static final Shown FIGURES = new Shown(10_380, 4_213, Instant.parse("2026-02-18T15:15:00Z"));
    private static final Hidden FEW = new Hidden(Reason.TOO_FEW, 20);
    private static final Hidden WITH_RESULT = new Hidden(Reason.WITH_RESULT, 0);
    private static final Hidden NOT_FROZEN = new Hidden(Reason.NOT_FROZEN, 0);
    private static final int MOST_BYTES = 400;

    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    /** The widget's own tests show exactly these answers. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void theServiceSaysWhatTheWidgetIsTestedWith(Language language) throws IOException {
        keeps("coming", language, about(false, false), FIGURES, OPENS.minusSeconds(1));
        keeps("open", language, about(false, false), FIGURES, NOW);
        keeps("closed", language, about(true, false), new Shown(10_380, 5_614, CLOSES), CLOSES.plusSeconds(90));
        keeps("too-few", language, about(false, false), FEW, NOW);
        keeps("unpublished", language, about(false, false), WITH_RESULT, NOW);
        keeps("cancelled", language, about(false, true), FIGURES, NOW);
    }

    @Test
    void figuresAreShownOnlyWhereTheTurnoutIsPublicAndVotingHasBegun() {
        for (PublicTurnout hidden : new PublicTurnout[] {FEW, WITH_RESULT, NOT_FROZEN}) {
            assertNoFigures(said(about(false, false), hidden, NOW));
            assertNoFigures(said(about(true, false), hidden, CLOSES));
        }
        assertNoFigures(said(about(false, false), FIGURES, OPENS.minusMillis(1)));
        assertNoFigures(said(about(false, true), FIGURES, NOW));
        assertThat(said(about(false, false), FIGURES, OPENS).percent()).isEqualByComparingTo("40.6");
    }

    @Test
    void betweenTheCloseAndTheLastFigureItSaysThatTheFigureIsNotFinal() {
        TurnoutWidget between = said(about(false, false), FIGURES, CLOSES);
        assertThat(between.state()).isEqualTo(State.CLOSED);
        assertThat(between.figure()).isEqualTo("4,213 of 10,380 members have voted (40.6%)");
        assertThat(between.window()).isEqualTo("Voting closed at noon on Friday 27 February 2026");
        assertThat(between.updated()).isEqualTo("Updated at 3.15 pm on Wednesday 18 February 2026");

        TurnoutWidget last = said(about(true, false), FIGURES, CLOSES);
        assertThat(last.figure()).isEqualTo("4,213 of 10,380 members voted (40.6%)");
        assertThat(last.updated()).isNull();
    }

    @Test
    void aBallotOfWhichTheWindowIsNotKnownIsBeingPrepared() {
        TurnoutWidget said = said(new About(null, null, false, false, Optional.empty()), NOT_FROZEN, NOW);
        assertThat(said.state()).isEqualTo(State.COMING);
        assertThat(said.figure()).isEqualTo("This ballot is being prepared");
        assertThat(said.window()).isNull();
    }

    @Test
    void withoutARuleOfTheDayThereIsNoMark() {
        TurnoutWidget said = said(new About(OPENS, CLOSES, false, false, Optional.empty()), FIGURES, NOW);
        assertThat(said.mark()).isNull();
        assertThat(said.markText()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void neverMoreThanItsBytesWhateverTheDayAndHowLargeTheUnion(Language language) {
        for (Instant day = Instant.parse("2026-01-01T00:00:00Z");
                day.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
                day = day.plus(Duration.ofHours(7))) {
            Instant minute = day.plus(Duration.ofMinutes(42));
            About about = new About(
                    minute.minus(Duration.ofDays(30)), minute.plus(Duration.ofDays(7)), false, false, Optional.of(50));
            String json =
                    json(TurnoutWidget.of(about, new Shown(1_310_000, 1_210_345, minute), minute, Words.in(language)));
            assertThat(json.getBytes(UTF_8).length).as(json).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static About about(boolean boxClosed, boolean cancelled) {
        return new About(OPENS, CLOSES, boxClosed, cancelled, Optional.of(50));
    }

    private static TurnoutWidget said(About about, PublicTurnout turnout, Instant now) {
        return TurnoutWidget.of(about, turnout, now, Words.in(Language.EN));
    }

    private static void assertNoFigures(TurnoutWidget said) {
        assertThat(said.percent()).isNull();
        assertThat(said.mark()).isNull();
        assertThat(said.updated()).isNull();
        assertThat(said.figure()).doesNotContain("4,213");
    }

    /** With {@code -Dtellers.update-answers=true} what the service says is committed to be. */
    private static void keeps(String name, Language language, About about, PublicTurnout turnout, Instant now)
            throws IOException {
        String json = json(TurnoutWidget.of(about, turnout, now, Words.in(language)));
        Path kept = Project.find().root().resolve("web/widget/test/answers/" + name + "." + language.code() + ".json");
        if (Boolean.getBoolean("tellers.update-answers")) {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, json);
        }
        assertThat(json).isEqualTo(Files.readString(kept));
    }

    private static String json(TurnoutWidget said) {
        try {
            return JSON.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

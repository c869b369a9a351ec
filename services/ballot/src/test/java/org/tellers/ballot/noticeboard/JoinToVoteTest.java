package org.tellers.ballot.noticeboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.draft.KeyHolders;
import org.tellers.ballot.draft.Reserve;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.schedule.LateJoinerCutOff.Joining;

/** Rule R5: what the page says of joining is what the roll does. */
@NullUnmarked
class JoinToVoteTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-27", "2026-07-17", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"})
    void itClosesItselfAtTenByTheLondonClockOverBothClockChanges(LocalDate close) {
        Draft draft = draft(close.atTime(LocalTime.NOON).atZone(LONDON).toInstant(), null, null);
        Instant ten = close.minusDays(1).atTime(10, 0).atZone(LONDON).toInstant();
        assertThat(at(draft, ten.minusNanos(1))).isEqualTo(new JoinToVote(ten, true));
        assertThat(at(draft, ten)).isEqualTo(new JoinToVote(ten, false));
    }

    @Test
    void whoeverJoinsWhileItIsOpenGetsAVoteAndWhoeverJoinsAfterItDoesNot() {
        Random random = new Random(20260329);
        for (int round = 0; round < 20_000; round++) {
            Instant close = Instant.parse("2000-01-01T00:00:00Z").plusSeconds(random.nextLong(3_155_760_000L));
            Instant stated = random.nextBoolean() ? null : close.minusSeconds(1 + random.nextLong(2_000_000L));
            Instant rule = random.nextInt(4) > 0 ? null : close.minusSeconds(random.nextLong(2_000_000L));
            Draft draft = draft(close, stated, rule);
            Instant joining = close.minusMillis(random.nextLong(180_000_000L));
            Member joiner = new Member(null, "All", null, null, null, null, null, "active", joining, false, null);
            boolean votes = draft.cutOff(close).of(joiner) == Joining.IN_TIME
                    && draft.eligibility().admits(joiner, close);
            assertThat(at(draft, joining).open()).isEqualTo(votes);
        }
    }

    @Test
    void aRuleThatNamesAnEarlierDayOfJoiningClosesItThen() {
        Instant close = Instant.parse("2026-02-27T12:00:00Z");
        Instant rule = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(at(draft(close, null, rule), rule)).isEqualTo(new JoinToVote(rule, false));
        Instant later = close.plusSeconds(1);
        assertThat(at(draft(close, null, later), rule).before()).isEqualTo(Instant.parse("2026-02-26T10:00:00Z"));
    }

    @Test
    void anExtensionOpensItAgainWhereTheCutOffMovesWithTheClose() {
        Instant close = Instant.parse("2026-03-27T12:00:00Z");
        Instant now = Instant.parse("2026-03-26T11:00:00Z");
        Instant extended = Instant.parse("2026-03-30T11:00:00Z");
        Draft usual = draft(close, null, null);
        assertThat(at(usual, now).open()).isFalse();
        assertThat(JoinToVote.of(usual, extended, BallotState.OPEN, now))
                .isEqualTo(new JoinToVote(Instant.parse("2026-03-29T09:00:00Z"), true));
        Draft stated = draft(close, close.minus(Duration.ofDays(2)), null);
        assertThat(JoinToVote.of(stated, extended, BallotState.OPEN, now).open())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(BallotState.class)
    void nobodyIsAskedToJoinForABallotThatIsOver(BallotState state) {
        Instant close = Instant.parse("2026-02-27T12:00:00Z");
        assertThat(JoinToVote.of(draft(close, null, null), close, state, Instant.EPOCH)
                        .open())
                .isEqualTo(List.of(
                                BallotState.DRAFT,
                                BallotState.APPROVED,
                                BallotState.KEYED,
                                BallotState.READY,
                                BallotState.OPEN)
                        .contains(state));
    }

    private static JoinToVote at(Draft draft, Instant now) {
        return JoinToVote.of(draft, draft.closesAt(), BallotState.OPEN, now);
    }

    private static Draft draft(Instant closesAt, Instant cutOff, Instant joinedBefore) {
        return new Draft(
                "Workloads",
                "Napo",
                "NEC motion 4",
                List.of(new Question("Are you prepared?", List.of("Yes", "No"), 1, 1, false)),
                closesAt.minus(Duration.ofDays(21)),
                closesAt,
                new EligibilityRule(null, null, null, null, null, null, List.of("active"), joinedBefore),
                ConstituencyLevel.NONE,
                ConstituencyLevel.NONE,
                Publication.USUAL,
                Minima.USUAL,
                new Reserve(20, 200),
                KeyHolders.SINGLE,
                false,
                "",
                cutOff,
                null,
                List.of());
    }
}

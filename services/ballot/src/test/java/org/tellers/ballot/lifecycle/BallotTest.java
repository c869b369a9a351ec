package org.tellers.ballot.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.roll.Levels;
import org.tellers.ballot.schedule.Window;

@NullUnmarked
class BallotTest {

    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final Window WINDOW = new Window(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(15)));
    private static final Instant LATER = WINDOW.closesAt().plus(Duration.ofDays(7));
    private static final Policy POLICY = policy("daily", 20);
    private static final Person WRITER = new Person("s-writer", "officer");
    private static final Person SECOND = new Person("s-second", "approver");

    /**
     * Every action in every state: the state after it, or the code of its refusal. {@code .} means the state stays as
     * it is, {@code early} and {@code past} are what a fact of another service does when it does nothing now.
     */
    private static final String TABLE = """
        action                 draft                approved            keyed               frozen            ready            open             closed           counted          declared         withheld         cancelled
        edit                   .                    ballot-not-draft    ballot-not-draft    ballot-not-draft  ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft
        approve                approved             ballot-not-draft    ballot-not-draft    ballot-not-draft  ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft ballot-not-draft
        key                    ballot-not-approved  keyed               keys-fixed          keys-fixed        keys-fixed       keys-fixed       keys-fixed       keys-fixed       keys-fixed       keys-fixed       keys-fixed
        rehearse               ballot-not-keyed     ballot-not-keyed    .                   .                 .                rehearsal-over   rehearsal-over   rehearsal-over   rehearsal-over   rehearsal-over   rehearsal-over
        freeze-roll            ballot-not-keyed     ballot-not-keyed    frozen              roll-frozen       roll-frozen      roll-frozen      roll-frozen      roll-frozen      roll-frozen      roll-frozen      roll-frozen
        setup-written          early                early               early               ready             past             past             past             past             past             past             past
        box-opened             early                early               early               early             open             past             past             past             past             past             past
        box-closed             early                early               early               early             early            closed           past             past             past             past             past
        result-counted         early                early               early               early             early            early            counted          past             past             past             past
        result-declared        early                early               early               early             early            early            early            declared         past             declared         past
        result-withheld        early                early               early               early             early            early            withheld         withheld         past             past             past
        propose-extension      ballot-not-open      ballot-not-open     ballot-not-open     ballot-not-open   ballot-not-open  .                ballot-not-open  ballot-not-open  ballot-not-open  ballot-not-open  ballot-not-open
        confirm-extension      ballot-not-open      ballot-not-open     ballot-not-open     ballot-not-open   ballot-not-open  .                ballot-not-open  ballot-not-open  ballot-not-open  ballot-not-open  ballot-not-open
        propose-cancellation   .                    .                   .                   .                 .                .                .                ballot-over      ballot-over      ballot-over      ballot-over
        confirm-cancellation   cancelled            cancelled           cancelled           cancelled         cancelled        cancelled        cancelled        ballot-over      ballot-over      ballot-over      ballot-over
        propose-stricter       ballot-not-approved  .                   .                   .                 .                .                .                .                ballot-over      .                ballot-over
        confirm-stricter       ballot-not-approved  .                   .                   .                 .                .                .                .                ballot-over      .                ballot-over
        propose-looser         ballot-not-approved  .                   .                   .                 .                policy-looser    policy-looser    policy-looser    ballot-over      policy-looser    ballot-over
        confirm-looser         ballot-not-approved  .                   .                   .                 .                policy-looser    policy-looser    policy-looser    ballot-over      policy-looser    ballot-over
        """;

    private static final Map<String, Change> CHANGES = Map.of(
            "extension", new Change.LaterClose(LATER),
            "cancellation", new Change.Cancelling(),
            "stricter", new Change.NewPolicy(policy("none", 20)),
            "looser", new Change.NewPolicy(policy("live", 20)));

    private static final Map<String, UnaryOperator<Ballot>> ACTIONS = new LinkedHashMap<>();

    static {
        ACTIONS.put("edit", ballot -> ballot.edit(SECOND, null, WINDOW, POLICY));
        ACTIONS.put("approve", ballot -> ballot.approve(SECOND, 1, NOW));
        ACTIONS.put("key", ballot -> ballot.key(NOW));
        ACTIONS.put("rehearse", ballot -> {
            ballot.checkRehearses(NOW);
            return ballot;
        });
        ACTIONS.put("freeze-roll", ballot -> ballot.freezeRoll(NOW));
        CHANGES.forEach((name, change) -> {
            ACTIONS.put("propose-" + name, ballot -> ballot.propose(WRITER, change, "Why", NOW));
            ACTIONS.put("confirm-" + name, ballot -> waiting(ballot, change).confirm(change.kind(), SECOND, NOW));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyActionInEveryStateIsAllowedOrRefusedWithItsCode() {
        List<List<String>> rows = TABLE.lines()
                .map(line -> Arrays.asList(line.trim().split("\\s+")))
                .toList();
        List<DynamicTest> tests = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            for (int column = 1; column < row.size(); column++) {
                String action = row.getFirst();
                String state = rows.getFirst().get(column);
                String expected = row.get(column).equals(".") ? state : row.get(column);
                tests.add(DynamicTest.dynamicTest(
                        action + " when " + state + ": " + expected,
                        () -> assertThat(outcome(action, in(state))).isEqualTo(expected)));
            }
        }
        return tests.stream();
    }

    @Test
    void theTableNamesEveryStateAndEveryMilestone() {
        List<String> header =
                Arrays.asList(TABLE.lines().findFirst().orElseThrow().trim().split("\\s+"));
        assertThat(header)
                .containsAll(Arrays.stream(BallotState.values())
                        .map(BallotState::word)
                        .toList());
        assertThat(TABLE.lines().map(line -> line.split("\\s+")[0]))
                .containsAll(
                        Arrays.stream(Milestone.values()).map(BallotTest::word).toList())
                .containsAll(ACTIONS.keySet());
    }

    @Test
    void whoWroteTheBallotLastCannotApproveItUnderAnotherSignInName() {
        Ballot draft = Ballot.drafted(WRITER, WINDOW, POLICY);
        Person same = new Person(WRITER.subject(), "renamed");
        assertThat(refusal(() -> draft.approve(same, null, NOW)).code()).isEqualTo("second-person-needed");
        Ballot rewritten = draft.edit(SECOND, 1, WINDOW, POLICY);
        assertThat(refusal(() -> rewritten.approve(SECOND, null, NOW)).code()).isEqualTo("second-person-needed");
        assertThat(rewritten.approve(WRITER, null, NOW).state()).isEqualTo(BallotState.APPROVED);
    }

    @Test
    void anApproverWhoReadAnOlderRevisionIsToldToReadAgain() {
        Ballot rewritten = Ballot.drafted(WRITER, WINDOW, POLICY).edit(WRITER, null, WINDOW, POLICY);
        assertThat(refusal(() -> rewritten.approve(SECOND, 1, NOW)).code()).isEqualTo("draft-changed");
        assertThat(rewritten.approve(SECOND, 2, NOW).state()).isEqualTo(BallotState.APPROVED);
    }

    @Test
    void aWriterWhoBeganFromAnOlderRevisionWritesOverNobody() {
        Ballot rewritten = Ballot.drafted(WRITER, WINDOW, POLICY).edit(WRITER, 1, WINDOW, POLICY);
        assertThat(refusal(() -> rewritten.edit(SECOND, 1, WINDOW, POLICY)).code())
                .isEqualTo("draft-changed");
        assertThat(rewritten.edit(SECOND, 2, WINDOW, POLICY).revision()).isEqualTo(3);
    }

    @Test
    void anOpeningThatHasPassedIsNotApproved() {
        Ballot draft = Ballot.drafted(WRITER, WINDOW, POLICY);
        assertThat(refusal(() -> draft.approve(SECOND, null, WINDOW.opensAt())).code())
                .isEqualTo("opening-passed");
        assertThat(draft.approve(SECOND, null, WINDOW.opensAt().minusMillis(1)).state())
                .isEqualTo(BallotState.APPROVED);
    }

    @Test
    void keysAndRollComeTooLateOnceTheCloseHasPassed() {
        assertThat(refusal(() -> in("approved").key(WINDOW.closesAt())).code()).isEqualTo("window-over");
        assertThat(refusal(() -> in("keyed").freezeRoll(WINDOW.closesAt())).code())
                .isEqualTo("window-over");
        assertThat(in("approved").key(WINDOW.opensAt()).state()).isEqualTo(BallotState.KEYED);
    }

    @Test
    void everyChangeNeedsTwoPeopleAndAReason() {
        Ballot open = in("open");
        for (String name : List.of("extension", "cancellation", "stricter")) {
            Change change = CHANGES.get(name);
            assertThat(refusal(() -> open.propose(WRITER, change, " ", NOW)).code())
                    .isEqualTo("reason-missing");
            assertThat(refusal(() -> open.propose(WRITER, change, "x".repeat(2_001), NOW))
                            .code())
                    .isEqualTo("too-long");
            Ballot proposed = open.propose(WRITER, change, "Why", NOW);
            assertThat(refusal(() -> proposed.confirm(change.kind(), WRITER, NOW))
                            .code())
                    .isEqualTo("second-person-needed");
            assertThat(refusal(() -> open.confirm(change.kind(), SECOND, NOW)).code())
                    .isEqualTo("nothing-proposed");
            assertThat(refusal(() -> open.withdraw(change.kind())).code()).isEqualTo("nothing-proposed");
        }
    }

    @Test
    void aConfirmedChangeHoldsAndNoLongerWaits() {
        Ballot open = in("open");
        for (Change change : CHANGES.values()) {
            if (change != CHANGES.get("looser")) {
                open = open.propose(WRITER, change, "Why", NOW);
            }
        }
        Ballot extended = open.confirm(ChangeKind.EXTENSION, SECOND, NOW);
        assertThat(extended.window().closesAt()).isEqualTo(LATER);
        Ballot stricter = extended.confirm(ChangeKind.POLICY, SECOND, NOW);
        assertThat(stricter.policy()).isEqualTo(policy("none", 20));
        assertThat(stricter.proposals()).containsOnlyKeys(ChangeKind.CANCELLATION);
        assertThat(stricter.confirm(ChangeKind.CANCELLATION, SECOND, NOW).proposals())
                .isEmpty();
    }

    @Test
    void aProposalIsReplacedOnlyAfterItWasWithdrawn() {
        Ballot proposed = in("open").propose(WRITER, CHANGES.get("extension"), "An outage", NOW);
        Change evenLater = new Change.LaterClose(LATER.plusSeconds(60));
        assertThat(refusal(() -> proposed.propose(WRITER, evenLater, "Longer", NOW))
                        .code())
                .isEqualTo("proposal-pending");
        assertThat(proposed.withdraw(ChangeKind.EXTENSION)
                        .propose(WRITER, evenLater, "Longer", NOW)
                        .proposal(ChangeKind.EXTENSION))
                .map(Proposal::change)
                .contains(evenLater);
    }

    @Test
    void theCloseOnlyMovesToALaterInstantAndOnlyBeforeItPassed() {
        Ballot open = in("open");
        Change extension = CHANGES.get("extension");
        assertThat(refusal(() -> open.propose(WRITER, new Change.LaterClose(WINDOW.closesAt()), "Why", NOW))
                        .code())
                .isEqualTo("close-not-later");
        assertThat(refusal(() -> open.propose(WRITER, extension, "Why", WINDOW.closesAt()))
                        .code())
                .isEqualTo("ballot-closed");
        Ballot proposed = open.propose(WRITER, extension, "Why", NOW);
        assertThat(refusal(() -> proposed.confirm(ChangeKind.EXTENSION, SECOND, WINDOW.closesAt()))
                        .code())
                .isEqualTo("ballot-closed");
    }

    @Test
    void aLooserPolicyIsTooLateAtTheOpeningInstantEvenIfTheBoxHasNotReportedYet() {
        Ballot proposed = in("ready").propose(WRITER, CHANGES.get("looser"), "Asked for", NOW);
        Refusal refusal = refusal(() -> proposed.confirm(ChangeKind.POLICY, SECOND, WINDOW.opensAt()));
        assertThat(refusal.code()).isEqualTo("policy-looser");
        assertThat(refusal.field()).isEqualTo("turnout");
        assertThat(proposed.confirm(ChangeKind.POLICY, SECOND, WINDOW.opensAt().minusMillis(1))
                        .policy())
                .isEqualTo(policy("live", 20));
    }

    @Test
    void aPolicyThatChangesNothingIsNotProposed() {
        assertThat(refusal(() -> in("open").propose(WRITER, new Change.NewPolicy(POLICY), "Why", NOW))
                        .code())
                .isEqualTo("policy-unchanged");
    }

    @Test
    void theDecisionLogSaysWhatAChangeMakesDifferent() {
        Ballot open = in("open");
        assertThat(open.differences(CHANGES.get("extension")))
                .isEqualTo("closesAt from " + WINDOW.closesAt() + " to " + LATER);
        assertThat(open.differences(new Change.NewPolicy(policy("none", 25))))
                .isEqualTo("turnout from daily to none, minima.cast from 20 to 25");
        assertThat(open.differences(CHANGES.get("cancellation"))).isEmpty();
    }

    private static String outcome(String action, Ballot ballot) {
        try {
            UnaryOperator<Ballot> decision = ACTIONS.get(action);
            if (decision != null) {
                return state(decision.apply(ballot));
            }
            Milestone milestone = Arrays.stream(Milestone.values())
                    .filter(m -> word(m).equals(action))
                    .findFirst()
                    .orElseThrow();
            return switch (ballot.effect(milestone)) {
                case Milestone.Reached reached -> state(ballot.reach(reached));
                case Milestone.Early _ -> "early";
                case Milestone.Past _ -> "past";
            };
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private static String word(Milestone milestone) {
        return milestone.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String state(Ballot ballot) {
        return ballot.state() == BallotState.KEYED && ballot.rollFrozen()
                ? "frozen"
                : ballot.state().word();
    }

    private static Ballot in(String word) {
        BallotState state = word.equals("frozen")
                ? BallotState.KEYED
                : Arrays.stream(BallotState.values())
                        .filter(s -> s.word().equals(word))
                        .findFirst()
                        .orElseThrow();
        boolean frozen = word.equals("frozen") || state.compareTo(BallotState.KEYED) > 0;
        return new Ballot(state, 1, WRITER, WINDOW, POLICY, frozen, Map.of());
    }

    private static Ballot waiting(Ballot ballot, Change change) {
        return new Ballot(
                ballot.state(),
                1,
                WRITER,
                ballot.window(),
                ballot.policy(),
                ballot.rollFrozen(),
                Map.of(change.kind(), new Proposal(WRITER, NOW, "Why", change)));
    }

    private static Policy policy(String turnout, int leastCast) {
        return new Policy(new Publication(turnout, "full", "none"), new Minima(leastCast, 20), Levels.NONE);
    }

    private static Refusal refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        Refusal refusal = catchThrowableOfType(Refusal.class, action);
        assertThat(refusal).isNotNull();
        return refusal;
    }
}

package org.tellers.ballot.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tellers.ballot.ceremony.Ceremony;
import org.tellers.ballot.ceremony.Seat;
import org.tellers.ballot.draft.KeyHolders;
import org.tellers.ballot.followup.FollowUp;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Change;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.roll.Levels;
import org.tellers.ballot.schedule.Window;
import org.tellers.ballot.trusteeship.KeyRing;
import org.tellers.ballot.trusteeship.TrusteeKey;

@NullUnmarked
class NextStepTest {

    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final Window WINDOW = new Window(NOW.plus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(26)));
    private static final Policy POLICY = new Policy(Publication.USUAL, Minima.USUAL, Levels.NONE);
    private static final Person OFFICER = new Person("s-officer", "officer");
    private static final TrusteeKey PLATFORM = new TrusteeKey(1, "Platform", "{}", null, NOW);
    private static final TrusteeKey SCRUTINEER = new TrusteeKey(2, "A. Scrutineer", "{}", OFFICER, NOW);

    @ParameterizedTest
    @EnumSource(BallotState.class)
    void everyStateSaysWhatComesNextAndWhoDoesItUnlessItIsOver(BallotState state) {
        boolean over = state == BallotState.DECLARED || state == BallotState.CANCELLED;
        assertThat(NextStep.of(in(state, WINDOW), new KeyRing(List.of()), Optional.empty(), List.of())
                        .isEmpty())
                .isEqualTo(over);
    }

    @Test
    void anApprovedBallotSaysWhoseKeyIsMissing() {
        Ballot approved = in(BallotState.APPROVED, WINDOW);
        assertThat(NextStep.of(approved, new KeyRing(List.of()), Optional.empty(), List.of()))
                .contains(new NextStep("Waiting for the platform's and the scrutineer's key", "scrutineer"));
        assertThat(NextStep.of(approved, new KeyRing(List.of(PLATFORM)), Optional.empty(), List.of()))
                .contains(new NextStep("Waiting for the scrutineer's key", "scrutineer"));
        assertThat(NextStep.of(approved, new KeyRing(List.of(SCRUTINEER)), Optional.empty(), List.of()))
                .contains(new NextStep("Waiting for the platform's key", "reporting"));
    }

    @Test
    void anApprovedBallotOfSeveralHoldersSaysWhichTrusteeIsAwaitedForWhat() {
        Ballot approved = in(BallotState.APPROVED, WINDOW);
        Ceremony one = new Ceremony(KeyHolders.USUAL, List.of(seat(1, "{}"), seat(2, null)));
        assertThat(NextStep.of(approved, new KeyRing(List.of(PLATFORM)), Optional.of(one), List.of()))
                .contains(new NextStep(
                        "The key ceremony goes on: trustee 2 has not sent the certificate, seat 3 is free", "trustee"));
        assertThat(NextStep.of(approved, new KeyRing(List.of()), Optional.of(one), List.of())
                        .orElseThrow()
                        .what())
                .endsWith(", and the platform has sent no key");
        assertThat(NextStep.of(approved, new KeyRing(List.of()), Optional.of(done(0)), List.of()))
                .contains(new NextStep("Waiting for the platform's key", "reporting"));
        assertThat(NextStep.of(in(BallotState.CLOSED, WINDOW), new KeyRing(List.of()), Optional.of(done(3)), List.of()))
                .map(NextStep::who)
                .contains("trustee");
    }

    @Test
    void fewerRehearsalsThanTheCountNeedsAreWarnedOfUntilTheOpening() {
        for (BallotState state : List.of(BallotState.KEYED, BallotState.READY)) {
            assertThat(NextStep.warnings(
                            in(state, WINDOW), Optional.of(done(1)), Optional.empty(), "help", List.of(), NOW))
                    .containsExactly("1 of the trustees have rehearsed decrypting; the count needs 2");
            assertThat(NextStep.warnings(
                            in(state, WINDOW), Optional.of(done(2)), Optional.empty(), "help", List.of(), NOW))
                    .isEmpty();
        }
        assertThat(NextStep.warnings(
                        in(BallotState.OPEN, WINDOW), Optional.of(done(0)), Optional.empty(), "help", List.of(), NOW))
                .isEmpty();
    }

    private static Ceremony done(int rehearsed) {
        return new Ceremony(
                KeyHolders.USUAL,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(number -> new Seat(
                                number,
                                new Person("s-" + number, "trustee" + number),
                                "A trustee",
                                NOW,
                                false,
                                "{}",
                                "{}",
                                "{}",
                                number <= rehearsed))
                        .toList());
    }

    private static Seat seat(int number, String certificate) {
        return new Seat(
                number,
                new Person("s-" + number, "trustee" + number),
                "A trustee",
                NOW,
                false,
                certificate,
                null,
                null,
                false);
    }

    @Test
    void aShortWindowAndAMissingHelpLineAreWarnedOfNotRefused() {
        Window hour = new Window(NOW.plusSeconds(60), NOW.plusSeconds(3_660));
        assertThat(NextStep.warnings(
                        in(BallotState.DRAFT, hour), Optional.empty(), Optional.empty(), "", List.of(), NOW))
                .containsExactly(
                        "The ballot runs for less than two weeks",
                        "No help line is stated; members would not know whom to ask");
        assertThat(NextStep.warnings(
                        in(BallotState.DRAFT, WINDOW),
                        Optional.empty(),
                        Optional.empty(),
                        "020 7223 4887",
                        List.of(),
                        NOW))
                .isEmpty();
        assertThat(NextStep.warnings(
                        in(BallotState.DECLARED, hour), Optional.empty(), Optional.empty(), "", List.of(), NOW))
                .isEmpty();
    }

    @Test
    void anInstantThatPassedBeforeTheBallotWasReadyIsWarnedOf() {
        assertThat(NextStep.warnings(
                        in(BallotState.KEYED, WINDOW),
                        Optional.empty(),
                        Optional.empty(),
                        "help",
                        List.of(),
                        WINDOW.opensAt()))
                .containsExactly("The opening has passed; the box stays shut until the ballot is ready");
        assertThat(NextStep.warnings(
                        in(BallotState.DRAFT, WINDOW),
                        Optional.empty(),
                        Optional.empty(),
                        "help",
                        List.of(),
                        WINDOW.opensAt()))
                .containsExactly("The opening has passed; a draft is approved only with an opening in the future");
        assertThat(NextStep.warnings(
                        in(BallotState.APPROVED, WINDOW),
                        Optional.empty(),
                        Optional.empty(),
                        "help",
                        List.of(),
                        WINDOW.closesAt()))
                .containsExactly(
                        "The closing instant has passed before the ballot was ready; cancel it and draft another");
        assertThat(NextStep.warnings(
                        in(BallotState.OPEN, WINDOW),
                        Optional.empty(),
                        Optional.empty(),
                        "help",
                        List.of(),
                        WINDOW.opensAt()))
                .isEmpty();
    }

    @Test
    void proposalsThatWaitForASecondPersonAreShown() {
        Ballot ballot = in(BallotState.OPEN, WINDOW)
                .propose(OFFICER, new Change.LaterClose(WINDOW.closesAt().plusSeconds(1)), "An outage", NOW)
                .propose(OFFICER, new Change.Cancelling(), "Settled", NOW);
        assertThat(NextStep.warnings(ballot, Optional.empty(), Optional.empty(), "help", List.of(), NOW))
                .containsExactly("A later close waits for a second person", "A cancellation waits for a second person");
    }

    @Test
    void aTriggerDateThatHasComeIsTheNextStepOfADeclaredBallotAndAWarningOfAnyOther() {
        FollowUp waiting = followUp("waiting");
        FollowUp open = followUp("open");
        assertThat(NextStep.of(
                        in(BallotState.DECLARED, WINDOW), new KeyRing(List.of()), Optional.empty(), List.of(waiting)))
                .isEmpty();
        assertThat(NextStep.of(
                        in(BallotState.DECLARED, WINDOW),
                        new KeyRing(List.of()),
                        Optional.empty(),
                        List.of(waiting, open)))
                .contains(new NextStep("Follow up trigger date 1, 2026-09-01", "officer, approver"));
        assertThat(NextStep.warnings(
                        in(BallotState.WITHHELD, WINDOW),
                        Optional.empty(),
                        Optional.empty(),
                        "help",
                        List.of(waiting, open),
                        NOW))
                .containsExactly("Trigger date 1 has come, 2026-09-01; nobody has followed it up yet");
    }

    private static FollowUp followUp(String state) {
        return new FollowUp(
                "6KtJmwugEAEpW8",
                "Workloads",
                "declared",
                1,
                LocalDate.of(2026, 9, 1),
                1,
                "Acceptable progress?",
                state,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static Ballot in(BallotState state, Window window) {
        return new Ballot(state, 1, OFFICER, window, POLICY, false, Map.of());
    }
}

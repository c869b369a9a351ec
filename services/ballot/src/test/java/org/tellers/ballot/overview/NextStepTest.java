package org.tellers.ballot.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
        assertThat(NextStep.of(in(state, WINDOW), new KeyRing(List.of()), Optional.empty())
                        .isEmpty())
                .isEqualTo(over);
    }

    @Test
    void anApprovedBallotSaysWhoseKeyIsMissing() {
        Ballot approved = in(BallotState.APPROVED, WINDOW);
        assertThat(NextStep.of(approved, new KeyRing(List.of()), Optional.empty()))
                .contains(new NextStep("Waiting for the platform's and the scrutineer's key", "scrutineer"));
        assertThat(NextStep.of(approved, new KeyRing(List.of(PLATFORM)), Optional.empty()))
                .contains(new NextStep("Waiting for the scrutineer's key", "scrutineer"));
        assertThat(NextStep.of(approved, new KeyRing(List.of(SCRUTINEER)), Optional.empty()))
                .contains(new NextStep("Waiting for the platform's key", "reporting"));
    }

    @Test
    void anApprovedBallotOfSeveralHoldersSaysWhichTrusteeIsAwaitedForWhat() {
        Ballot approved = in(BallotState.APPROVED, WINDOW);
        Ceremony one = new Ceremony(KeyHolders.USUAL, List.of(seat(1, "{}"), seat(2, null)));
        assertThat(NextStep.of(approved, new KeyRing(List.of(PLATFORM)), Optional.of(one)))
                .contains(new NextStep(
                        "The key ceremony goes on: trustee 2 has not sent the certificate, seat 3 is free", "trustee"));
        assertThat(NextStep.of(approved, new KeyRing(List.of()), Optional.of(one))
                        .orElseThrow()
                        .what())
                .endsWith(", and the platform has sent no key");
        assertThat(NextStep.of(approved, new KeyRing(List.of()), Optional.of(done(0))))
                .contains(new NextStep("Waiting for the platform's key", "reporting"));
        assertThat(NextStep.of(in(BallotState.CLOSED, WINDOW), new KeyRing(List.of()), Optional.of(done(3))))
                .map(NextStep::who)
                .contains("trustee");
    }

    @Test
    void fewerRehearsalsThanTheCountNeedsAreWarnedOfUntilTheOpening() {
        for (BallotState state : List.of(BallotState.KEYED, BallotState.READY)) {
            assertThat(NextStep.warnings(in(state, WINDOW), Optional.of(done(1)), Optional.empty(), "help", NOW))
                    .containsExactly("1 of the trustees have rehearsed decrypting; the count needs 2");
            assertThat(NextStep.warnings(in(state, WINDOW), Optional.of(done(2)), Optional.empty(), "help", NOW))
                    .isEmpty();
        }
        assertThat(NextStep.warnings(in(BallotState.OPEN, WINDOW), Optional.of(done(0)), Optional.empty(), "help", NOW))
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
        assertThat(NextStep.warnings(in(BallotState.DRAFT, hour), Optional.empty(), Optional.empty(), "", NOW))
                .containsExactly(
                        "The ballot runs for less than two weeks",
                        "No help line is stated; members would not know whom to ask");
        assertThat(NextStep.warnings(
                        in(BallotState.DRAFT, WINDOW), Optional.empty(), Optional.empty(), "020 7223 4887", NOW))
                .isEmpty();
        assertThat(NextStep.warnings(in(BallotState.DECLARED, hour), Optional.empty(), Optional.empty(), "", NOW))
                .isEmpty();
    }

    @Test
    void anInstantThatPassedBeforeTheBallotWasReadyIsWarnedOf() {
        assertThat(NextStep.warnings(
                        in(BallotState.KEYED, WINDOW), Optional.empty(), Optional.empty(), "help", WINDOW.opensAt()))
                .containsExactly("The opening has passed; the box stays shut until the ballot is ready");
        assertThat(NextStep.warnings(
                        in(BallotState.DRAFT, WINDOW), Optional.empty(), Optional.empty(), "help", WINDOW.opensAt()))
                .containsExactly("The opening has passed; a draft is approved only with an opening in the future");
        assertThat(NextStep.warnings(
                        in(BallotState.APPROVED, WINDOW),
                        Optional.empty(),
                        Optional.empty(),
                        "help",
                        WINDOW.closesAt()))
                .containsExactly(
                        "The closing instant has passed before the ballot was ready; cancel it and draft another");
        assertThat(NextStep.warnings(
                        in(BallotState.OPEN, WINDOW), Optional.empty(), Optional.empty(), "help", WINDOW.opensAt()))
                .isEmpty();
    }

    @Test
    void proposalsThatWaitForASecondPersonAreShown() {
        Ballot ballot = in(BallotState.OPEN, WINDOW)
                .propose(OFFICER, new Change.LaterClose(WINDOW.closesAt().plusSeconds(1)), "An outage", NOW)
                .propose(OFFICER, new Change.Cancelling(), "Settled", NOW);
        assertThat(NextStep.warnings(ballot, Optional.empty(), Optional.empty(), "help", NOW))
                .containsExactly("A later close waits for a second person", "A cancellation waits for a second person");
    }

    private static Ballot in(BallotState state, Window window) {
        return new Ballot(state, 1, OFFICER, window, POLICY, false, Map.of());
    }
}

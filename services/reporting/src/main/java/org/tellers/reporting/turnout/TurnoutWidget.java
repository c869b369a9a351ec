package org.tellers.reporting.turnout;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.report.Words;

/**
 * What a turnout widget shows, said in one language, so that the page of another site needs to know no words and no
 * calendar. At most 400 bytes as JSON.
 *
 * @param state where the ballot stands
 * @param figure what to read first: the figures, or why there are none
 * @param percent length of the bar; absent without figures
 * @param mark where the turnout stands that a statutory ballot needs, in per cent; absent without figures
 * @param markText what the mark means
 * @param window when voting closes or closed
 * @param updated when the figures were taken, while they still change
 * @param stale what to add to the figures if a later request fails
 */
@Schema(description = "At most 400 bytes as JSON")
public record TurnoutWidget(
        State state,
        String figure,
        @Nullable BigDecimal percent,
        @Nullable Integer mark,
        @Nullable String markText,
        @Nullable String window,
        @Nullable String updated,
        @Nullable String stale) {

    /** Where a ballot stands, for those who look at its turnout. */
    public enum State {
        /** Voting has not begun. */
        @JsonProperty("coming")
        COMING,
        /** Voting is open, and the turnout is public. */
        @JsonProperty("open")
        OPEN,
        /** Voting has closed, and the turnout is public. */
        @JsonProperty("closed")
        CLOSED,
        /** Too few members are entitled for a turnout to be public. */
        @JsonProperty("too-few")
        TOO_FEW,
        /** The turnout is not public yet. */
        @JsonProperty("unpublished")
        UNPUBLISHED,
        /** The ballot was cancelled. */
        @JsonProperty("cancelled")
        CANCELLED
    }

    /**
     * What is known of the ballot beside its turnout.
     *
     * @param opensAt opening instant
     * @param closesAt closing instant
     * @param boxClosed whether the figures are final
     * @param cancelled whether the ballot was cancelled
     * @param mark turnout that a statutory ballot needs, in per cent
     */
    record About(
            @Nullable Instant opensAt,
            @Nullable Instant closesAt,
            boolean boxClosed,
            boolean cancelled,
            Optional<Integer> mark) {}

    static TurnoutWidget of(About about, PublicTurnout turnout, Instant now, Words words) {
        if (about.cancelled()) {
            return sentence(State.CANCELLED, words.say("widget.cancelled"), null);
        }
        if (about.opensAt() != null && now.isBefore(about.opensAt())) {
            return sentence(State.COMING, words.say("widget.opens", words.instant(about.opensAt())), null);
        }
        boolean over = about.boxClosed() || about.closesAt() != null && !now.isBefore(about.closesAt());
        String window = about.closesAt() == null
                ? null
                : words.say(over ? "widget.closed-at" : "widget.closes", words.instant(about.closesAt()));
        return switch (turnout) {
            case PublicTurnout.Hidden hidden ->
                switch (hidden.because()) {
                    case NOT_FROZEN -> sentence(State.COMING, words.say("widget.preparing"), null);
                    case TOO_FEW -> sentence(State.TOO_FEW, words.say("widget.too-few", hidden.minimum()), window);
                    case WITH_RESULT -> sentence(State.UNPUBLISHED, words.say("widget.with-result"), window);
                };
            case PublicTurnout.Shown shown ->
                new TurnoutWidget(
                        over ? State.CLOSED : State.OPEN,
                        words.say(
                                about.boxClosed() ? "widget.closed" : "widget.open",
                                shown.cast(),
                                shown.entitled(),
                                words.percent(shown.percent())),
                        shown.percent(),
                        about.mark().orElse(null),
                        about.mark().map(mark -> words.say("widget.mark", mark)).orElse(null),
                        window,
                        about.boxClosed() ? null : words.say("widget.updated", words.instant(shown.asAt())),
                        about.boxClosed() ? null : words.say("widget.stale"));
        };
    }

    private static TurnoutWidget sentence(State state, String sentence, @Nullable String window) {
        return new TurnoutWidget(state, sentence, null, null, null, window, null, null);
    }
}

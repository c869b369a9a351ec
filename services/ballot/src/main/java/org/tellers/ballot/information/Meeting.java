package org.tellers.ballot.information;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.paper.Bilingual;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.schedule.Window;

/**
 * A meeting about a ballot, somewhere or on the web.
 *
 * @param title what it is called
 * @param startsAt when it begins, whole seconds
 * @param endsAt when it ends
 * @param place where; null for one on the web only
 * @param url where on the web; null for none
 */
@Schema(name = "MeetingDetails", description = "A meeting about the ballot")
public record Meeting(
        Bilingual title,
        Instant startsAt,
        Instant endsAt,
        @Nullable Bilingual place,
        @Nullable String url) {

    private static final int MOST_TITLE = 200;
    private static final int MOST_PLACE = 500;
    private static final int MOST_URL = 2_000;
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Whole seconds. */
    public Meeting {
        startsAt = startsAt.truncatedTo(ChronoUnit.SECONDS);
        endsAt = endsAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A meeting as an officer writes it. */
    @Schema(name = "MeetingText", description = "A meeting about the ballot; with a place, a web address, or both")
    record Written(
            @Schema(required = true, description = "At most 200 characters")
            Bilingual.@Nullable Written title,

            @Schema(required = true, description = "ISO 8601 with zone; whole seconds") @Nullable
            Instant startsAt,

            @Schema(required = true, description = "After the start, by 24 hours at most; in the future") @Nullable
            Instant endsAt,

            @Schema(description = "At most 500 characters") Bilingual.@Nullable Written place,

            @Schema(description = "A web address that begins with https://") @Nullable
            String url) {

        /**
         * Reads it, adding what is wrong with it.
         *
         * @param now nobody is invited to a meeting that is over
         * @return null if there are faults
         */
        @Nullable
        Meeting read(Instant now, List<Fault> faults) {
            Bilingual called = Bilingual.Written.read(title, "title", MOST_TITLE, faults);
            Bilingual where = Bilingual.Written.readIfGiven(place, "place", MOST_PLACE, faults);
            String web = url == null || url.isBlank() ? null : url.strip();
            if (web != null && !isWeb(web)) {
                faults.add(new Fault(
                        "url",
                        "not-a-web-address",
                        "Must be a whole web address that begins with https://, of at most %,d characters"
                                .formatted(MOST_URL)));
            }
            if (where == null && web == null) {
                faults.add(new Fault("place", "place-missing", "Say where it is: a place, a web address, or both"));
            }
            readTimes(now, faults);
            return faults.isEmpty() && startsAt != null && endsAt != null
                    ? new Meeting(called, startsAt, endsAt, where, web)
                    : null;
        }

        private void readTimes(Instant now, List<Fault> faults) {
            readTime("startsAt", startsAt, faults);
            readTime("endsAt", endsAt, faults);
            if (startsAt == null || endsAt == null) {
                return;
            }
            Instant start = startsAt.truncatedTo(ChronoUnit.SECONDS);
            Instant end = endsAt.truncatedTo(ChronoUnit.SECONDS);
            if (!end.isAfter(start)) {
                faults.add(new Fault("endsAt", "times-reversed", "The meeting must end after it has begun"));
            } else if (end.isAfter(start.plus(LONGEST))) {
                faults.add(new Fault(
                        "endsAt",
                        "meeting-too-long",
                        "A meeting lasts %d hours at most; write several".formatted(LONGEST.toHours())));
            } else if (!end.isAfter(now)) {
                faults.add(new Fault("endsAt", "meeting-past", "The meeting would be over already"));
            }
        }

        private static void readTime(String field, @Nullable Instant time, List<Fault> faults) {
            if (time == null) {
                faults.add(new Fault(field, "instant-missing", "Say when, such as 2026-02-12T18:00:00Z"));
                return;
            }
            try {
                Window.checkInOurTime(field, time);
            } catch (Refusal refusal) {
                faults.add(new Fault(refusal.field(), refusal.code(), refusal.sentence()));
            }
        }

        // A link on a page that members trust: nothing but the web, and no name or password in it.
        private static boolean isWeb(String address) {
            try {
                URI uri = new URI(address);
                return address.length() <= MOST_URL
                        && address.chars().allMatch(c -> c > ' ' && c <= '~')
                        && "https"
                                .equals(
                                        uri.getScheme() == null
                                                ? null
                                                : uri.getScheme().toLowerCase(Locale.ROOT))
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null;
            } catch (URISyntaxException _) {
                return false;
            }
        }
    }
}

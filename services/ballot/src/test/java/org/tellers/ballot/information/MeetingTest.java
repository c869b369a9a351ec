package org.tellers.ballot.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.ballot.paper.Bilingual;
import org.tellers.ballot.paper.Fault;

@NullUnmarked
class MeetingTest {

    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant SIX = Instant.parse("2026-02-12T18:00:00.250Z");
    private static final Instant SEVEN = Instant.parse("2026-02-12T19:00:00Z");

    @Test
    void aMeetingHasATitleTimesAndAPlaceOrAWebAddress() {
        Meeting meeting = read(text("Q&A", "Holi ac ateb"), SIX, SEVEN, text("Hall", " "), " https://example.org/x ");
        assertThat(meeting)
                .isEqualTo(new Meeting(
                        new Bilingual("Q&A", "Holi ac ateb"),
                        Instant.parse("2026-02-12T18:00:00Z"),
                        SEVEN,
                        new Bilingual("Hall", null),
                        "https://example.org/x"));
        assertThat(faults(text("Q&A", null), SIX, SEVEN, text("Hall", null), null))
                .isEmpty();
        assertThat(faults(text("Q&A", null), SIX, SEVEN, null, "https://example.org"))
                .isEmpty();
        assertThat(faults(null, null, null, null, null))
                .containsExactly(
                        "title.en text-missing",
                        "place place-missing",
                        "startsAt instant-missing",
                        "endsAt instant-missing");
    }

    @Test
    void itEndsAfterItHasBegunWithinADayAndNotInThePast() {
        assertThat(times(SEVEN, SIX)).containsExactly("endsAt times-reversed");
        assertThat(times(SIX, SIX.plusMillis(1))).containsExactly("endsAt times-reversed");
        assertThat(times(SIX, SIX.plusSeconds(86_400))).isEmpty();
        assertThat(times(SIX, SIX.plusSeconds(86_401))).containsExactly("endsAt meeting-too-long");
        assertThat(times(NOW.minusSeconds(60), NOW)).containsExactly("endsAt meeting-past");
        assertThat(times(NOW.minusSeconds(60), NOW.plusSeconds(1))).isEmpty();
        assertThat(times(Instant.MIN, Instant.MAX))
                .contains("startsAt instant-out-of-range", "endsAt instant-out-of-range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org",
                "javascript:alert(1)",
                "https://",
                "https:///x",
                "example.org",
                "https://name:secret@example.org/",
                "https://example.org/a b",
                "https://example.org/\u202Ex"
            })
    void aWebAddressIsWholeAndOfTheSecureWeb(String url) {
        assertThat(faults(text("Q&A", null), SIX, SEVEN, null, url)).containsExactly("url not-a-web-address");
    }

    private static List<String> times(Instant start, Instant end) {
        return faults(text("Q&A", null), start, end, text("Hall", null), null);
    }

    private static List<String> faults(
            Bilingual.Written title, Instant start, Instant end, Bilingual.Written place, String url) {
        List<Fault> faults = new ArrayList<>();
        new Meeting.Written(title, start, end, place, url).read(NOW, faults);
        return faults.stream().map(fault -> fault.field() + " " + fault.code()).toList();
    }

    private static Meeting read(
            Bilingual.Written title, Instant start, Instant end, Bilingual.Written place, String url) {
        return new Meeting.Written(title, start, end, place, url).read(NOW, new ArrayList<>());
    }

    private static Bilingual.Written text(String en, String cy) {
        return new Bilingual.Written(en, cy);
    }
}

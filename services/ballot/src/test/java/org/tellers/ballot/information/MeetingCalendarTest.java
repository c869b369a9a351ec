package org.tellers.ballot.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.paper.Bilingual;
import org.tellers.ballot.paper.Language;

@NullUnmarked
class MeetingCalendarTest {

    private static final Bilingual BALLOT = new Bilingual("Workloads ballot", "Pleidlais llwyth gwaith");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final Pattern OBSERVANCE =
            Pattern.compile("BEGIN:(DAYLIGHT|STANDARD)\r\n(.*?)END:\\1\r\n", Pattern.DOTALL);

    @Test
    void aMeetingIsInTheCalendarWithWhatThePageSays() {
        HeldMeeting meeting = new HeldMeeting(
                UUID.fromString("01981f2e-7c1a-7000-8000-0123456789ab"),
                3,
                Instant.parse("2026-02-01T09:30:00Z"),
                false,
                new Meeting(
                        new Bilingual("Questions, answers; \"and\" tea", "Holi ac ateb â the"),
                        Instant.parse("2026-02-12T18:00:00Z"),
                        Instant.parse("2026-02-12T19:30:00Z"),
                        new Bilingual("Room 1\n4 Chivalry Road", null),
                        "https://example.org/meet?a=1,2;b"));
        String english = MeetingCalendar.text(BALLOT, List.of(meeting), Language.EN);
        assertThat(lines(english))
                .contains(
                        "VERSION:2.0",
                        "BEGIN:VEVENT",
                        "UID:01981f2e-7c1a-7000-8000-0123456789ab",
                        "SEQUENCE:2",
                        "DTSTAMP:20260201T093000Z",
                        "DTSTART;TZID=Europe/London:20260212T180000",
                        "DTEND;TZID=Europe/London:20260212T193000",
                        "STATUS:CONFIRMED",
                        "DESCRIPTION;LANGUAGE=en:Workloads ballot",
                        "SUMMARY;LANGUAGE=en:Questions\\, answers\\; \"and\" tea",
                        "LOCATION;LANGUAGE=en:Room 1\\n4 Chivalry Road",
                        "URL:https://example.org/meet?a=1,2;b",
                        "END:VCALENDAR");
        assertThat(lines(MeetingCalendar.text(BALLOT, List.of(meeting), Language.CY)))
                // Where there is no Welsh the English is shown, and is not called Welsh.
                .contains("SUMMARY;LANGUAGE=cy:Holi ac ateb â the", "LOCATION;LANGUAGE=en:Room 1\\n4 Chivalry Road");
        for (String line : english.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
        }
    }

    @Test
    void aMeetingThatWasCalledOffSaysSo() {
        HeldMeeting meeting =
                new HeldMeeting(UUID.randomUUID(), 2, Instant.EPOCH, true, at(Instant.parse("2026-02-12T18:00:00Z")));
        assertThat(lines(MeetingCalendar.text(BALLOT, List.of(meeting), Language.EN)))
                .contains("STATUS:CANCELLED", "SEQUENCE:1");
    }

    @Test
    void textFromAPageAddsNothingToTheCalendar() {
        Meeting meeting = new Meeting(
                new Bilingual("Tea\nEND:VEVENT\nBEGIN:VEVENT", null),
                Instant.parse("2026-02-12T18:00:00Z"),
                Instant.parse("2026-02-12T19:00:00Z"),
                new Bilingual("Hall", null),
                null);
        List<String> lines = lines(MeetingCalendar.text(
                new Bilingual("A\nBEGIN:VEVENT", null),
                List.of(new HeldMeeting(UUID.randomUUID(), 1, Instant.EPOCH, false, meeting)),
                Language.EN));
        assertThat(lines).filteredOn("BEGIN:VEVENT"::equals).hasSize(1);
        assertThat(lines).contains("SUMMARY;LANGUAGE=en:Tea\\nEND:VEVENT\\nBEGIN:VEVENT");
    }

    /** What a calendar program makes of the file is the instant that the page shows: before, on and after each change. */
    @Test
    void theCalendarsZoneGivesTheSameInstantsOverEveryClockChangeOfACentury() {
        ZoneOffsetTransition change = LONDON.getRules().nextTransition(Instant.parse("2000-01-01T00:00:00Z"));
        while (change.getInstant().isBefore(Instant.parse("2100-01-01T00:00:00Z"))) {
            List<HeldMeeting> meetings = new ArrayList<>();
            LocalDate day = change.getDateTimeBefore().toLocalDate();
            for (int i = -2; i <= 2; i++) {
                Instant start = day.plusDays(i).atTime(18, 30).atZone(LONDON).toInstant();
                meetings.add(new HeldMeeting(UUID.randomUUID(), 1, Instant.EPOCH, false, at(start)));
            }
            // Half a year away, under the other time.
            meetings.add(new HeldMeeting(
                    UUID.randomUUID(),
                    1,
                    Instant.EPOCH,
                    false,
                    at(change.getInstant().plusSeconds(180L * 86_400))));
            String text = MeetingCalendar.text(BALLOT, meetings, Language.EN);
            for (HeldMeeting meeting : meetings) {
                Instant start = meeting.meeting().startsAt();
                assertThat(text).contains("DTSTART;TZID=Europe/London:" + LOCAL.format(start.atZone(LONDON)));
                assertThat(readAs(text, start.atZone(LONDON).toLocalDateTime())).isEqualTo(start);
            }
            change = LONDON.getRules().nextTransition(change.getInstant());
        }
    }

    /** As RFC 5545 (3.6.5) says: the offset is that of the observance with the latest onset before the local time. */
    private static Instant readAs(String calendar, LocalDateTime local) {
        ZoneOffset offset = null;
        LocalDateTime latest = LocalDateTime.MIN;
        Matcher observance = OBSERVANCE.matcher(String.join("\r\n", lines(calendar)) + "\r\n");
        while (observance.find()) {
            String body = observance.group(2);
            LocalDateTime onset = LocalDateTime.parse(value(body, "DTSTART"), LOCAL);
            boolean winter = value(body, "TZOFFSETTO").equals("+0000");
            assertThat(observance.group(1)).isEqualTo(winter ? "STANDARD" : "DAYLIGHT");
            assertThat(value(body, "TZNAME")).isEqualTo(winter ? "GMT" : "BST");
            assertThat(value(body, "TZOFFSETFROM")).isEqualTo(winter ? "+0100" : "+0000");
            if (!onset.isAfter(local) && onset.isAfter(latest)) {
                latest = onset;
                offset = ZoneOffset.of(value(body, "TZOFFSETTO"));
            }
        }
        assertThat(offset).isNotNull();
        return local.toInstant(offset);
    }

    private static String value(String body, String property) {
        Matcher line = Pattern.compile("(?m)^" + property + ":(.*?)\r?$").matcher(body);
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    /** The lines, those that were folded in one. */
    private static List<String> lines(String calendar) {
        return List.of(calendar.replace("\r\n ", "").split("\r\n"));
    }

    private static Meeting at(Instant start) {
        return new Meeting(
                new Bilingual("Meeting", null), start, start.plusSeconds(5_400), new Bilingual("Hall", null), null);
    }
}

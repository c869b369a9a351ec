package org.tellers.ballot.information;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.Daylight;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzName;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.tellers.ballot.paper.Bilingual;
import org.tellers.ballot.paper.Language;
import org.tellers.ballot.schedule.LondonTime;

/**
 * Meetings as an iCalendar file (RFC 5545). Times are London's, with the clock changes that matter to them, taken from the
 * rules that this program itself reckons by: so page and calendar agree, whatever zone data a calendar program has.
 */
public final class MeetingCalendar {

    private static final String PRODUCT = "-//Tellers//Ballot//EN";
    private static final String ZONE = LondonTime.LONDON.getId();
    private static final ZoneRules RULES = LondonTime.LONDON.getRules();

    private MeetingCalendar() {}

    /**
     * The file. The same meetings give the same text, so that caches can tell whether it changed.
     *
     * @param ballot name of the ballot and the union, for the description
     * @param meetings at least one
     * @param language of titles and places; where there is no Welsh, the English is given and said to be English
     */
    public static String text(Bilingual ballot, List<HeldMeeting> meetings, Language language) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId(PRODUCT));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(zone(meetings));
        meetings.forEach(meeting -> calendar.add(event(ballot, meeting, language)));
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter().output(calendar, text);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be written", e);
        }
        return text.toString();
    }

    private static VEvent event(Bilingual ballot, HeldMeeting held, Language language) {
        Meeting meeting = held.meeting();
        VEvent event = new VEvent(false);
        event.add(new Uid(held.id().toString()));
        event.add(new DtStamp(held.changedAt().truncatedTo(ChronoUnit.SECONDS)));
        event.add(new Sequence(held.version() - 1));
        event.add(inLondon(new DtStart<>(LondonTime.at(meeting.startsAt()).toLocalDateTime())));
        event.add(inLondon(new DtEnd<>(LondonTime.at(meeting.endsAt()).toLocalDateTime())));
        event.add(new Status(held.cancelled() ? Status.VALUE_CANCELLED : Status.VALUE_CONFIRMED));
        event.add(in(language, meeting.title(), new Summary(meeting.title().in(language))));
        event.add(in(language, ballot, new Description(ballot.in(language))));
        Bilingual place = meeting.place();
        if (place != null) {
            event.add(in(language, place, new Location(place.in(language))));
        }
        if (meeting.url() != null) {
            event.add(new Url(URI.create(meeting.url())));
        }
        return event;
    }

    private static <T extends Property> T inLondon(T time) {
        time.add(new net.fortuna.ical4j.model.parameter.TzId(ZONE));
        return time;
    }

    private static <T extends Property> T in(Language language, Bilingual text, T property) {
        boolean welsh = language == Language.CY && text.cy() != null;
        property.add(new net.fortuna.ical4j.model.parameter.Language(welsh ? "cy" : "en"));
        return property;
    }

    /** The clock change before the first meeting, and each until the last has ended. */
    private static VTimeZone zone(List<HeldMeeting> meetings) {
        Instant first = meetings.stream()
                .map(held -> held.meeting().startsAt())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = meetings.stream()
                .map(held -> held.meeting().endsAt())
                .max(Instant::compareTo)
                .orElseThrow();
        VTimeZone zone = new VTimeZone();
        zone.add(new TzId(ZONE));
        ZoneOffsetTransition change = RULES.previousTransition(first);
        while (change != null && !change.getInstant().isAfter(last)) {
            zone.add(observance(change));
            change = RULES.nextTransition(change.getInstant());
        }
        return zone;
    }

    private static Observance observance(ZoneOffsetTransition change) {
        boolean summer = RULES.isDaylightSavings(change.getInstant());
        Observance observance = summer ? new Daylight() : new Standard();
        observance.add(new TzName(summer ? "BST" : "GMT"));
        observance.add(new TzOffsetFrom(change.getOffsetBefore()));
        observance.add(new TzOffsetTo(change.getOffsetAfter()));
        observance.add(new DtStart<>(change.getDateTimeBefore()));
        return observance;
    }
}

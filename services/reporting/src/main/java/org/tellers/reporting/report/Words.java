package org.tellers.reporting.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a report in one language: its catalogue, and numbers, dates and times as that language says them. */
final class Words {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int NOON = 12;
    private static final int EVENING = 18;
    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Words(language));
        }
    }

    private final Language language;
    private final Map<String, String> catalogue;
    private final DateTimeFormatter day;
    private final DateTimeFormatter date;
    private final DateTimeFormatter clock;

    private Words(Language language) {
        this.language = language;
        this.catalogue = read(language);
        this.day = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", language.locale());
        this.date = DateTimeFormatter.ofPattern("d MMMM uuuu", language.locale());
        this.clock = DateTimeFormatter.ofPattern("h.mm", language.locale());
    }

    static Words in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    private static Map<String, String> read(Language language) {
        Properties lines = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(
                        Words.class.getResourceAsStream("/report/report-" + language.code() + ".properties")),
                StandardCharsets.UTF_8)) {
            lines.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.stringPropertyNames().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(key -> key, lines::getProperty));
    }

    Language language() {
        return language;
    }

    Set<String> keys() {
        return catalogue.keySet();
    }

    /** A text of the catalogue; {@code {0}}, {@code {1}} … are replaced by the values, numbers as the language writes them. */
    String say(String key, @Nullable Object... values) {
        String text = catalogue.get(key);
        if (text == null) {
            throw new IllegalArgumentException("The catalogue of " + language.code() + " has no text " + key);
        }
        StringBuilder said = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            said.append(text, at, open).append(shown(values[Integer.parseInt(text, open + 1, close, 10)]));
            at = close + 1;
        }
        return said.append(text.substring(at)).toString();
    }

    private String shown(@Nullable Object value) {
        return value instanceof Number number ? number(number) : String.valueOf(value);
    }

    /** Whether the catalogue has a text. */
    boolean has(String key) {
        return catalogue.containsKey(key);
    }

    String number(Number number) {
        return NumberFormat.getInstance(language.locale()).format(number);
    }

    /** One decimal, always, so that columns of percentages stand under one another; a dash for none. */
    String percent(@Nullable BigDecimal percent) {
        if (percent == null) {
            return "–";
        }
        NumberFormat format = NumberFormat.getInstance(language.locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(percent) + "%";
    }

    /** A day without its weekday. */
    String date(LocalDate date) {
        return this.date.format(date);
    }

    /** "noon on Friday 27 February 2026", in Europe/London (rule R1). */
    String instant(Instant instant) {
        ZonedDateTime then = instant.atZone(LONDON);
        return say("time.on", time(then.toLocalTime()), weekday(then));
    }

    private String weekday(ZonedDateTime then) {
        String said = day.format(then);
        // "on Friday" is the day's name with a soft mutation and no preposition: dydd Gwener, ddydd Gwener.
        return language == Language.CY
                ? "d" + said.substring(0, 1).toLowerCase(language.locale()) + said.substring(1)
                : said;
    }

    private String time(LocalTime time) {
        if (time.getMinute() == 0 && time.getHour() == NOON) {
            return say("time.noon");
        }
        if (time.getMinute() == 0 && time.getHour() == 0) {
            return say("time.midnight");
        }
        String half = time.getHour() < NOON ? "morning" : time.getHour() < EVENING ? "afternoon" : "evening";
        return say("time." + half, clock.format(time));
    }
}

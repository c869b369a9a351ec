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
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tellers.service.LondonTime;

/** What the public reads in one language: the catalogue, and numbers, dates and times as that language says them. */
public final class Words {

    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Words(language));
        }
    }

    private final Language language;
    private final Map<String, String> catalogue;
    private final DateTimeFormatter date;

    private Words(Language language) {
        this.language = language;
        this.catalogue = read(language);
        this.date = DateTimeFormatter.ofPattern("d MMMM uuuu", language.locale());
    }

    /** The words of a language. */
    public static Words in(Language language) {
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
    public String say(String key, @Nullable Object... values) {
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
    public String percent(@Nullable BigDecimal percent) {
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
    public String instant(Instant instant) {
        return LondonTime.inWords(instant, language.locale());
    }
}

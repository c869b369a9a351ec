package org.tellers.reporting.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that reports are written in. */
public enum Language {
    /** English. */
    EN(Locale.UK),
    /** Welsh. */
    CY(Locale.of("cy", "GB"));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** Its code, as in {@code lang} of HTML. */
    public String code() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    /** The language of a code, if reports are written in it. */
    public static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }
}

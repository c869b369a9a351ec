package org.tellers.notification.mailtext;

import java.util.Locale;

/** A language in which members are written to (story M10). */
public enum Language {
    /** English; also for whoever asked for a language that is not here. */
    ENGLISH("en", Locale.UK),
    /** Cymraeg. */
    WELSH("cy", Locale.of("cy", "GB"));

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    /** BCP 47 tag: {@code en} or {@code cy}. */
    public String code() {
        return code;
    }

    /** What days and months are named in. */
    public Locale locale() {
        return locale;
    }

    /** The language of a tag; English where there is no such language. */
    public static Language of(String code) {
        return WELSH.code.equals(code) ? WELSH : ENGLISH;
    }
}

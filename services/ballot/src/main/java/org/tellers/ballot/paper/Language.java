package org.tellers.ballot.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages of everything a member reads (story M10). */
public enum Language {
    /** English. */
    EN,
    /** Welsh. */
    CY;

    /** The tag of the language (BCP 47). */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of a tag. */
    public static Optional<Language> of(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }
}

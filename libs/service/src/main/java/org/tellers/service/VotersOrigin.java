package org.tellers.service;

/**
 * Origin of the members' pages, which begins every link in a mail: the setting {@value #SETTING}, that may be written with
 * slashes at its end.
 *
 * @param text the origin, without a slash at its end
 */
public record VotersOrigin(String text) {

    /** Name of the setting. */
    public static final String SETTING = "tellers.voters-origin";

    /** Reads the setting. */
    public VotersOrigin {
        text = text.replaceAll("/+$", "");
    }

    /** The address of a path, which begins with a slash. */
    public String at(String path) {
        return text + path;
    }
}

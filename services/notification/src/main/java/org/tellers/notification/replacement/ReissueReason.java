package org.tellers.notification.replacement;

/** Why a member needs a new code, or the code on paper. Few, so that they can be counted and published. */
public enum ReissueReason {
    /** The member no longer has it. */
    LOST("lost"),
    /** Somebody else may have it. */
    EXPOSED("exposed"),
    /** The member never got it. */
    NEVER_ARRIVED("never-arrived"),
    /** Told in words, which stay in the audit. */
    OTHER("other");

    /** The stable names, as a pattern of the API. */
    public static final String CODES = "lost|exposed|never-arrived|other";

    private final String code;

    ReissueReason(String code) {
        this.code = code;
    }

    /** Stable name. */
    public String code() {
        return code;
    }
}

package org.tellers.ballot.lifecycle;

/** A rule does not allow what was asked; says which rule, where things stand and what to do. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of rule it was. */
    public enum Kind {
        /** Not in this state of the ballot, or not by the same person. */
        CONFLICT,
        /** Never by this person. */
        FORBIDDEN,
        /** The values asked for are wrong in themselves. */
        BAD_VALUE
    }

    private final Kind kind;
    private final String code;
    private final String field;
    private final String sentence;

    private Refusal(Kind kind, String code, String field, String sentence) {
        // A refusal is an answer, not a fault: nobody reads its stack trace.
        super(sentence, null, false, false);
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.sentence = sentence;
    }

    /** The state of things does not allow it. */
    public static Refusal conflict(String code, String sentence) {
        return new Refusal(Kind.CONFLICT, code, "", sentence);
    }

    /** The state of things does not allow this value of a field, which another state might. */
    public static Refusal conflict(String code, String field, String sentence) {
        return new Refusal(Kind.CONFLICT, code, field, sentence);
    }

    /** This person may not do it, whatever the state. */
    public static Refusal forbidden(String code, String sentence) {
        return new Refusal(Kind.FORBIDDEN, code, "", sentence);
    }

    /** A value is wrong in itself; {@code field} names it as the client wrote it. */
    public static Refusal badValue(String code, String field, String sentence) {
        return new Refusal(Kind.BAD_VALUE, code, field, sentence);
    }

    /** Which rule, where things stand and what to do. */
    public String sentence() {
        return sentence;
    }

    /** What kind of rule it was. */
    public Kind kind() {
        return kind;
    }

    /** Stable code, the last part of the problem's type. */
    public String code() {
        return code;
    }

    /** The field that is wrong; empty where none is. */
    public String field() {
        return field;
    }
}

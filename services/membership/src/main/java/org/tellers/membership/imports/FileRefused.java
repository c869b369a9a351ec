package org.tellers.membership.imports;

/** The file as a whole cannot be read as a register; nothing of it is kept. */
public final class FileRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int line;

    FileRefused(String code, int line, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.line = line;
    }

    /** Stable name of the fault. */
    public String code() {
        return code;
    }

    /** Line of the file; the header is on line 1. */
    public int line() {
        return line;
    }

    /** What is wrong and what to do. */
    public String detail() {
        return java.util.Objects.requireNonNull(getMessage());
    }
}

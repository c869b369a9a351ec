package org.tellers.membership.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How the characters of a register file are written. */
public enum Encoding {
    /** UTF-8 without a byte order mark. */
    @JsonProperty("utf-8")
    UTF_8(StandardCharsets.UTF_8),
    /** UTF-8 with a byte order mark, as Excel writes it. */
    @JsonProperty("utf-8-bom")
    UTF_8_BOM(StandardCharsets.UTF_8),
    /** What spreadsheets on Windows write as plain "CSV". */
    @JsonProperty("windows-1252")
    WINDOWS_1252(Charset.forName("windows-1252"));

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    /** The character set of the text. */
    public Charset charset() {
        return charset;
    }
}

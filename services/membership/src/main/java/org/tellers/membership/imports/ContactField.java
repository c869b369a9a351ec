package org.tellers.membership.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What of their contact data members set themselves. A field that a member, or a person of headquarters for them, has set
 * is held: files no longer change it until they bring the same value (decision record 7). A postal address is held as a
 * whole, since half of an old and half of a new one is none.
 */
public enum ContactField {
    /** Which of the two e-mail addresses is written to. */
    PREFERRED_EMAIL(RegisterColumn.PREFERRED_EMAIL_TYPE),
    /** Personal e-mail address. */
    PERSONAL_EMAIL(RegisterColumn.PERSONAL_EMAIL),
    /** E-mail address at work. */
    WORK_EMAIL(RegisterColumn.WORK_EMAIL),
    /** Mobile number. */
    MOBILE(RegisterColumn.MOBILE),
    /** Postal address. */
    POSTAL_ADDRESS(RegisterColumn.ADDRESS_1, RegisterColumn.ADDRESS_2, RegisterColumn.TOWN, RegisterColumn.POSTCODE),
    /** Language of mails and pages. */
    LANGUAGE(RegisterColumn.LANGUAGE);

    private final List<RegisterColumn> columns;

    ContactField(RegisterColumn... columns) {
        this.columns = List.of(columns);
    }

    /** Stable name. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Whether it says to which address e-mails go. */
    public boolean email() {
        return this == PREFERRED_EMAIL || this == PERSONAL_EMAIL || this == WORK_EMAIL;
    }

    /** The columns of the register that hold it. */
    List<RegisterColumn> columns() {
        return columns;
    }

    /** The field of a stable name. */
    public static ContactField of(String code) {
        return Arrays.stream(values())
                .filter(field -> field.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such contact field"));
    }

    /** The field that a column belongs to; empty for what members do not set. */
    static Optional<ContactField> holding(RegisterColumn column) {
        return Arrays.stream(values())
                .filter(field -> field.columns.contains(column))
                .findFirst();
    }
}

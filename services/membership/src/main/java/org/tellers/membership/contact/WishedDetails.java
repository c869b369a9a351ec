package org.tellers.membership.contact;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.imports.ContactField;
import org.tellers.membership.imports.RegisterColumn;
import org.tellers.membership.imports.RegisterRow;
import org.tellers.membership.imports.RowFault;

/**
 * A wish held against how the member is reached now: a value must be what a register file could have brought, and
 * somebody who has an e-mail address keeps one.
 */
public final class WishedDetails {

    private final ContactDetails now;
    private final ContactDetails wished;

    private WishedDetails(ContactDetails now, ContactDetails wished) {
        this.now = now;
        this.wished = wished;
    }

    /**
     * Reads a wish.
     *
     * @throws NotPossible when a value is none, or the member would no longer be reached by e-mail
     */
    public static WishedDetails read(ContactDetails now, ContactWish wish) throws NotPossible {
        ContactDetails wished = new ContactDetails(
                value(RegisterColumn.PREFERRED_EMAIL_TYPE, wish.preferredEmailType(), now.preferredEmailType()),
                value(RegisterColumn.PERSONAL_EMAIL, wish.personalEmail(), now.personalEmail()),
                value(RegisterColumn.WORK_EMAIL, wish.workEmail(), now.workEmail()),
                value(RegisterColumn.MOBILE, wish.mobile(), now.mobile()),
                value(RegisterColumn.ADDRESS_1, wish.address1(), now.address1()),
                value(RegisterColumn.ADDRESS_2, wish.address2(), now.address2()),
                value(RegisterColumn.TOWN, wish.town(), now.town()),
                value(RegisterColumn.POSTCODE, wish.postcode(), now.postcode()),
                Objects.requireNonNullElse(
                        value(RegisterColumn.LANGUAGE, wish.language(), now.language()), now.language()));
        if (now.emailInForce().isPresent() && wished.emailInForce().isEmpty()) {
            throw new NotPossible(
                    "no-address-left",
                    now.personalEmail() != null ? "personalEmail" : "workEmail",
                    "This is the only e-mail address there is. State another one before it goes.");
        }
        String preferred = Objects.requireNonNullElse(wished.preferredEmailType(), "personal");
        boolean chosen =
                wish.preferredEmailType() != null && !wish.preferredEmailType().isBlank();
        if (chosen && (preferred.equals("work") ? wished.workEmail() : wished.personalEmail()) == null) {
            throw new NotPossible(
                    "preferred-address-missing",
                    "preferredEmailType",
                    "There is no " + preferred + " e-mail address. State one, or prefer the other.");
        }
        return new WishedDetails(now, wished);
    }

    /** Everything as wished: for headquarters, which need no confirmation. */
    public ContactDetails atOnce() {
        return wished;
    }

    /**
     * As wished but for new e-mail addresses: those wait until they are confirmed, and the old ones stay in force.
     *
     * @throws NotPossible when until then there would be no address at all
     */
    public ContactDetails withoutNewAddresses() throws NotPossible {
        ContactDetails until = new ContactDetails(
                wished.preferredEmailType(),
                wished.personalEmail() == null ? null : now.personalEmail(),
                wished.workEmail() == null ? null : now.workEmail(),
                wished.mobile(),
                wished.address1(),
                wished.address2(),
                wished.town(),
                wished.postcode(),
                wished.language());
        if (now.emailInForce().isPresent() && until.emailInForce().isEmpty()) {
            throw new NotPossible(
                    "no-address-left",
                    now.personalEmail() != null ? "personalEmail" : "workEmail",
                    "The new address must be confirmed before the only other one goes. Change one, then remove the"
                            + " other.");
        }
        return until;
    }

    /** The new e-mail addresses, which are to be confirmed through themselves. */
    public Map<ContactField, String> newAddresses() {
        Map<ContactField, String> added = new LinkedHashMap<>();
        String personal = wished.personalEmail();
        if (personal != null && !personal.equals(now.personalEmail())) {
            added.put(ContactField.PERSONAL_EMAIL, personal);
        }
        String work = wished.workEmail();
        if (work != null && !work.equals(now.workEmail())) {
            added.put(ContactField.WORK_EMAIL, work);
        }
        return added;
    }

    private static @Nullable String value(RegisterColumn column, @Nullable String wish, @Nullable String now)
            throws NotPossible {
        if (wish == null) {
            return now;
        }
        if (wish.isBlank()) {
            return null;
        }
        RegisterRow row = RegisterRow.judge(1, Map.of(column, wish));
        if (!row.valid()) {
            RowFault fault = row.faults().getFirst();
            throw new NotPossible(fault.code(), fieldName(column), fault.detail());
        }
        return (String) row.values().get(column);
    }

    /** As clients write it: address_1 is address1, personal_email is personalEmail. */
    private static String fieldName(RegisterColumn column) {
        StringBuilder name = new StringBuilder();
        for (String part : column.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return name.toString();
    }

    /** A wish that cannot be fulfilled; its sentence repeats no value. */
    public static final class NotPossible extends Exception {

        private static final long serialVersionUID = 1L;
        private final String code;
        private final String field;
        private final String detail;

        NotPossible(String code, String field, String detail) {
            super(code, null, false, false);
            this.code = code;
            this.field = field;
            this.detail = detail;
        }

        /** Stable name. */
        public String code() {
            return code;
        }

        /** The field that it is about. */
        public String field() {
            return field;
        }

        /** What is wrong and what to do. */
        public String detail() {
            return detail;
        }
    }
}

package org.tellers.membership.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a register file; their headers are also the column names of the register's tables. */
public enum RegisterColumn {
    MEMBERSHIP_NUMBER(Content.NUMBER, Concern.IDENTITY, true),
    TITLE(Content.TEXT, Concern.CONTACT, false),
    FIRST_NAME(Content.TEXT, Concern.CONTACT, false),
    LAST_NAME(Content.TEXT, Concern.CONTACT, true),
    PREFERRED_EMAIL_TYPE(Content.EMAIL_TYPE, Concern.CONTACT, false),
    PERSONAL_EMAIL(Content.EMAIL, Concern.CONTACT, false),
    WORK_EMAIL(Content.EMAIL, Concern.CONTACT, false),
    MOBILE(Content.TELEPHONE, Concern.CONTACT, false),
    ADDRESS_1(Content.TEXT, Concern.POST, false),
    ADDRESS_2(Content.TEXT, Concern.POST, false),
    TOWN(Content.TEXT, Concern.POST, false),
    POSTCODE(Content.TEXT, Concern.POST, false),
    SECTION(Content.TEXT, Concern.ELIGIBILITY, true),
    BRANCH(Content.TEXT, Concern.ELIGIBILITY, false),
    EMPLOYER(Content.TEXT, Concern.ELIGIBILITY, false),
    REGION(Content.TEXT, Concern.ELIGIBILITY, false),
    PDU(Content.TEXT, Concern.ELIGIBILITY, false),
    WORKPLACE(Content.TEXT, Concern.ELIGIBILITY, false),
    JOB_ROLE(Content.TEXT, Concern.RECORD, false),
    MEMBERSHIP_CLASS(Content.TEXT, Concern.ELIGIBILITY, false),
    STATUS(Content.STATUS, Concern.ELIGIBILITY, true),
    JOINED_AT(Content.INSTANT, Concern.ELIGIBILITY, false),
    LEFT_AT(Content.INSTANT, Concern.ELIGIBILITY, false),
    LANGUAGE(Content.LANGUAGE, Concern.CONTACT, false),
    CAMPAIGN_CONSENT(Content.YES_NO, Concern.CONTACT, false);

    /** Who must hear of a change of the column. */
    public enum Concern {
        /** Finds the member again; never changes. */
        IDENTITY,
        /** Announced by MemberContactChanged. */
        CONTACT,
        /** Announced by MemberEligibilityChanged. */
        ELIGIBILITY,
        /** Postal address: kept here for a follow-on postal ballot (rule R10), announced to nobody. */
        POST,
        /** Kept here only. */
        RECORD
    }

    private static final Map<String, RegisterColumn> BY_HEADER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RegisterColumn::header, Function.identity()));

    private final Content content;
    private final Concern concern;
    private final boolean required;

    RegisterColumn(Content content, Concern concern, boolean required) {
        this.content = content;
        this.concern = concern;
        this.required = required;
    }

    /** The column with this header, if there is one. */
    public static Optional<RegisterColumn> named(String header) {
        return Optional.ofNullable(BY_HEADER.get(header));
    }

    /** Columns without which a file is refused, in their usual order. */
    public static List<RegisterColumn> requiredOnes() {
        return Arrays.stream(values()).filter(RegisterColumn::required).toList();
    }

    /** What the header line calls it. */
    public String header() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Content content() {
        return content;
    }

    Concern concern() {
        return concern;
    }

    /** Whether every file must have the column and every row a value in it. */
    public boolean required() {
        return required;
    }
}

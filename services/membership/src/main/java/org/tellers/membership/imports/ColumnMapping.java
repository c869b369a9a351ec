package org.tellers.membership.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file is which of the register's: what was said of a heading before comes first, then the register's
 * own names, then a guess by the names that membership systems use, which a person must confirm.
 *
 * @param columns the file's columns in their order
 */
record ColumnMapping(List<MappedColumn> columns) {

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ENDS = Pattern.compile("^_|_$");
    private static final int LONGEST_HEADING = 60;

    private static final Map<String, RegisterColumn> OTHER_NAMES = otherNames();

    /** What a heading is compared by: letters and digits only, without case. */
    static String key(String heading) {
        return ENDS.matcher(NO_LETTER.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("_"))
                .replaceAll("");
    }

    /**
     * Proposes a mapping.
     *
     * @param headings the file's first line
     * @param remembered columns said of headings before, by {@link #key}; an empty text stands for none
     * @throws FileRefused if a column occurs twice, or the needed ones cannot all be among them
     */
    static ColumnMapping propose(List<String> headings, Map<String, String> remembered) {
        Set<RegisterColumn> taken = EnumSet.noneOf(RegisterColumn.class);
        @Nullable MappedColumn[] found = new MappedColumn[headings.size()];
        for (int i = 0; i < found.length; i++) {
            String said = remembered.get(key(headings.get(i)));
            Optional<RegisterColumn> column = said == null ? Optional.empty() : RegisterColumn.named(said);
            if (said != null && (column.isEmpty() || taken.add(column.get()))) {
                found[i] = mapped(headings.get(i), column.orElse(null), MappedColumn.Source.REMEMBERED);
            }
        }
        for (int i = 0; i < found.length; i++) {
            RegisterColumn column = RegisterColumn.named(key(headings.get(i))).orElse(null);
            if (found[i] == null && column != null) {
                if (taken.add(column)) {
                    found[i] = mapped(headings.get(i), column, MappedColumn.Source.NAME);
                } else if (Arrays.stream(found, 0, i)
                        .anyMatch(other -> other != null
                                && other.source() == MappedColumn.Source.NAME
                                && column.header().equals(other.column()))) {
                    throw new FileRefused(
                            "column-repeated",
                            1,
                            "The column " + column.header() + " occurs twice. Remove one of the two.");
                }
            }
        }
        for (int i = 0; i < found.length; i++) {
            RegisterColumn guess = OTHER_NAMES.get(key(headings.get(i)));
            if (found[i] == null) {
                found[i] = guess != null && taken.add(guess)
                        ? mapped(headings.get(i), guess, MappedColumn.Source.GUESS)
                        : mapped(headings.get(i), null, MappedColumn.Source.UNKNOWN);
            }
        }
        ColumnMapping mapping = new ColumnMapping(
                Arrays.stream(found).map(Objects::requireNonNull).toList());
        long free = mapping.columns.stream()
                .filter(column -> column.column() == null && !column.heading().isEmpty())
                .count();
        if (mapping.missing().size() > free) {
            throw missing(mapping.missing());
        }
        return mapping;
    }

    /**
     * What a person says the columns are.
     *
     * @param headings the file's first line
     * @param said for each heading the register's column, or null for none; a heading that is not there is ignored
     * @throws FileRefused if a heading or column does not exist, is there twice, or a needed column is missing
     */
    static ColumnMapping said(List<String> headings, List<MappedColumn> said) {
        Map<String, String> columns = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (MappedColumn one : said) {
            String column = one.column();
            if (headings.stream().noneMatch(heading -> shown(heading).equals(one.heading()))) {
                throw new FileRefused("heading-unknown", 1, "The file has no column with the heading " + one.heading());
            }
            if (column == null) {
                continue;
            }
            if (RegisterColumn.named(column).isEmpty()) {
                throw new FileRefused("column-unknown", 1, "The register has no column with the name " + column);
            }
            boolean twice = headings.stream()
                            .filter(heading -> shown(heading).equals(one.heading()))
                            .count()
                    > 1;
            if (twice || !used.add(column) || columns.put(one.heading(), column) != null) {
                throw new FileRefused(
                        "column-repeated", 1, "Exactly one column of the file can be " + column + ", not two.");
            }
        }
        ColumnMapping mapping = new ColumnMapping(headings.stream()
                .map(heading ->
                        new MappedColumn(shown(heading), columns.get(shown(heading)), MappedColumn.Source.REMEMBERED))
                .toList());
        if (!mapping.missing().isEmpty()) {
            throw missing(mapping.missing());
        }
        return mapping;
    }

    /** Whether a person must look at it before the file is read. */
    boolean needsAPerson() {
        return !missing().isEmpty()
                || columns.stream().anyMatch(column -> column.source() == MappedColumn.Source.GUESS);
    }

    /** The register's columns in the order of the file's, null where the cells are ignored. */
    List<@Nullable RegisterColumn> registerColumns() {
        List<@Nullable RegisterColumn> found = new ArrayList<>();
        for (MappedColumn column : columns) {
            String name = column.column();
            found.add(name == null ? null : RegisterColumn.named(name).orElseThrow());
        }
        return found;
    }

    /** What to remember for the next file, by {@link #key}; an empty text stands for none. */
    Map<String, String> memory() {
        return columns.stream()
                .filter(column -> !column.heading().isEmpty())
                .collect(Collectors.toMap(
                        column -> key(column.heading()),
                        column -> column.column() == null ? "" : column.column(),
                        (first, second) -> first.isEmpty() ? second : first));
    }

    private List<RegisterColumn> missing() {
        return RegisterColumn.requiredOnes().stream()
                .filter(needed ->
                        columns.stream().noneMatch(column -> needed.header().equals(column.column())))
                .toList();
    }

    private static FileRefused missing(List<RegisterColumn> columns) {
        return new FileRefused(
                "columns-missing",
                1,
                "The header line lacks "
                        + columns.stream().map(RegisterColumn::header).collect(Collectors.joining(", "))
                        + ". These columns are needed; the others may be left out.");
    }

    private static MappedColumn mapped(String heading, @Nullable RegisterColumn column, MappedColumn.Source source) {
        return new MappedColumn(shown(heading), column == null ? null : column.header(), source);
    }

    private static String shown(String heading) {
        String shown = heading.strip();
        return shown.length() > LONGEST_HEADING ? shown.substring(0, LONGEST_HEADING) + "…" : shown;
    }

    private static Map<String, RegisterColumn> otherNames() {
        Map<String, RegisterColumn> names = new HashMap<>();
        add(
                names,
                RegisterColumn.MEMBERSHIP_NUMBER,
                "member_number membership_no member_no membership_id member_id mem_no membership_ref member_ref");
        add(names, RegisterColumn.TITLE, "salutation honorific");
        add(names, RegisterColumn.FIRST_NAME, "forename given_name firstname first_names forenames known_as");
        add(names, RegisterColumn.LAST_NAME, "surname family_name lastname");
        add(names, RegisterColumn.PREFERRED_EMAIL_TYPE, "preferred_email email_preference");
        add(
                names,
                RegisterColumn.PERSONAL_EMAIL,
                "email e_mail email_address home_email private_email personal_e_mail personal_email_address");
        add(names, RegisterColumn.WORK_EMAIL, "office_email business_email work_e_mail work_email_address");
        add(names, RegisterColumn.MOBILE, "mobile_number mobile_phone mobile_no phone telephone tel phone_number");
        add(names, RegisterColumn.ADDRESS_1, "address address1 address_line_1 street home_address_1");
        add(names, RegisterColumn.ADDRESS_2, "address2 address_line_2 locality home_address_2");
        add(names, RegisterColumn.TOWN, "city post_town town_city");
        add(names, RegisterColumn.POSTCODE, "post_code postal_code zip");
        add(names, RegisterColumn.SECTION, "union_section section_name");
        add(names, RegisterColumn.BRANCH, "branch_name union_branch");
        add(names, RegisterColumn.EMPLOYER, "employer_name company organisation");
        add(names, RegisterColumn.REGION, "region_name");
        add(names, RegisterColumn.PDU, "delivery_unit probation_delivery_unit pdu_name");
        add(names, RegisterColumn.WORKPLACE, "office site location place_of_work");
        add(names, RegisterColumn.JOB_ROLE, "job_title role job grade occupation");
        add(
                names,
                RegisterColumn.MEMBERSHIP_CLASS,
                "class category member_class membership_category membership_type member_type");
        add(names, RegisterColumn.STATUS, "membership_status member_status");
        add(names, RegisterColumn.JOINED_AT, "joined date_joined join_date joining_date date_of_joining start_date");
        add(names, RegisterColumn.LEFT_AT, "left date_left leave_date leaving_date date_of_leaving end_date");
        add(names, RegisterColumn.LANGUAGE, "lang preferred_language language_preference");
        add(names, RegisterColumn.CAMPAIGN_CONSENT, "consent campaigns marketing_consent");
        return Map.copyOf(names);
    }

    private static void add(Map<String, RegisterColumn> names, RegisterColumn column, String others) {
        for (String other : others.split(" ")) {
            names.put(other, column);
        }
    }
}

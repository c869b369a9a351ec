package org.tellers.membership.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a staged row {@code s} changes a member {@code m}, as SQL expressions. A file without a column says nothing about
 * it: the member keeps what the register has. What the member has set ({@code m.held}) stays too, unless a person has said
 * that the file is right.
 */
final class RegisterSql {

    /** The table columns that hold a row of a file. */
    static final List<String> STORED =
            Arrays.stream(RegisterColumn.values()).flatMap(RegisterSql::stored).toList();

    private final Set<RegisterColumn> columns;
    private final boolean overwrite;

    /**
     * @param columns those that the file has
     * @param overwrite whether the file's values take the place of what members have set
     */
    RegisterSql(Set<RegisterColumn> columns, boolean overwrite) {
        this.columns = columns;
        this.overwrite = overwrite;
    }

    /** Whether the row changes anything of the member. */
    String differs() {
        String names = String.join(", ", written());
        // Leaving follows from the status too, which every file has.
        String left = " OR m.left_at IS DISTINCT FROM " + becomes("left_at");
        String plain = distinct(names, "m", "s");
        if (overwrite) {
            return "(" + plain + left + ")";
        }
        // Nearly nobody holds anything, and of them nothing more is asked.
        String kept = "ROW(" + prefixed(names, "m") + ") IS DISTINCT FROM ROW("
                + written().stream().map(this::becomes).collect(Collectors.joining(", ")) + ")";
        return "(CASE WHEN m.held IS NULL THEN " + plain + " ELSE " + kept + " END" + left + ")";
    }

    /** The columns that the file has of a field that members set; empty when it says nothing of it. */
    List<String> given(ContactField field) {
        return field.columns().stream()
                .filter(columns::contains)
                .flatMap(RegisterSql::stored)
                .toList();
    }

    /** Whether the member holds a field of which the file has something else. */
    String conflicts(ContactField field) {
        return holds(field) + " AND " + distinct(String.join(", ", given(field)), "m", "s");
    }

    /** Whether the member holds a field of which the file now has the same. */
    String agrees(ContactField field) {
        return holds(field) + " AND NOT " + distinct(String.join(", ", given(field)), "m", "s");
    }

    private static String holds(ContactField field) {
        return "'" + field.code() + "' = ANY (m.held)";
    }

    private List<String> written() {
        return columns.stream()
                .filter(column -> column.concern() != RegisterColumn.Concern.IDENTITY)
                .flatMap(RegisterSql::stored)
                .filter(name -> !name.equals("left_at"))
                .toList();
    }

    /**
     * What a column of a member becomes. Who has left keeps the instant of it when the file gives none, and who comes
     * back loses it.
     */
    String becomes(String name) {
        boolean given = columns.stream().flatMap(RegisterSql::stored).anyMatch(name::equals);
        if (name.equals("left_at")) {
            return given
                    ? "CASE WHEN s.left_at IS NULL AND s.status = 'left' THEN m.left_at ELSE s.left_at END"
                    : "CASE WHEN s.status = 'left' OR m.status <> 'left' THEN m.left_at END";
        }
        if (!given) {
            return "m." + name;
        }
        return overwrite
                ? "s." + name
                : RegisterColumn.named(name)
                        .flatMap(ContactField::holding)
                        .map(field -> "CASE WHEN " + holds(field) + " THEN m." + name + " ELSE s." + name + " END")
                        .orElse("s." + name);
    }

    /** The assignments of an UPDATE of {@code m} from {@code s}. */
    String assignments() {
        return written().stream().map(name -> name + " = " + becomes(name)).collect(Collectors.joining(", "))
                + ", left_at = " + becomes("left_at")
                + (overwrite ? ", held = " + released() : "");
    }

    /** What a member still holds when the file's values have taken the place of the others. */
    private String released() {
        String fields = Arrays.stream(ContactField.values())
                .filter(field -> !given(field).isEmpty())
                .map(field -> "'" + field.code() + "'")
                .collect(Collectors.joining(", "));
        return "(SELECT array_agg(held) FROM unnest(m.held) AS held WHERE held <> ALL (ARRAY[" + fields + "]::text[]))";
    }

    /** Whether two states of a member differ in what concerns others. */
    static String changes(RegisterColumn.Concern concern, String was, String is) {
        return distinct(names(column -> column.concern() == concern), was, is);
    }

    /** All columns but the membership number. */
    static String names(Predicate<RegisterColumn> which) {
        return Arrays.stream(RegisterColumn.values())
                .filter(which)
                .flatMap(RegisterSql::stored)
                .collect(Collectors.joining(", "));
    }

    /** A column of the file as the table has it: a date also says whether only its day is known. */
    static Stream<String> stored(RegisterColumn column) {
        return column == RegisterColumn.JOINED_AT
                ? Stream.of(column.header(), "joined_at_day_only")
                : Stream.of(column.header());
    }

    private static String distinct(String names, String was, String is) {
        return "ROW(" + prefixed(names, was) + ") IS DISTINCT FROM ROW(" + prefixed(names, is) + ")";
    }

    private static String prefixed(String names, String prefix) {
        return Arrays.stream(names.split(", ")).map(name -> prefix + "." + name).collect(Collectors.joining(", "));
    }
}

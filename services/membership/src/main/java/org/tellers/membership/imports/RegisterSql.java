package org.tellers.membership.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a staged row {@code s} changes a member {@code m}, as SQL expressions. A file without a column says nothing about
 * it: the member keeps what the register has.
 */
final class RegisterSql {

    /** The table columns that hold a row of a file. */
    static final List<String> STORED =
            Arrays.stream(RegisterColumn.values()).flatMap(RegisterSql::stored).toList();

    private final Set<RegisterColumn> columns;

    /** @param columns those that the file has */
    RegisterSql(Set<RegisterColumn> columns) {
        this.columns = columns;
    }

    /** Whether the row changes anything of the member. */
    String differs() {
        String names = columns.stream()
                .filter(column -> column.concern() != RegisterColumn.Concern.IDENTITY)
                .flatMap(RegisterSql::stored)
                .filter(name -> !name.equals("left_at"))
                .collect(Collectors.joining(", "));
        // Leaving follows from the status too, which every file has.
        return "(" + distinct(names, "m", "s") + " OR m.left_at IS DISTINCT FROM " + becomes("left_at") + ")";
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
        return given ? "s." + name : "m." + name;
    }

    /** The assignments of an UPDATE of {@code m} from {@code s}. */
    String assignments() {
        return columns.stream()
                        .filter(column -> column.concern() != RegisterColumn.Concern.IDENTITY)
                        .flatMap(RegisterSql::stored)
                        .filter(name -> !name.equals("left_at"))
                        .map(name -> name + " = s." + name)
                        .collect(Collectors.joining(", "))
                + ", left_at = " + becomes("left_at");
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

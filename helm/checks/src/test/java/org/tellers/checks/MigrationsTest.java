package org.tellers.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The release that still runs works on the new schema (decision 13): a migration adds, or says that it contracts. */
class MigrationsTest {

    /** What would take away what the release before reads, or ask for what it does not write. */
    private static final Pattern CONTRACTS = Pattern.compile("\\bdrop (table|column|view|function)\\b"
            + "|\\brename\\b|\\balter column \\w+ (set data )?type\\b|\\bset not null\\b"
            + "|\\badd column [^,;]*\\bnot null\\b(?![^,;]*\\bdefault\\b)|\\btruncate\\b");

    /** Its first line; the release before the one that brings it must no longer use what goes. */
    private static final String SAYS_SO = "-- Contracts the schema: ";

    @Test
    void everyMigrationAfterTheFirstSchemaOnlyAddsOrSaysThatItContracts() throws IOException {
        Set<String> first = firstSchema();
        List<String> later = migrations().filter(file -> !first.contains(file)).toList();

        assertThat(migrations()).containsAll(first);
        assertThat(later).allSatisfy(file -> {
            String text = Repository.text(file);
            assertThat(text.startsWith(SAYS_SO) || !contracts(text))
                    .as(
                            "%s takes something away that the running release may use: do it a release later, and begin the"
                                    + " file with \"%s…\"",
                            file, SAYS_SO)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE a DROP COLUMN b;",
                "ALTER TABLE a RENAME COLUMN b TO c;",
                "ALTER TABLE a ALTER COLUMN b TYPE bigint;",
                "ALTER TABLE a ALTER COLUMN b SET NOT NULL;",
                "ALTER TABLE a ADD COLUMN b text NOT NULL;",
                "DROP TABLE a;"
            })
    void whatTakesAwayOrDemandsContracts(String statement) {
        assertThat(contracts(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (b text NOT NULL);",
                "ALTER TABLE a ADD COLUMN b text;",
                "ALTER TABLE a ADD COLUMN b text NOT NULL DEFAULT '';",
                "CREATE INDEX i ON a (b);",
                "-- never DROP TABLE a here\nCREATE INDEX i ON a (b);"
            })
    void whatAddsDoesNot(String statement) {
        assertThat(contracts(statement)).isFalse();
    }

    private static boolean contracts(String sql) {
        String statements =
                sql.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return CONTRACTS.matcher(statements).find();
    }

    private static Stream<String> migrations() {
        return Stream.of("services", "libs")
                .flatMap(folder -> Repository.files(folder, ".*/src/main/resources/db/.*\\.sql").stream())
                .map(file -> Repository.ROOT.relativize(file).toString());
    }

    private static Set<String> firstSchema() throws IOException {
        try (var list = MigrationsTest.class.getResourceAsStream("/first-schema.txt")) {
            return new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
        }
    }
}

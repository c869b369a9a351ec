package org.tellers.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tellers.local.Stack;

/** Searches what a stack has stored, sent and logged for what must not be there (architecture: what each must never hold). */
final class Leaks {

    private static final List<String> DATABASES =
            List.of("membership", "ballot", "notification", "voting", "reporting");

    private final Stack stack;
    private final List<String> found = new ArrayList<>();

    Leaks(Stack stack) {
        this.stack = stack;
    }

    /**
     * Searches databases, topics and logs after a whole ballot.
     *
     * @param run the ballot that ran
     * @return one line for each leak
     */
    List<String> find(Smoke.Outcome run) {
        Instant opensAt = run.opensAt();
        Instant closesAt = run.closesAt();
        Map<String, String> tables = new TreeMap<>();
        for (String database : DATABASES) {
            tables.put(database, dump(database));
        }
        List<String> members = memberIds();
        require(members.size() >= run.codes().size(), "the register has no members to look for");

        tables.forEach((database, text) -> absent(text, run.codes(), "a private credential", "database " + database));
        for (String database : List.of("voting", "reporting")) {
            absent(tables.get(database), members, "a member id", "database " + database);
            absent(tables.get(database), run.addresses(), "an e-mail address", "database " + database);
        }
        absent(tables.get("ballot"), run.addresses(), "an e-mail address", "database ballot");
        sealedCodesAreGone();
        noTimeOfAVote(opensAt, closesAt);

        for (ConsumerRecord<String, byte[]> record : records()) {
            String text = new String(record.value() == null ? new byte[0] : record.value(), StandardCharsets.UTF_8);
            String where = "topic " + record.topic();
            absent(text, run.codes(), "a private credential", where);
            if (!record.topic().startsWith("membership.contacts")) {
                absent(text, run.addresses(), "an e-mail address", where);
            }
            if (record.topic().startsWith("voting.")) {
                absent(text, members, "a member id", where);
                Instant at = Instant.ofEpochMilli(record.timestamp());
                if (at.isAfter(opensAt) && at.isBefore(closesAt)) {
                    found.add("a record of " + record.topic() + " tells a time while the box was open: " + at);
                }
                if (record.headers().lastHeader("ce_time") != null) {
                    found.add("a record of " + record.topic() + " has ce_time");
                }
            }
        }

        for (Path log : logs()) {
            String text = read(log);
            String where = "log " + log.getFileName();
            absent(text, run.codes(), "a private credential", where);
            absent(text, run.addresses(), "an e-mail address", where);
            absent(text, run.trackers(), "a tracker", where);
            if (text.contains("\"credential\":\"") || text.contains("individual_proofs")) {
                found.add("a ballot in " + where);
            }
        }
        return found;
    }

    private void absent(String text, Collection<String> secrets, String what, String where) {
        secrets.stream().filter(text::contains).findFirst().ifPresent(secret -> found.add(what + " in " + where));
    }

    private List<String> memberIds() {
        List<String> ids = new ArrayList<>();
        query("membership", "select id::text from member", row -> ids.add(row.getString(1)));
        return ids;
    }

    /** After the close no private credential rests anywhere, sealed ones included. */
    private void sealedCodesAreGone() {
        List<String> columns = new ArrayList<>();
        query(
                "notification",
                "select table_name, column_name from information_schema.columns where table_schema = 'public'"
                        + " and data_type = 'bytea'",
                row -> columns.add(row.getString(1) + "." + row.getString(2)));
        require(!columns.isEmpty(), "notification has no column for sealed credentials to look at");
        for (String column : columns) {
            String[] name = column.split("\\.");
            // A keyed hash of an address has 32 bytes; a sealed code has more.
            String sealed = "select count(*) from %s where octet_length(%s) <> 32".formatted(name[0], name[1]);
            query("notification", sealed, row -> {
                if (row.getInt(1) > 0) {
                    found.add("%d sealed values in notification's %s after the close".formatted(row.getInt(1), column));
                }
            });
        }
    }

    /**
     * No stored time in voting's tables falls into the open window. The inbox holds times of others' facts, policy_change
     * those of HQ's decisions, replica and turn those of processes at work, whether anybody votes or not.
     */
    private void noTimeOfAVote(Instant opensAt, Instant closesAt) {
        List<String[]> columns = new ArrayList<>();
        query(
                "voting",
                "select table_name, column_name from information_schema.columns where table_schema = 'public'"
                        + " and data_type like 'timestamp%' and table_name not in ('inbox', 'policy_change',"
                        + " 'replica', 'turn', 'flyway_schema_history')",
                row -> columns.add(new String[] {row.getString(1), row.getString(2)}));
        for (String[] column : columns) {
            query(
                    "voting",
                    "select %s from %s where %s is not null".formatted(column[1], column[0], column[1]),
                    row -> {
                        Instant at = row.getObject(1, OffsetDateTime.class).toInstant();
                        if (at.isAfter(opensAt) && at.isBefore(closesAt)) {
                            found.add("voting's %s.%s tells a time while the box was open"
                                    .formatted(column[0], column[1]));
                        }
                    });
        }
    }

    private String dump(String database) {
        StringBuilder text = new StringBuilder();
        List<String> tables = new ArrayList<>();
        query(
                database,
                "select table_name from information_schema.tables where table_schema = 'public'",
                row -> tables.add(row.getString(1)));
        require(!tables.isEmpty(), "database " + database + " has no tables to look at");
        for (String table : tables) {
            query(
                    database,
                    "select t::text from \"" + table + "\" t",
                    row -> text.append(row.getString(1)).append('\n'));
        }
        return text.toString();
    }

    private void query(String database, String sql, Rows.Row row) {
        Rows.each(stack, database, sql, row);
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        List<ConsumerRecord<String, byte[]>> all = Records.of(stack);
        require(!all.isEmpty(), "there are no records to look at");
        return all;
    }

    private List<Path> logs() {
        try (Stream<Path> files = Files.list(stack.state().resolve("logs"))) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            require(!logs.isEmpty(), "there are no logs to look at");
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        Require.that(condition, "The search for leaks cannot work: " + otherwise);
    }
}

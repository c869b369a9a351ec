package org.tellers.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.local.PlainHttp;
import org.tellers.local.QuarkusPart;
import org.tellers.local.Sockets;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;
import org.tellers.local.demo.Waiting;

/**
 * The notification service by itself, as one or more replicas on one database: register, roll and the answers of voting
 * are written where its readers would have written them, everything after that is the service's own work.
 */
final class MailStand implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final HttpClient HTTP = PlainHttp.client();
    private static final Pattern ACCEPTED =
            Pattern.compile("tellers_mail_deliveries_total\\{outcome=\"accepted\"} ([0-9.]+)");

    private final Stack stack;
    private final List<QuarkusPart> replicas = new ArrayList<>();

    /**
     * Starts it.
     *
     * @param count replicas
     * @param smtpPort where mails go, on localhost
     * @param settings more environment variables of the replicas
     */
    MailStand(int count, int smtpPort, Map<String, String> settings) {
        StackOptions options = StackOptions.fresh().withParts("postgres", "kafka");
        stack = Stack.start(options);
        for (int i = 0; i < count; i++) {
            List<Integer> ports = Sockets.free(2);
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("QUARKUS_HTTP_PORT", ports.get(0).toString());
            environment.put("QUARKUS_MANAGEMENT_PORT", ports.get(1).toString());
            environment.put("TELLERS_POSTGRES", stack.postgres().address());
            environment.put("TELLERS_KAFKA", stack.kafka().bootstrapServers());
            environment.put("TELLERS_SMTP_PORT", Integer.toString(smtpPort));
            environment.put(
                    "TELLERS_SEAL_KEY_FILE", options.sealKey("notification").toString());
            environment.put("TELLERS_MAIL_DOMAIN_RATE", "100000");
            environment.put("TELLERS_MAIL_RATE", "100000");
            environment.put("TELLERS_MAIL_ROUND", "0.25s");
            environment.put("TELLERS_CREDENTIALS_ROUND", "0.25s");
            environment.putAll(settings);
            QuarkusPart replica = new QuarkusPart(
                    "notification-" + i,
                    options.project().root().resolve("services/notification"),
                    stack.state().resolve("logs"),
                    ports.get(1),
                    environment);
            replica.start();
            replicas.add(replica);
        }
    }

    /** A replica, to be killed and started. */
    QuarkusPart replica(int index) {
        return replicas.get(index);
    }

    /** Mails that a replica has handed over since it was started. */
    int handedOver(int replica) {
        HttpResponse<String> metrics;
        try {
            metrics = HTTP.send(
                    HttpRequest.newBuilder(URI.create(replicas.get(replica).management() + "/q/metrics"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Matcher found = ACCEPTED.matcher(metrics.body());
        return found.find() ? (int) Double.parseDouble(found.group(1)) : 0;
    }

    /** A keyed ballot with that many members on its roll, all with an address. */
    String ballot(int members) throws SQLException {
        String uuid = ElectionUuid.random(new SecureRandom()).value();
        run("""
                insert into ballot (uuid, name, fingerprint, charter, opens_at, closes_at, reserve_percent,
                                    reserve_minimum)
                values (?, 'Workloads', 'vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M', '{"version":1,"union":"Napo"}',
                        now(), now() + interval '1 day', 0, 0)""", uuid);
        run("""
                with member as (
                    insert into contact (member_id, membership_number, first_name, last_name, personal_email, address,
                                         domain, language)
                    select gen_random_uuid(), i::text, 'Test', 'Member', a, a, 'members.example',
                           case when mod(i, 10) = 0 then 'cy' else 'en' end
                    from generate_series(1, %d) as n (i),
                         lateral (select 'm' || i || '.' || lower(?) || '@members.example') as k (a)
                    returning member_id)
                insert into roll_entry (entry_id, ballot, member_id, admission_id, version, lot)
                select gen_random_uuid(), ?, member_id, gen_random_uuid(), 1, (random() * 1e15)::bigint
                from member""".formatted(members), uuid, uuid);
        run("analyze contact, roll_entry");
        return uuid;
    }

    /** Has the credentials of a ballot made and given out; how long that took. */
    Duration makeCredentials(String ballot, int members) throws SQLException {
        long begin = System.nanoTime();
        run("update ballot set frozen_entries = " + members + " where uuid = ?", ballot);
        Waiting.until(
                "every entry to have a credential",
                LONGEST,
                () -> count("select count(*) from ballot where setup_complete and uuid = ?", ballot),
                complete -> complete == 1);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Voting agrees to every credential and the box opens. */
    void open(String ballot) throws SQLException {
        run("update credential set state = 'active' where state = 'assigned' and ballot = ?", ballot);
        run("update credential_request set state = 'done' where ballot = ?", ballot);
        run("update roll_entry set activated = true where ballot = ?", ballot);
        run("update ballot set opened = true where uuid = ?", ballot);
        run("analyze credential, roll_entry");
    }

    /** An officer asks for the invitations. */
    void invite(String ballot) throws SQLException {
        run("""
                insert into dispatch_run (id, ballot, kind, issue, stage, asked_by, asked_at)
                values (uuidv7(), ?, 'invitation', 1, 'waiting', 'officer', now())""", ballot);
    }

    /** Waits until that many mails are noted as accepted. */
    void awaitAccepted(String ballot, int mails) {
        Waiting.until(
                mails + " mails to be accepted",
                LONGEST,
                () -> count("select count(*) from dispatch where state = 'accepted' and ballot = ?", ballot),
                accepted -> accepted == mails);
    }

    /** One number out of the service's database; the ballot is its parameter. */
    long count(String sql, String ballot) {
        try (Connection connection = stack.postgres().administratorConnection("notification");
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, ballot);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql, String... parameters) throws SQLException {
        try (Connection connection = stack.postgres().administratorConnection("notification");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    @Override
    public void close() {
        replicas.forEach(QuarkusPart::kill);
        stack.close();
    }
}

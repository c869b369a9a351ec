package org.tellers.notification;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.BallotOpened;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.voting.CredentialActivated;
import org.tellers.contracts.voting.CredentialReplaced;
import org.tellers.contracts.voting.CredentialRevoked;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.events.Inbox;
import org.tellers.testing.RealParts;

/** A ballot with a few members, and the other services as far as this one hears of them. */
public final class TestBallot {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    public final String uuid = new ElectionUuid("TestBa" + ElectionUuid.random(new SecureRandom())).value();
    public final List<Member> members = new ArrayList<>();
    public Instant opensAt = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    public Instant closesAt = opensAt.plus(1, ChronoUnit.DAYS);
    public int reserveMinimum = 3;

    /** A member on the roll. */
    public record Member(UUID memberId, UUID entryId, UUID admissionId, String number, String address) {}

    /** A request that waits for voting's answer. */
    public record Pending(UUID id, String kind, UUID entryId, String credential, String replacement) {}

    public static TestBallot of(int members) {
        TestBallot ballot = new TestBallot();
        for (int i = 0; i < members; i++) {
            ballot.members.add(
                    ballot.member("m" + i + "@" + ballot.uuid.toLowerCase(java.util.Locale.ROOT) + ".example"));
        }
        return ballot;
    }

    public Member member(String address) {
        UUID id = UUID.randomUUID();
        return new Member(
                id, UUID.randomUUID(), UUID.randomUUID(), "00" + id.toString().substring(0, 8), address);
    }

    public BallotKeyed keyed() {
        return new BallotKeyed(
                uuid,
                "Workloads " + uuid,
                "{}",
                "[]",
                "{\"version\":1,\"union\":\"Napo\",\"authority\":\"Motion 7\",\"revoting\":false,"
                        + "\"helpLine\":\"020 7946 0123\"}",
                "vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M",
                opensAt,
                closesAt,
                20,
                reserveMinimum,
                null);
    }

    public RollFrozen frozen() {
        return new RollFrozen(uuid, 1, members.size());
    }

    public BallotOpened opened() {
        return new BallotOpened(uuid, opensAt);
    }

    public RollEntryAdded added(Member member, int version) {
        return new RollEntryAdded(uuid, member.entryId(), member.memberId(), member.admissionId(), "all", version);
    }

    public static MemberContactChanged contact(Member member) {
        return contact(member, "en", null);
    }

    public static MemberContactChanged contact(Member member, String language, Boolean campaignConsent) {
        return new MemberContactChanged(
                member.memberId(),
                member.number(),
                "Ms",
                "Test",
                "Member",
                "personal",
                member.address(),
                null,
                null,
                language,
                campaignConsent,
                null,
                null);
    }

    /** The member's address changed in the register. */
    public static MemberContactChanged moved(Member member, String address, String changedBy, Instant changedAt) {
        return new MemberContactChanged(
                member.memberId(),
                member.number(),
                "Ms",
                "Test",
                "Member",
                "personal",
                address,
                null,
                null,
                "en",
                null,
                changedBy,
                changedAt);
    }

    /** Everything up to the roll, in the usual order. */
    public List<Fact> upToRoll() {
        List<Fact> facts = new ArrayList<>();
        members.forEach(member -> facts.add(contact(member)));
        facts.add(keyed());
        members.forEach(member -> facts.add(added(member, 1)));
        facts.add(frozen());
        return facts;
    }

    /** Delivers facts to the service as Kafka would, in this order. */
    public void deliver(Inbox inbox, List<? extends Fact> facts) {
        facts.forEach(fact -> deliver(inbox, fact));
    }

    public void deliver(Inbox inbox, Fact fact) {
        deliver(inbox, UUID.randomUUID(), fact);
    }

    public void deliver(Inbox inbox, UUID eventId, Fact fact) {
        FactType<?> type = FactType.of(fact.getClass());
        String key = fact instanceof MemberContactChanged contact
                ? contact.memberId().toString()
                : uuid;
        try {
            ConsumerRecord<String, byte[]> record =
                    new ConsumerRecord<>(type.topic(), 0, 0, key, JSON.writeValueAsBytes(fact));
            header(record, "ce_specversion", "1.0");
            header(record, "ce_id", eventId.toString());
            header(record, "ce_source", "/tellers/" + type.service());
            header(record, "ce_type", type.type());
            inbox.receive(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void header(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Plays voting: agrees to everything asked so far; how many requests there were. */
    public int votingAgrees(Inbox inbox) {
        List<Pending> pending = pending();
        for (Pending request : pending) {
            deliver(
                    inbox,
                    switch (request.kind()) {
                        case "activation" -> new CredentialActivated(uuid, request.id(), request.credential());
                        case "replacement" ->
                            new CredentialReplaced(uuid, request.id(), request.credential(), request.replacement());
                        default -> new CredentialRevoked(uuid, request.id(), request.credential());
                    });
        }
        return pending.size();
    }

    /** A ballot that is open: every member holds a live code. */
    public static TestBallot open(Inbox inbox, int members) {
        TestBallot ballot = of(members);
        ballot.deliver(inbox, ballot.upToRoll());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
        ballot.votingAgrees(inbox);
        ballot.deliver(inbox, ballot.opened());
        return ballot;
    }

    /** What was asked of voting and not answered. */
    public List<Pending> pending() {
        return rows("select id, kind, entry_id, credential, replacement from credential_request"
                        + " where ballot = ? and state = 'pending' order by id")
                .stream()
                .map(row ->
                        new Pending((UUID) row[0], (String) row[1], (UUID) row[2], (String) row[3], (String) row[4]))
                .toList();
    }

    /** The live public credential of a member. */
    public String credentialOf(Member member) {
        return (String) rows("select public_credential from credential where ballot = ? and state = 'active'"
                        + " and entry_id = '" + member.entryId() + "'")
                .getFirst()[0];
    }

    /** One number out of the service's database; the ballot is its parameter. */
    public long count(String sql) {
        return ((Number) rows(sql).getFirst()[0]).longValue();
    }

    /** Rows out of the service's database; the ballot is the only parameter. */
    public List<Object[]> rows(String sql) {
        try (Connection connection = RealParts.connection("notification");
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, uuid);
            try (ResultSet found = query.executeQuery()) {
                List<Object[]> rows = new ArrayList<>();
                while (found.next()) {
                    Object[] row = new Object[found.getMetaData().getColumnCount()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = found.getObject(i + 1);
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes the service's database behind its back; the ballot is the only parameter. */
    public void change(String sql) {
        try (Connection connection = RealParts.connection("notification");
                PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, uuid);
            change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements of an administrator. */
    public void script(String sql) {
        try (Connection connection = RealParts.connection("notification");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tellers.reporting.Soon.await;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.ConstituencyEntitlement;
import org.tellers.contracts.ballot.ConstituencyGroup;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.KeyHolder;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.CellSum;
import org.tellers.contracts.voting.ConstituencyTurnout;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.crypto.additions.CellShare;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.StrongProof;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.SizedEncryptedTally;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;

/** A ballot whose box closed with real ballots, as the other services announce it. */
final class ClosedBallot {

    static final Instant OPENS = Instant.parse("2026-02-10T12:00:00Z");
    static final String HEAD = "ab".repeat(32);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant CLOSES = Instant.parse("2026-02-27T12:00:00Z");
    private static final List<String> ANSWERS = List.of("Yes", "No", "Abstain");

    /** What the ballot is like; votes are Yes, No, Abstain by constituency. */
    static final class Recipe {
        private final Map<String, List<Integer>> votes = new TreeMap<>();
        private final Map<String, Integer> entitled = new TreeMap<>();
        private String result = "full";
        private String turnout = "live";
        private String breakdown = "none";
        private String group = "none";
        private String level = "none";
        private int minimum = 2;
        private int announcedMissing;
        private int revoked;
        private boolean credentialsCounted = true;
        private People people = People.scrutineer();

        Recipe votes(String constituency, int entitledMembers, int yes, int no, int abstain) {
            votes.put(constituency, List.of(yes, no, abstain));
            entitled.put(constituency, entitledMembers);
            return this;
        }

        Recipe result(String policy) {
            result = policy;
            return this;
        }

        Recipe turnout(String policy) {
            turnout = policy;
            return this;
        }

        Recipe levels(String coarse, String fine, String shown) {
            group = coarse;
            level = fine;
            breakdown = shown;
            return this;
        }

        Recipe minimum(int least) {
            minimum = least;
            return this;
        }

        Recipe people(People holders) {
            people = holders;
            return this;
        }

        /** Turnout lags behind the box by so many votes. */
        Recipe announcedMissing(int missing) {
            announcedMissing = missing;
            return this;
        }

        /** So many credentials more than the box says are revoked. */
        Recipe forgottenRevoked(int forgotten) {
            revoked = forgotten;
            return this;
        }

        Recipe credentialsNotCounted() {
            credentialsCounted = false;
            return this;
        }

        /** Announces everything up to the keys, then makes the ballots. */
        ClosedBallot keyed() {
            try {
                return new ClosedBallot(this);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Announces everything up to the close. */
        ClosedBallot closed() {
            return keyed().close();
        }

        /** Announces everything up to the sums, and waits until trustees may decrypt. */
        ClosedBallot summed() {
            return closed().sum();
        }

        private String charter(String uuid) {
            return ("{\"version\":1,\"ballot\":\"%s\",\"union\":\"Napo\",\"name\":\"Workloads\",\"revoting\":false,"
                            + "\"publication\":{\"turnout\":\"%s\",\"result\":\"%s\",\"breakdown\":\"%s\"},"
                            + "\"minima\":{\"cast\":%d,\"entitled\":%d},\"constituencyLevel\":\"%s\","
                            + "\"constituencyGroupLevel\":\"%s\"}")
                    .formatted(uuid, turnout, result, breakdown, minimum, minimum, level, group);
        }
    }

    private final Recipe recipe;
    private final String uuid;
    private final Election election;
    private final Trustees trustees;
    private final Map<String, TallyAccumulator> tallies = new LinkedHashMap<>();

    private @Nullable DisclosurePlan plan;

    private ClosedBallot(Recipe recipe) throws SQLException {
        this.recipe = recipe;
        uuid = ElectionUuid.random(RANDOM).value();
        Facts.send(uuid, approved());
        // From the table: reading the topic costs a consumer each time, and one test does that.
        await().until(() -> !platformKey().isEmpty());
        TrusteePublicKey platform = TrusteePublicKey.parse(platformKey().getBytes(UTF_8));
        trustees = new Trustees(List.of(platform, recipe.people.kind()));
        election = new Election(new Election.Parameters(
                "description",
                "Workloads",
                trustees.publicKey(),
                List.of(new Question("Strike?", ANSWERS, false, 1, 1)),
                new ElectionUuid(uuid),
                Optional.of("Union HQ"),
                Optional.of("Credential authority")));
        BallotMaker maker = new BallotMaker(election, RANDOM);
        recipe.votes.forEach((constituency, votes) -> {
            TallyAccumulator tally = new TallyAccumulator(election);
            for (int option = 0; option < votes.size(); option++) {
                for (int i = 0; i < votes.get(option); i++) {
                    List<Integer> choice = new ArrayList<>(List.of(0, 0, 0));
                    choice.set(option, 1);
                    tally.add(maker.make(PrivateCredential.random(RANDOM), List.of(choice)));
                }
            }
            tallies.put(constituency, tally);
        });
        List<KeyHolder> holders = new ArrayList<>();
        for (int i = 0; i < recipe.people.keys().size(); i++) {
            holders.add(new KeyHolder(i + 2, "Holder " + (i + 1)));
        }
        Facts.send(
                uuid,
                new BallotKeyed(
                        uuid,
                        "Workloads",
                        text(election.bytes()),
                        text(trustees.bytes()),
                        recipe.charter(uuid),
                        election.fingerprint(),
                        OPENS,
                        CLOSES,
                        20,
                        200,
                        holders));
    }

    /** With one constituency and one scrutineer. */
    static Recipe of(int yes, int no, int abstain) {
        return new Recipe().votes("all", 20, yes, no, abstain);
    }

    static Recipe recipe() {
        return new Recipe();
    }

    /** Announces the close. */
    ClosedBallot close() {
        EncryptedTally total = total();
        int entitled =
                recipe.entitled.values().stream().mapToInt(Integer::intValue).sum();
        int reserve = 200;
        // The close before the roll and the roll before the turnout: no order holds between topics.
        Facts.send(uuid, new SetupWritten(uuid, HEAD, election.fingerprint(), entitled + reserve, entitled, 1));
        Facts.send(
                uuid,
                new BoxClosed(
                        uuid,
                        CLOSES,
                        HEAD,
                        cast(),
                        text(total.bytes()),
                        text(new SizedEncryptedTally(cast(), cast(), total.hash()).bytes()),
                        turnout(),
                        "cd".repeat(32),
                        recipe.credentialsCounted
                                ? new CredentialCounts(1, entitled + reserve, entitled, recipe.revoked, reserve, cast())
                                : null));
        Facts.send(uuid, new VotesCounted(uuid, 1, cast() - recipe.announcedMissing, turnout()));
        Facts.send(
                uuid,
                new EntitlementCounted(
                        uuid,
                        1,
                        entitled,
                        recipe.entitled.entrySet().stream()
                                .map(e -> new ConstituencyEntitlement(e.getKey(), name(e.getKey()), e.getValue()))
                                .toList(),
                        recipe.entitled.keySet().stream()
                                .filter(id -> id.split("/").length == 4)
                                .map(id -> id.substring(0, id.indexOf('/', id.indexOf('/') + 1)))
                                .distinct()
                                .map(id -> new ConstituencyGroup(id, name(id)))
                                .toList()));
        await().until(() -> List.of("below-minimum", "awaiting-sums").contains(state()));
        // Turnout comes on a topic of its own, and a declaration before it is refused.
        await().until(() -> turnoutBatch() >= 1);
        return this;
    }

    private ClosedBallot sum() {
        Facts.send(uuid, sums());
        await().until(() -> "awaiting-trustees".equals(state()));
        return this;
    }

    String state() {
        return CountAndDeclareTest.officer().get(path("/counting")).jsonPath().getString("state");
    }

    private int turnoutBatch() throws SQLException {
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement("select turnout_batch from ballot where uuid = ?")) {
            statement.setString(1, uuid);
            var row = statement.executeQuery();
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private String platformKey() throws SQLException {
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement("select trustee from platform_key where ballot = ?")) {
            statement.setString(1, uuid);
            var row = statement.executeQuery();
            return row.next() ? row.getString(1) : "";
        }
    }

    DisclosurePlan plan() {
        if (plan == null) {
            plan = DisclosurePlan.parse(given().get(path("/plan")).jsonPath().getString("plan"));
        }
        return plan;
    }

    /** The plan may have changed. */
    void forgetPlan() {
        plan = null;
    }

    /** Goes on with this plan. */
    void rememberPlan(DisclosurePlan which) {
        plan = which;
    }

    /** The sums as an honest box forms them. */
    SumsFormed sums() {
        return new SumsFormed(
                uuid,
                plan().hash(),
                plan().cells().stream()
                        .map(cell -> new CellSum(
                                cell.id(), cell.cast(), text(sum(cell).bytes())))
                        .toList());
    }

    EncryptedTally sum(DisclosurePlan.Cell cell) {
        EncryptedTally sum = EncryptedTally.empty(election);
        for (String constituency : cell.constituencies()) {
            sum = sum.plus(tallies.get(constituency).tally());
        }
        return sum;
    }

    EncryptedTally sumOfAll() {
        return total();
    }

    private EncryptedTally total() {
        EncryptedTally sum = EncryptedTally.empty(election);
        for (TallyAccumulator tally : tallies.values()) {
            sum = sum.plus(tally.tally());
        }
        return sum;
    }

    private int cast() {
        return tallies.values().stream().mapToInt(TallyAccumulator::count).sum();
    }

    private List<ConstituencyTurnout> turnout() {
        return tallies.entrySet().stream()
                .map(e -> new ConstituencyTurnout(e.getKey(), e.getValue().count()))
                .toList();
    }

    BallotApproved approved() {
        return new BallotApproved(uuid, "Workloads", OPENS, CLOSES);
    }

    CloseExtended extended() {
        return new CloseExtended(uuid, Instant.parse("2026-03-06T12:00:00Z"), CLOSES, "Outage");
    }

    String uuid() {
        return uuid;
    }

    Election election() {
        return election;
    }

    Trustees trustees() {
        return trustees;
    }

    TrusteeKeyPair key(int owner) {
        return recipe.people.keys().get(owner - 2);
    }

    /** The correct share of an owner, from 2. */
    Map<String, Object> share(int owner) {
        return share(owner, key(owner));
    }

    /** What a trustee's page makes of the plan's cells with a key. */
    Map<String, Object> share(int owner, TrusteeKeyPair key) {
        return share(owner, payload(key), cells(key));
    }

    Map<String, Object> share(int owner, String payload, List<CellShare> cells) {
        return Map.of("owner", owner, "payload", payload, "planHash", plan().hash(), "cells", CellShare.text(cells));
    }

    String payload(TrusteeKeyPair key) {
        return text(PartialDecryption.decrypt(election, total(), key, RANDOM).bytes());
    }

    List<CellShare> cells(TrusteeKeyPair key) {
        return new ArrayList<>(plan().cells().stream()
                .map(cell -> new CellShare(
                        cell.id(),
                        cell.id().equals("0") ? Optional.empty() : Optional.of(StrongProof.factors(sum(cell), key)),
                        StrongProof.proveAll(context(cell.id()), sum(cell), key, RANDOM)))
                .toList());
    }

    StrongProof.Context context(String cell) {
        return new StrongProof.Context(election.fingerprint(), plan().hash(), cell);
    }

    String path(String rest) {
        return "/api/reporting/ballots/" + uuid + rest;
    }

    private static String name(String id) {
        return id.equals("all") ? "All members" : "Name of " + id;
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}

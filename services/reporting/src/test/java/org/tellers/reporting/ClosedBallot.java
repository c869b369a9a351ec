package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.ConstituencyEntitlement;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.ConstituencyTurnout;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.testing.Facts;

/** A ballot whose box closed with real ballots, as the other services announce it. */
record ClosedBallot(String uuid, Election election, TallyAccumulator tally, TrusteeKeyPair scrutineer) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant OPENS = Instant.parse("2026-02-10T12:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-02-27T12:00:00Z");
    private static final List<String> ANSWERS = List.of("Yes", "No", "Abstain");

    /** With turnout that agrees with the box. */
    static ClosedBallot announce(List<Integer> votes, String publishedResult) {
        return announce(
                votes,
                publishedResult,
                votes.stream().mapToInt(Integer::intValue).sum());
    }

    /** Announces everything up to the close and waits until reporting knows it. */
    static ClosedBallot announce(List<Integer> votes, String publishedResult, int announcedTurnout) {
        String uuid = ElectionUuid.random(RANDOM).value();
        Facts.send(uuid, new BallotApproved(uuid, "Workloads", OPENS, CLOSES));
        await().until(() -> !Facts.announced(PlatformKeyMade.class, uuid).isEmpty());
        TrusteePublicKey platform = TrusteePublicKey.parse(Facts.announced(PlatformKeyMade.class, uuid)
                .getFirst()
                .trustee()
                .getBytes(UTF_8));
        TrusteeKeyPair scrutineer = TrusteeKeyPair.generate(RANDOM);
        Trustees trustees = new Trustees(List.of(platform, scrutineer.prove(RANDOM)));
        Election election = new Election(new Election.Parameters(
                "description",
                "Workloads",
                trustees.publicKey(),
                List.of(new Question("Strike?", ANSWERS, false, 1, 1)),
                new ElectionUuid(uuid),
                Optional.of("Union HQ"),
                Optional.of("Credential authority")));
        TallyAccumulator tally = new TallyAccumulator(election);
        BallotMaker maker = new BallotMaker(election, RANDOM);
        for (int option = 0; option < votes.size(); option++) {
            for (int i = 0; i < votes.get(option); i++) {
                List<Integer> choice = new ArrayList<>(List.of(0, 0, 0));
                choice.set(option, 1);
                tally.add(maker.make(PrivateCredential.random(RANDOM), List.of(choice)));
            }
        }
        ClosedBallot ballot = new ClosedBallot(uuid, election, tally, scrutineer);
        // The close before the keys and the keys before the roll: no order holds between topics.
        Facts.send(
                uuid,
                new BoxClosed(
                        uuid,
                        CLOSES,
                        "ab".repeat(32),
                        tally.count(),
                        text(tally.tally().bytes()),
                        text(tally.sized().bytes()),
                        null,
                        null,
                        null));
        Facts.send(
                uuid,
                new VotesCounted(uuid, 1, announcedTurnout, List.of(new ConstituencyTurnout("all", announcedTurnout))));
        Facts.send(
                uuid,
                new BallotKeyed(
                        uuid,
                        "Workloads",
                        text(election.bytes()),
                        text(trustees.bytes()),
                        charter(publishedResult),
                        election.fingerprint(),
                        OPENS,
                        CLOSES,
                        20,
                        200,
                        null));
        Facts.send(
                uuid,
                new EntitlementCounted(
                        uuid, 1, 20, List.of(new ConstituencyEntitlement("all", "All members", 20)), null));
        await().until(() -> {
            var turnout = given().get(ballot.path("/turnout")).jsonPath();
            return Integer.valueOf(20).equals(turnout.get("entitled"))
                    && Integer.valueOf(announcedTurnout).equals(turnout.get("cast"));
        });
        await().until(() -> CountAndDeclareTest.officer()
                .get(ballot.path("/counting"))
                .jsonPath()
                .getBoolean("closed"));
        return ballot;
    }

    BallotApproved approved() {
        return new BallotApproved(uuid, "Workloads", OPENS, CLOSES);
    }

    CloseExtended extended() {
        return new CloseExtended(uuid, Instant.parse("2026-03-06T12:00:00Z"), CLOSES, "Outage");
    }

    /** The scrutineer's correct partial decryption. */
    String scrutineerShare() {
        return text(PartialDecryption.decrypt(election, tally.tally(), scrutineer, RANDOM)
                .bytes());
    }

    String path(String rest) {
        return "/api/reporting/ballots/" + uuid + rest;
    }

    private static String charter(String publishedResult) {
        return """
            {"version":1,"publication":{"turnout":"live","result":"%s","breakdown":"none"},"minima":{"cast":20,"entitled":20}}
            """.formatted(publishedResult).strip();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}

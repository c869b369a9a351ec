package org.tellers.notification.authority;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.Fact;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.ExclusionRequested;
import org.tellers.contracts.ballot.RollEntryExcluded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.notification.ActivationRequested;
import org.tellers.contracts.notification.CredentialsListed;
import org.tellers.contracts.notification.EntryRefused;
import org.tellers.contracts.notification.ExclusionSettled;
import org.tellers.contracts.notification.ReserveCounted;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.contracts.voting.CredentialReplaced;
import org.tellers.contracts.voting.CredentialRevoked;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.contracts.voting.RequestRefused;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.service.Roles;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class CredentialAuthorityTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Inbox inbox;

    @Inject
    CredentialMaking making;

    @Inject
    CredentialVault vault;

    @Test
    void anyOrderOfTheFactsLeadsToTheSameSet() {
        Random random = new Random(20260227);
        List<TestBallot> ballots = new ArrayList<>();
        for (int run = 0; run < 12; run++) {
            TestBallot ballot = TestBallot.of(7);
            RollEntryExcluded excluded = new RollEntryExcluded(
                    ballot.uuid,
                    ballot.members.get(3).entryId(),
                    ballot.members.get(3).memberId(),
                    "Left the union",
                    2);
            List<Fact> facts = new ArrayList<>(ballot.upToRoll());
            facts.add(excluded);
            facts.add(ballot.opened());
            Collections.shuffle(facts, random);
            ballot.deliver(inbox, facts);
            ballots.add(ballot);
        }
        for (TestBallot ballot : ballots) {
            awaitState(ballot, 7);
            await().atMost(SOON).until(() -> {
                ballot.votingAgrees(inbox);
                return ballot.count("select count(*) from credential where ballot = ? and state = 'revoked'") == 1;
            });

            assertThat(ballot.count("select count(*) from credential where ballot = ?"))
                    .isEqualTo(10);
            assertThat(ballot.count("select count(*) from credential where ballot = ? and state = 'active'"))
                    .isEqualTo(6);
            assertThat(ballot.count("select count(*) from credential where ballot = ? and state = 'reserve'"))
                    .isEqualTo(3);
            assertThat(ballot.count("select count(*) from credential where ballot = ? and sealed is not null"))
                    .isEqualTo(9);
            assertThat(ballot.count("select count(*) from roll_entry e join credential c using (entry_id)"
                            + " where e.ballot = ? and e.excluded and c.state <> 'revoked'"))
                    .isZero();
        }
    }

    @Test
    void theListIsSortedOverAllPartsAndEveryAdmissionIsNamedOnce() {
        TestBallot ballot = TestBallot.of(5);
        ballot.reserveMinimum = 2_300;
        ballot.deliver(inbox, ballot.upToRoll());

        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ActivationRequested.class, ballot.uuid).size() == 5);
        List<CredentialsListed> parts = Facts.announced(CredentialsListed.class, ballot.uuid);
        List<String> listed =
                parts.stream().flatMap(part -> part.credentials().stream()).toList();

        assertThat(parts).extracting(CredentialsListed::chunk).containsExactly(1, 2);
        assertThat(parts).allMatch(part -> part.chunks() == 2 && part.listed() == 2_305);
        assertThat(listed).hasSize(2_305).isSorted().doesNotHaveDuplicates();
        List<ActivationRequested> requests = Facts.announced(ActivationRequested.class, ballot.uuid);
        assertThat(requests)
                .extracting(ActivationRequested::admissionId)
                .containsExactlyInAnyOrderElementsOf(ballot.members.stream()
                        .map(TestBallot.Member::admissionId)
                        .toList());
        assertThat(listed)
                .containsAll(
                        requests.stream().map(ActivationRequested::credential).toList());
    }

    @Test
    void aSealedCredentialOpensToTheCodeOfItsPublicCredential() {
        TestBallot ballot = TestBallot.of(2);
        ballot.deliver(inbox, ballot.upToRoll());
        awaitState(ballot, 2);

        for (Object[] row : ballot.rows("select public_credential, sealed from credential where ballot = ?")) {
            PrivateCredential code = vault.open(ballot.uuid, (String) row[0], (byte[]) row[1]);
            assertThat(code.publicCredential(new ElectionUuid(ballot.uuid)).hex())
                    .isEqualTo(row[0]);
        }
    }

    @Test
    void aRunThatBreaksOffAtAnyPlaceAndIsDoneByTwoWorkersStillMakesOneSet() throws Exception {
        TestBallot ballot = TestBallot.of(40);
        ballot.reserveMinimum = 1_300;
        // Many steps fail after their rows were written, as if the process had died.
        ballot.script("""
            create function interrupt_%1$s() returns trigger language plpgsql as
                $$ begin raise exception 'interrupted'; end $$;
            create trigger interrupt_%1$s after update on ballot for each row
                when (new.uuid = '%1$s' and new.credentials_wanted is not null and random() < 0.5)
                execute function interrupt_%1$s();
            create trigger interrupt_%1$s after insert on credential_request for each row
                when (new.ballot = '%1$s' and random() < 0.02) execute function interrupt_%1$s()\
            """.formatted(ballot.uuid));
        try {
            ballot.members.forEach(member -> ballot.deliver(inbox, ballot.added(member, 1)));
            ballot.deliver(inbox, ballot.keyed());
            ballot.deliver(inbox, ballot.frozen());
            Callable<Void> worker = () -> {
                while (ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 0) {
                    try {
                        making.step(ballot.uuid);
                    } catch (RuntimeException e) {
                        // Interrupted; another step begins where the last whole one ended.
                    }
                }
                return null;
            };
            try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
                for (var done : workers.invokeAll(List.of(worker, worker))) {
                    done.get();
                }
            }
        } finally {
            ballot.script("drop function interrupt_%s() cascade".formatted(ballot.uuid));
        }

        assertThat(ballot.count("select count(*) from credential where ballot = ?"))
                .isEqualTo(1_340);
        assertThat(ballot.count(
                        "select count(distinct entry_id) from credential where ballot = ? and entry_id is not null"))
                .isEqualTo(40);
        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ActivationRequested.class, ballot.uuid).size() >= 40);
        List<ActivationRequested> requests = Facts.announced(ActivationRequested.class, ballot.uuid);
        assertThat(requests).hasSize(40);
        assertThat(new HashSet<>(
                        requests.stream().map(ActivationRequested::admissionId).toList()))
                .hasSize(40);
        assertThat(Facts.announced(CredentialsListed.class, ballot.uuid)).hasSize(1);
    }

    @Test
    void theOrderOfTheRequestsSaysNothingOfTheOrderOfTheRoll() {
        TestBallot ballot = TestBallot.of(40);
        ballot.deliver(inbox, ballot.upToRoll());
        awaitState(ballot, 40);
        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ActivationRequested.class, ballot.uuid).size() == 40);

        List<UUID> roll =
                ballot.members.stream().map(TestBallot.Member::admissionId).toList();
        List<ActivationRequested> requests = Facts.announced(ActivationRequested.class, ballot.uuid);
        assertThat(requests.stream().map(ActivationRequested::admissionId).toList())
                .isNotEqualTo(roll)
                .isNotEqualTo(roll.reversed());
        assertThat(requests.stream().map(ActivationRequested::credential).toList())
                .isNotEqualTo(requests.stream()
                        .map(ActivationRequested::credential)
                        .sorted()
                        .toList());
    }

    @Test
    void aLateJoinerGetsACredentialOfTheReserve() {
        TestBallot ballot = ready(3);
        TestBallot.Member late = ballot.member("late@example.org");
        ballot.deliver(inbox, ballot.added(late, 2));
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 2, 4));

        await().atMost(SOON).until(() -> ballot.pending().size() == 1);
        ballot.votingAgrees(inbox);

        assertThat(ballot.credentialOf(late)).isNotEmpty();
        assertThat(ballot.count("select count(*) from credential where ballot = ?"))
                .isEqualTo(6);
        assertThat(ballot.count("select count(*) from credential where ballot = ? and state = 'reserve'"))
                .isEqualTo(2);
    }

    @Test
    void lateJoinersBeyondTheReserveAreRefusedTogetherAndTheOthersAreNotDisturbed() {
        TestBallot ballot = ready(2);
        List<TestBallot.Member> late = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            late.add(ballot.member("late" + i + "@example.org"));
            ballot.deliver(inbox, ballot.added(late.getLast(), 2));
        }
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 2, 6));

        await().atMost(SOON)
                .until(() -> Facts.announced(EntryRefused.class, ballot.uuid).size() == 4);
        assertThat(Facts.announced(EntryRefused.class, ballot.uuid))
                .allMatch(refused -> refused.reason().equals("reserve-exhausted"))
                .extracting(EntryRefused::entryId)
                .containsExactlyInAnyOrderElementsOf(
                        late.stream().map(TestBallot.Member::entryId).toList());
        assertThat(Facts.announced(ActivationRequested.class, ballot.uuid)).hasSize(2);
        assertThat(reserve(ballot))
                .containsExactly(new ReserveCounted(ballot.uuid, 1, 3, 3), new ReserveCounted(ballot.uuid, 2, 3, 3));

        TestBallot.Member alone = ballot.member("alone@example.org");
        ballot.deliver(inbox, ballot.added(alone, 3));
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 3, 3));
        await().atMost(SOON).until(() -> ballot.pending().size() == 1);
        ballot.votingAgrees(inbox);
        assertThat(ballot.credentialOf(alone)).isNotEmpty();
        await().atMost(SOON).until(() -> reserve(ballot).size() == 3);
        assertThat(reserve(ballot).getLast()).isEqualTo(new ReserveCounted(ballot.uuid, 3, 3, 2));
    }

    @Test
    void lateJoinersOfARollVersionThatIsNotCompleteYetWait() {
        TestBallot ballot = ready(2);
        ballot.deliver(inbox, ballot.added(ballot.member("first@example.org"), 2));
        assertThat(making.waiting()).doesNotContain(ballot.uuid);
        assertThat(making.step(ballot.uuid)).isFalse();
        assertThat(ballot.pending()).isEmpty();
    }

    @Test
    void aLateJoinerWhoComesAfterTheCloseIsRefused() {
        TestBallot ballot = ready(2);
        TestBallot.Member inTime = ballot.member("in-time@example.org");
        ballot.deliver(inbox, ballot.added(inTime, 2));
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 2, 3));
        await().atMost(SOON).until(() -> ballot.pending().size() == 1);
        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "00"));
        TestBallot.Member late = ballot.member("late@example.org");
        ballot.deliver(inbox, ballot.added(late, 3));
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 3, 4));

        await().atMost(SOON)
                .until(() -> Facts.announced(EntryRefused.class, ballot.uuid).size() == 1);
        // Voting answers last what it was asked first.
        ballot.deliver(
                inbox,
                new RequestRefused(ballot.uuid, ballot.pending().getFirst().id(), "ballot-over"));
        await().atMost(SOON)
                .until(() -> Facts.announced(EntryRefused.class, ballot.uuid).size() == 2);
        assertThat(Facts.announced(EntryRefused.class, ballot.uuid))
                .containsExactly(
                        new EntryRefused(ballot.uuid, late.entryId(), "ballot-over"),
                        new EntryRefused(ballot.uuid, inTime.entryId(), "ballot-over"));
    }

    @Test
    void whatVotingDecidesOfAnExclusionIsToldOnce() {
        TestBallot ballot = ready(3);
        TestBallot.Member leaver = ballot.members.getFirst();
        TestBallot.Member voter = ballot.members.getLast();
        String used = ballot.credentialOf(voter);
        exclude(ballot, leaver);
        exclude(ballot, voter);
        await().atMost(SOON).until(() -> ballot.pending().size() == 2);
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(used)));
        for (TestBallot.Pending request : ballot.pending()) {
            Fact answer = request.credential().equals(used)
                    ? new RequestRefused(ballot.uuid, request.id(), "already-used")
                    : new CredentialRevoked(ballot.uuid, request.id(), request.credential());
            ballot.deliver(inbox, answer);
            ballot.deliver(inbox, answer);
        }
        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ExclusionSettled.class, ballot.uuid).size() == 2);
        assertThat(Facts.announced(ExclusionSettled.class, ballot.uuid))
                .containsExactlyInAnyOrder(
                        new ExclusionSettled(ballot.uuid, leaver.entryId(), true, null),
                        new ExclusionSettled(ballot.uuid, voter.entryId(), false, "already-used"));
        assertThat(ballot.count("select count(*) from roll_entry where ballot = ? and excluded"))
                .isEqualTo(1);
    }

    @Test
    void anExclusionAfterTheCloseIsRefusedWithoutAskingVoting() {
        TestBallot ballot = ready(2);
        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "00"));
        exclude(ballot, ballot.members.getFirst());

        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ExclusionSettled.class, ballot.uuid).size() == 1);
        assertThat(Facts.announced(ExclusionSettled.class, ballot.uuid)
                        .getFirst()
                        .reason())
                .isEqualTo("ballot-over");
        assertThat(Facts.announced(RevocationRequested.class, ballot.uuid)).isEmpty();
    }

    @Test
    void aLeaverWhoseCodeIsBeingReplacedLosesTheNewOne() {
        TestBallot ballot = ready(2);
        TestBallot.Member leaver = ballot.members.getFirst();
        String old = ballot.credentialOf(leaver);
        given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{\"entryId\":\"" + leaver.entryId() + "\",\"reason\":\"exposed\"}")
                .post("/api/notification/ballots/" + ballot.uuid + "/replacements")
                .then()
                .statusCode(202);
        exclude(ballot, leaver);
        await().atMost(SOON).until(() -> ballot.pending().size() == 2);
        TestBallot.Pending replacement = ballot.pending().stream()
                .filter(request -> request.replacement() != null)
                .findFirst()
                .orElseThrow();
        TestBallot.Pending revocation = ballot.pending().stream()
                .filter(request -> request.replacement() == null)
                .findFirst()
                .orElseThrow();
        // Voting decides the replacement first.
        ballot.deliver(inbox, new CredentialReplaced(ballot.uuid, replacement.id(), old, replacement.replacement()));
        ballot.deliver(inbox, new RequestRefused(ballot.uuid, revocation.id(), "already-revoked"));
        await().atMost(SOON).until(() -> ballot.pending().size() == 1);
        TestBallot.Pending again = ballot.pending().getFirst();
        assertThat(again.credential()).isEqualTo(replacement.replacement());
        ballot.deliver(inbox, new CredentialRevoked(ballot.uuid, again.id(), again.credential()));

        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ExclusionSettled.class, ballot.uuid).size() == 1);
        assertThat(Facts.announced(ExclusionSettled.class, ballot.uuid)
                        .getFirst()
                        .excluded())
                .isTrue();
        assertThat(ballot.count("select count(*) from dispatch where ballot = ? and kind = 'replacement'"))
                .isZero();
    }

    private void exclude(TestBallot ballot, TestBallot.Member member) {
        ballot.deliver(inbox, new ExclusionRequested(ballot.uuid, member.entryId(), member.memberId()));
    }

    private static List<ReserveCounted> reserve(TestBallot ballot) {
        return Facts.announced(ReserveCounted.class, ballot.uuid);
    }

    @Test
    void anExcludedMembersCredentialIsRevokedAndItsCodeErased() {
        TestBallot ballot = ready(3);
        TestBallot.Member leaver = ballot.members.getFirst();
        String credential = ballot.credentialOf(leaver);
        ballot.deliver(
                inbox, new RollEntryExcluded(ballot.uuid, leaver.entryId(), leaver.memberId(), "Left the union", 2));

        await().atMost(SOON).until(() -> ballot.pending().size() == 1);
        ballot.votingAgrees(inbox);

        assertThat(ballot.count("select count(*) from credential where ballot = ? and public_credential = '"
                        + credential + "' and state = 'revoked' and sealed is null"))
                .isEqualTo(1);
        await().atMost(SOON)
                .until(() -> Facts.announced(RevocationRequested.class, ballot.uuid).stream()
                                .filter(request -> request.credential().equals(credential))
                                .count()
                        == 1);
    }

    @Test
    void aMemberWhoVotedIsNotRevokedWhenVotingRefuses() {
        TestBallot ballot = ready(2);
        TestBallot.Member leaver = ballot.members.getFirst();
        String credential = ballot.credentialOf(leaver);
        ballot.deliver(
                inbox, new RollEntryExcluded(ballot.uuid, leaver.entryId(), leaver.memberId(), "Left the union", 2));
        await().atMost(SOON).until(() -> ballot.pending().size() == 1);
        ballot.deliver(
                inbox,
                new RequestRefused(ballot.uuid, ballot.pending().getFirst().id(), "already-used"));
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(credential)));

        assertThat(ballot.count("select count(*) from credential where ballot = ? and state = 'used'"))
                .isEqualTo(1);
        assertThat(ballot.count("select count(*) from credential where ballot = ? and state = 'revoked'"))
                .isZero();
    }

    @Test
    void aUsedCredentialKeepsNoCode() {
        TestBallot ballot = ready(3);
        String used = ballot.credentialOf(ballot.members.get(1));
        UUID event = UUID.randomUUID();
        ballot.deliver(inbox, event, new CredentialsUsed(ballot.uuid, List.of(used)));
        ballot.deliver(inbox, event, new CredentialsUsed(ballot.uuid, List.of(used)));

        assertThat(ballot.rows("select public_credential from credential where ballot = ? and sealed is null"))
                .extracting(row -> row[0])
                .containsExactly(used);
        assertThat(ballot.count("select count(*) from credential where ballot = ? and state = 'used'"))
                .isEqualTo(1);
    }

    @Test
    void noCodeIsKeptAfterTheCloseOrACancellation() {
        TestBallot closed = ready(3);
        closed.deliver(inbox, new BallotClosed(closed.uuid, closed.closesAt, "00"));
        TestBallot cancelled = ready(3);
        cancelled.deliver(inbox, new BallotCancelled(cancelled.uuid, "Dispute settled"));

        assertThat(closed.count("select count(*) from credential where ballot = ? and sealed is not null"))
                .isZero();
        assertThat(cancelled.count("select count(*) from credential where ballot = ? and sealed is not null"))
                .isZero();
    }

    @Test
    void aBallotThatEndedBeforeItsRollCameGetsNoCredentials() {
        TestBallot ballot = TestBallot.of(2);
        ballot.deliver(inbox, new BallotCancelled(ballot.uuid, "Dispute settled"));
        ballot.deliver(inbox, ballot.upToRoll());

        assertThat(making.step(ballot.uuid)).isFalse();
        assertThat(ballot.count("select count(*) from credential where ballot = ?"))
                .isZero();
    }

    @Test
    void theProgressSaysHowFarTheAuthorityIs() {
        TestBallot ballot = TestBallot.of(3);
        ballot.deliver(inbox, ballot.keyed());
        given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .get("/api/notification/ballots/" + ballot.uuid + "/credentials")
                .then()
                .statusCode(200)
                .body("state", org.hamcrest.Matchers.is("waiting-for-roll"));

        ballot.members.forEach(member -> ballot.deliver(inbox, ballot.added(member, 1)));
        ballot.deliver(inbox, ballot.frozen());
        awaitState(ballot, 3);
        ballot.votingAgrees(inbox);
        given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .get("/api/notification/ballots/" + ballot.uuid + "/credentials")
                .then()
                .statusCode(200)
                .body("state", org.hamcrest.Matchers.is("ready"))
                .body("entitled", org.hamcrest.Matchers.is(3))
                .body("reserve", org.hamcrest.Matchers.is(3))
                .body("reserveLeft", org.hamcrest.Matchers.is(3))
                .body("listed", org.hamcrest.Matchers.is(6))
                .body("activated", org.hamcrest.Matchers.is(3));
    }

    private TestBallot ready(int members) {
        TestBallot ballot = TestBallot.of(members);
        ballot.deliver(inbox, ballot.upToRoll());
        awaitState(ballot, members);
        ballot.votingAgrees(inbox);
        return ballot;
    }

    private void awaitState(TestBallot ballot, int entries) {
        await().atMost(SOON)
                .until(() -> ballot.count(
                                "select count(*) from credential_request where ballot = ?" + " and kind = 'activation'")
                        == entries);
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
    }
}

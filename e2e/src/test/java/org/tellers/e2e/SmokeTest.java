package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.local.Project;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;

/** The smoke run, the search for leaks after it, and what an insider learns. */
class SmokeTest {

    private static final long GIB = 1L << 30;
    /** Enough that a region is large enough to be counted by itself. */
    private static final int VOTERS = 80;

    @Test
    void aWholeBallotRunsFromRegisterToAVerifiedArchiveAndTellsAnInsiderWhoVotedButNotHow() throws Exception {
        Instant start = Instant.now();
        StackOptions options = Smoke.options()
                .shortLived()
                .withEnvironment("notification", "TELLERS_RETENTION_CREDENTIAL_HOLDERS", "P0D")
                .withEnvironment("ballot", "TELLERS_RETENTION_ROLL_ENTRIES", "P0D");
        try (Stack stack = Stack.start(options.withProgress(System.err::println))) {
            System.err.printf(
                    "stack ready after %d s%n",
                    Duration.between(start, Instant.now()).toSeconds());
            Smoke.Outcome outcome = Smoke.run(stack, Project.find().root(), VOTERS, System.err::println);
            System.err.println(outcome.line());

            assertThat(stack.residentBytes()).as("memory of the whole suite").isLessThan(4 * GIB);
            assertThat(new Leaks(stack).find(outcome)).isEmpty();
            anInsiderLearnsWhoVotedButNotHow(stack, outcome);
        }
    }

    private static void anInsiderLearnsWhoVotedButNotHow(Stack stack, Smoke.Outcome outcome) throws Exception {
        PublicSite site = new PublicSite(stack.votersOrigin());
        byte[] electionBytes = site.bytes("/api/voting/ballots/" + outcome.ballot() + "/election");
        Election election = Election.parse(electionBytes);
        Trustees trustees = Trustees.parse(site.bytes("/api/voting/ballots/" + outcome.ballot() + "/trustees"));
        Insider insider = new Insider(stack, outcome.ballot(), electionBytes, outcome.archive());

        Map<String, Ballot> voted = insider.whoVoted();
        assertThat(voted)
                .as("members tied to a ballot")
                .hasSize(outcome.trackers().size());
        TrusteeKeyPair platform = insider.platformKey();
        assertThat(trustees.keys().getFirst().publicKey()).isEqualTo(platform.publicKey());
        for (Ballot ballot : voted.values()) {
            assertThat(insider.choices(ballot, platform::factor))
                    .as("what the platform's key alone opens of a ballot")
                    .allSatisfy(choice -> assertThat(choice).isEmpty());
        }

        // With a quorum the same ciphertexts open: the search above looks at the right thing.
        TrusteeKeyPair first = TrusteeShare.of(outcome.trustees().getFirst());
        TrusteeKeyPair second = TrusteeShare.of(outcome.trustees().get(1));
        List<Integer> sums =
                new ArrayList<>(outcome.counted().stream().map(_ -> 0).toList());
        SecureRandom random = new SecureRandom();
        for (Ballot ballot : voted.values()) {
            EncryptedTally single = EncryptedTally.of(ballot);
            ElectionResult opened = ElectionResult.combine(
                    election,
                    trustees,
                    single,
                    Map.of(
                            1, PartialDecryption.decrypt(election, single, platform, random),
                            2, PartialDecryption.decrypt(election, single, first, random),
                            3, PartialDecryption.decrypt(election, single, second, random)),
                    1);
            IntStream.range(0, sums.size())
                    .forEach(i ->
                            sums.set(i, sums.get(i) + opened.counts().getFirst().get(i)));
        }
        assertThat(sums).isEqualTo(outcome.counted());

        for (String service : List.of("notification", "ballot")) {
            outcome.hq()
                    .post("officer", "/api/" + service + "/retention/runs", Map.of())
                    .expect(200);
        }
        assertThat(insider.whoVoted())
                .as("members tied to a ballot when the period has passed")
                .isEmpty();
    }
}

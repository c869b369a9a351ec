package org.tellers.crypto.additions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.additions.Additions.AuditPack;
import org.tellers.crypto.additions.Additions.SignedPlan;
import org.tellers.crypto.additions.CountAudit.CellCount;
import org.tellers.crypto.additions.CountAudit.Decryption;
import org.tellers.crypto.additions.CredentialLog.Batch;
import org.tellers.crypto.additions.CredentialLog.Opening;
import org.tellers.crypto.additions.DisclosureRule.Counts;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.trustee.TrusteeKeyPair;

class AdditionsTest {
    private static final SecureRandom RANDOM = Seeded.random(41);
    private static final String PHI = "vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M";
    private static final TrusteeKeyPair KEY = TrusteeKeyPair.generate(RANDOM);
    private static final List<Opening> OPENINGS = IntStream.range(0, 6)
            .mapToObj(i -> new Opening(
                    Point.random(RANDOM).hex(), i % 2 == 0 ? "region/north" : "~", CredentialLog.nonce(RANDOM)))
            .sorted(java.util.Comparator.comparing(Opening::credential))
            .toList();

    private static String credential(int i) {
        return OPENINGS.get(i).credential();
    }

    private static String commitment(int i) {
        return CredentialLog.commitment(PHI, OPENINGS.get(i));
    }

    private static List<Batch> log() {
        Batch first = CredentialLog.next(
                CredentialLog.start(PHI),
                List.of(credential(4), credential(0), credential(1)),
                List.of(),
                List.of(commitment(0), commitment(1), commitment(4)));
        Batch second = CredentialLog.next(
                first.head(),
                List.of(credential(2), credential(3)),
                List.of(credential(1), credential(2)),
                List.of(commitment(2), commitment(3)));
        return List.of(first, second);
    }

    private static void refused(Fault fault, Runnable check) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        ProtocolViolation.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static void logRefused(Fault fault, Batch second) {
        refused(fault, () -> CredentialLog.check(PHI, List.of(log().getFirst(), second)));
    }

    @Test
    void theCredentialLogTellsWhoIsActive() {
        CredentialLog.State state = CredentialLog.check(PHI, log());
        assertThat(state.active()).containsExactlyInAnyOrder(credential(0), credential(3), credential(4));
        assertThat(state.revoked()).containsExactlyInAnyOrder(credential(1), credential(2));
        assertThat(state.head()).isEqualTo(log().getLast().head());
        assertThat(CredentialLog.check(PHI, List.of()).head()).isEqualTo(CredentialLog.start(PHI));
    }

    @Test
    void aCredentialLogThatDoesNotFollowItsRulesIsRefused() {
        Batch second = log().getLast();
        String head = log().getFirst().head();
        logRefused(
                AdditionsFault.LOG_HEAD,
                new Batch(second.activated(), second.revoked(), second.commitments(), Sha256.hex(new byte[1])));
        logRefused(
                AdditionsFault.LOG_ORDER,
                new Batch(second.activated().reversed(), second.revoked(), second.commitments(), second.head()));
        logRefused(
                AdditionsFault.LOG_ORDER,
                new Batch(second.activated(), second.revoked(), List.of(commitment(2), commitment(2)), second.head()));
        logRefused(
                AdditionsFault.LOG_COUNT,
                CredentialLog.next(head, second.activated(), second.revoked(), List.of(commitment(2))));
        logRefused(
                AdditionsFault.LOG_STATE,
                CredentialLog.next(head, List.of(credential(0)), List.of(), List.of(commitment(0))));
        logRefused(AdditionsFault.LOG_STATE, CredentialLog.next(head, List.of(), List.of(credential(3)), List.of()));
        Batch again = CredentialLog.next(
                second.head(), List.of(credential(1)), List.of(), List.of(CredentialLog.nonce(RANDOM)));
        List<Batch> three = new ArrayList<>(log());
        three.add(again);
        refused(AdditionsFault.LOG_STATE, () -> CredentialLog.check(PHI, three));
        refused(AdditionsFault.LOG_HEAD, () -> CredentialLog.check(PHI.replace('v', 'w'), log()));
    }

    private static void openingsRefused(List<Opening> openings) {
        refused(
                AdditionsFault.OPENING,
                () -> CredentialLog.open(PHI, log(), CredentialLog.check(PHI, log()), openings));
    }

    @Test
    void openingsMustOpenEveryLiveCommitmentAndNothingElse() {
        CredentialLog.State state = CredentialLog.check(PHI, log());
        List<Opening> five = OPENINGS.subList(0, 5);
        Map<String, String> all = CredentialLog.open(PHI, log(), state, five);
        assertThat(all).hasSize(5);
        assertThat(CredentialLog.countByConstituency(state.active(), all).values().stream()
                        .mapToInt(i -> i)
                        .sum())
                .isEqualTo(3);
        assertThat(CredentialLog.open(PHI, log(), state, List.of(OPENINGS.get(0), OPENINGS.get(3), OPENINGS.get(4))))
                .as("revoked ones may be missing")
                .hasSize(3);
        openingsRefused(OPENINGS);
        openingsRefused(OPENINGS.subList(1, 5));
        openingsRefused(five.reversed());
        Opening first = five.getFirst();
        for (Opening changed : List.of(
                new Opening(first.credential(), first.constituency() + "x", first.nonce()),
                new Opening(first.credential(), first.constituency(), CredentialLog.nonce(RANDOM)))) {
            List<Opening> openings = new ArrayList<>(five);
            openings.set(0, changed);
            openingsRefused(openings);
        }
        assertThat(CredentialLog.parseOpenings(
                        CredentialLog.openingsText(five.reversed()).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(five);
        assertThat(first.toString()).doesNotContain(first.credential()).doesNotContain(first.constituency());
    }

    private static EncryptedTally tally() {
        return new EncryptedTally(List.of(
                List.of(new Ciphertext(Point.random(RANDOM), Point.random(RANDOM)), Ciphertext.NEUTRAL),
                List.of(new Ciphertext(Point.random(RANDOM), Point.random(RANDOM)))));
    }

    @Test
    void strongProofsOfAWholeCellHoldForThatCellAndKeyOnly() {
        EncryptedTally tally = tally();
        StrongProof.Context context = new StrongProof.Context(PHI, Sha256.hex(new byte[2]), "3");
        List<List<Point>> factors = StrongProof.factors(tally, KEY);
        List<List<Proof>> proofs = StrongProof.proveAll(context, tally, KEY, RANDOM);
        StrongProof.checkAll(context, tally, factors, proofs, KEY.publicKey());
        refused(
                AdditionsFault.STRONG_PROOF,
                () -> StrongProof.checkAll(
                        new StrongProof.Context(PHI, context.planHash(), "4"),
                        tally,
                        factors,
                        proofs,
                        KEY.publicKey()));
        refused(
                AdditionsFault.STRONG_PROOF,
                () -> StrongProof.checkAll(context, tally, factors, proofs, Point.GENERATOR));
        refused(
                AdditionsFault.STRONG_PROOF,
                () -> StrongProof.checkAll(context, tally(), factors, proofs, KEY.publicKey()));
        refused(
                AdditionsFault.STRONG_PROOF_SHAPE,
                () -> StrongProof.checkAll(context, tally, factors.subList(0, 1), proofs, KEY.publicKey()));
        refused(
                AdditionsFault.STRONG_PROOF_SHAPE,
                () -> StrongProof.checkAll(context, tally, factors, proofs.subList(0, 1), KEY.publicKey()));
    }

    private static DecisionLine line(int number, String previous) {
        return new DecisionLine(
                number,
                previous,
                Instant.parse("2026-02-27T12:00:00Z"),
                "officer 2",
                "approved",
                Optional.of("draft"),
                Optional.of("approved"),
                number == 1 ? Optional.empty() : Optional.of("because “é”"));
    }

    private static DecisionLine.Entry signed(DecisionLine line) {
        return new DecisionLine.Entry(
                line.text(),
                line.hash(),
                Optional.of(Signature.sign(Signature.Purpose.DECISION, line.hash(), KEY, RANDOM)));
    }

    private static List<DecisionLine.Entry> decisions() {
        DecisionLine first = line(1, DecisionLine.start("6KtJmwugEAEpW8"));
        DecisionLine second = line(2, first.hash());
        return List.of(
                new DecisionLine.Entry(first.text(), first.hash(), Optional.empty()),
                signed(second),
                signed(line(3, second.hash())));
    }

    @Test
    void anAlteredDecisionIsFound() {
        List<DecisionLine.Entry> log = decisions();
        Optional<Point> key = Optional.of(KEY.publicKey());
        assertThat(DecisionLine.check("6KtJmwugEAEpW8", log, key)).isEqualTo(2);
        refused(AdditionsFault.DECISION_CHAIN, () -> DecisionLine.check("6KtJmwugEAEpW9", log, key));
        refused(AdditionsFault.SIGNATURE, () -> DecisionLine.check("6KtJmwugEAEpW8", log, Optional.empty()));
        refused(
                AdditionsFault.SIGNATURE,
                () -> DecisionLine.check("6KtJmwugEAEpW8", log, Optional.of(Point.GENERATOR)));
        DecisionLine.Entry last = log.getLast();
        refused(
                AdditionsFault.DECISION_HASH,
                () -> DecisionLine.check(
                        "6KtJmwugEAEpW8",
                        List.of(
                                log.get(0),
                                log.get(1),
                                new DecisionLine.Entry(
                                        last.entry().replace("because", "since"), last.hash(), last.signature())),
                        key));
        refused(
                AdditionsFault.DECISION_UNSIGNED,
                () -> DecisionLine.check(
                        "6KtJmwugEAEpW8",
                        List.of(
                                log.get(0),
                                log.get(1),
                                new DecisionLine.Entry(last.entry(), last.hash(), Optional.empty())),
                        key));
    }

    private static Additions additions() {
        EncryptedTally tally = tally();
        StrongProof.Context context = new StrongProof.Context(PHI, Sha256.hex(new byte[2]), "0");
        List<List<Proof>> proofs = StrongProof.proveAll(context, tally, KEY, RANDOM);
        var outcome = DisclosureRule.apply(
                Map.of("region/north", new Counts(50, 40), "~", new Counts(60, 30)),
                Map.of(),
                new Minima(20, 20),
                List.of("region"));
        String hash = Sha256.hex(new byte[3]);
        DisclosurePlan plan = new DisclosurePlan(
                "6KtJmwugEAEpW8", PHI, hash, hash, new Minima(20, 20), outcome.cells(), outcome.withheld());
        CountAudit count = new CountAudit(
                List.of(new CellCount(
                        "1",
                        tally,
                        List.of(new Decryption(1, StrongProof.factors(tally, KEY), proofs)),
                        List.of(List.of(1, 2), List.of(3)))),
                new Reconciliation(
                        List.of(new Reconciliation.RollVersion(1, 90), new Reconciliation.RollVersion(2, 110)),
                        110,
                        150,
                        110,
                        3,
                        37,
                        70));
        return new Additions(
                "6KtJmwugEAEpW8",
                "{\"version\":1}",
                log(),
                Optional.of(
                        new SignedPlan(plan.text(), Signature.sign(Signature.Purpose.PLAN, plan.hash(), KEY, RANDOM))),
                Optional.of(List.of(new OwnedProofs(1, proofs))),
                decisions(),
                Optional.of(new AuditPack(OPENINGS, count)));
    }

    @Test
    void theFileIsReadBackAsItWasWritten() {
        Additions additions = additions();
        assertThat(Additions.parse(additions.bytes())).isEqualTo(additions);
        Additions open = new Additions(
                "6KtJmwugEAEpW8", "{}", List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        assertThat(Additions.parse(open.bytes())).isEqualTo(open);
        CountAudit count = additions.audit().orElseThrow().count();
        assertThat(CountAudit.parse(count.text().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(count);
        List<OwnedProofs> proofs = additions.strongProofs().orElseThrow();
        assertThat(OwnedProofs.parse(OwnedProofs.text(proofs).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(proofs);
    }

    @Test
    void theFileHasOneFormOnly() {
        String text = new String(additions().bytes(), StandardCharsets.UTF_8);
        for (var change : Map.of(
                        "{\"version\":1,", "{\"version\":2,",
                        "\"ballot\":", "\"ballots\":",
                        "\"decisions\":[", "\"more\":1,\"decisions\":[",
                        "\"credentialLog\":", " \"credentialLog\":",
                        "\"openings\":", "\"cells\":")
                .entrySet()) {
            assertThatThrownBy(() -> Additions.parse(
                            text.replaceFirst(java.util.regex.Pattern.quote(change.getKey()), change.getValue())
                                    .getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void aShareOfTheTotalHasNoFactorsAndEveryOtherHas() {
        EncryptedTally tally = tally();
        StrongProof.Context context = new StrongProof.Context(PHI, Sha256.hex(new byte[2]), "0");
        List<List<Proof>> proofs = StrongProof.proveAll(context, tally, KEY, RANDOM);
        Optional<List<List<Point>>> factors = Optional.of(StrongProof.factors(tally, KEY));
        List<CellShare> shares =
                List.of(new CellShare("0", Optional.empty(), proofs), new CellShare("1", factors, proofs));
        assertThat(CellShare.parse(CellShare.text(shares).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(shares);
        refused(
                FormatFault.MISSING_FIELD,
                () -> CellShare.parse(CellShare.text(List.of(new CellShare("1", Optional.empty(), proofs)))
                        .getBytes(StandardCharsets.UTF_8)));
        refused(
                FormatFault.UNKNOWN_FIELD,
                () -> CellShare.parse(CellShare.text(List.of(new CellShare("0", factors, proofs)))
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aReconciliationThatDoesNotAddUpIsRefused() {
        List<Reconciliation.RollVersion> versions = List.of(new Reconciliation.RollVersion(1, 100));
        new Reconciliation(versions, 100, 150, 100, 10, 40, 60).check();
        for (Reconciliation wrong : List.of(
                new Reconciliation(versions, 100, 151, 100, 10, 40, 60),
                new Reconciliation(versions, 101, 150, 100, 10, 40, 60),
                new Reconciliation(versions, 100, 151, 101, 10, 40, 60),
                new Reconciliation(versions, 100, 150, 100, 10, 40, 101),
                new Reconciliation(List.of(), 100, 150, 100, 10, 40, 60),
                new Reconciliation(List.of(versions.getFirst(), versions.getFirst()), 100, 150, 100, 10, 40, 60),
                new Reconciliation(List.of(new Reconciliation.RollVersion(1, 99)), 100, 150, 100, 10, 40, 60))) {
            refused(AdditionsFault.RECONCILIATION, wrong::check);
        }
    }

    @Test
    void countsMustBePossibleForThatManyBallots() {
        List<Question> questions = List.of(
                new Question("?", List.of("Yes", "No"), true, 1, 1), new Question("?", List.of("a", "b"), false, 0, 2));
        Reconciliation.checkCounts(questions, List.of(List.of(2, 5, 3), List.of(10, 0)), 10);
        for (List<List<Integer>> wrong : List.<List<List<Integer>>>of(
                List.of(List.of(2, 5, 4), List.of(10, 0)),
                List.of(List.of(2, 5, 2), List.of(10, 0)),
                List.of(List.of(11, 0, 0), List.of(10, 0)),
                List.of(List.of(2, 5, 3), List.of(11, 0)),
                List.of(List.of(5, 5), List.of(10, 0)),
                List.of(List.of(2, 5, 3)))) {
            refused(AdditionsFault.COUNTS_IMPOSSIBLE, () -> Reconciliation.checkCounts(questions, wrong, 10));
        }
    }

    @Test
    void theCharterNamesTheLevelsThatMayBeShown() {
        String text = "{'version':1,'ballot':'6KtJmwugEAEpW8','revoting':false,'publication':"
                + "{'turnout':'live','result':'full','breakdown':'%s'},'minima':{'cast':20,'entitled':25},"
                + "'constituencyLevel':'branch','constituencyGroupLevel':'region','logKey':'%s'}";
        Charter charter = Charter.parse(
                text.replace('\'', '"').formatted("branch", KEY.publicKey().hex()));
        assertThat(charter.shownLevels()).containsExactly("region", "branch");
        assertThat(charter.shownLevels("region")).containsExactly("region");
        assertThat(charter.shownLevels("none")).isEmpty();
        assertThat(charter.minima()).isEqualTo(new Minima(20, 25));
        assertThat(charter.logKey()).contains(KEY.publicKey());
    }
}

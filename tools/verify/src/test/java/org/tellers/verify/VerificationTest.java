package org.tellers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.additions.Additions;
import org.tellers.crypto.additions.CountAudit;
import org.tellers.crypto.additions.CredentialLog;
import org.tellers.crypto.additions.DecisionLine;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.additions.Reconciliation;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.verify.Report.Line;
import org.tellers.verify.Report.Verdict;

/** What the verifier says of ballots as they should be, and of those where somebody did what they must not. */
class VerificationTest {
    private static Report verify(byte[] archive, Optional<Additions> additions) {
        try {
            return Verification.of(
                    new ByteArrayInputStream(archive),
                    additions.map(Additions::bytes),
                    new Verification.Options(2, Optional.empty(), () -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Report verify(SampleBallot sample) {
        return verify(sample.archive(), Optional.of(sample.additions()));
    }

    private static List<Check> with(Report report, Verdict verdict) {
        return report.lines().stream()
                .filter(line -> line.verdict() == verdict)
                .map(Line::check)
                .toList();
    }

    private static void refused(SampleBallot sample, Check check, String fault) {
        Report report = verify(sample);
        assertThat(report.accepted()).isFalse();
        assertThat(report.lines())
                .filteredOn(line -> line.check() == check)
                .singleElement()
                .satisfies(line -> assertThat(line.findings())
                        .as(Report.text(line))
                        .extracting(Report.Finding::code)
                        .contains(fault));
    }

    @Test
    void aWholeBallotIsAcceptedByEveryCheck() {
        Report report = verify(new SampleBallot());
        assertThat(with(report, Verdict.REFUSED)).as(report.lines().toString()).isEmpty();
        assertThat(with(report, Verdict.NOT_RUN)).containsExactly(Check.HEAD);
        assertThat(report.subject().orElseThrow().result().orElseThrow().getFirst())
                .containsExactly(3, 6, 3);
    }

    /** Made by the browser's code and belenios-tool; nothing here shares a line with it. */
    @Test
    void aWholeBallotMadeByOtherCodeIsAcceptedByEveryCheck() throws IOException {
        for (String[] files : List.of(
                new String[] {"closed.bel", "closed-additions.json"},
                new String[] {"declared.bel", "additions.json"},
                new String[] {"declared.bel", "audit-pack.json"})) {
            Report report = Verification.of(
                    new ByteArrayInputStream(Project.vector("additions/whole/" + files[0])),
                    Optional.of(Project.json("additions/whole/" + files[1])),
                    new Verification.Options(2, Optional.empty(), () -> {}));
            assertThat(with(report, Verdict.REFUSED))
                    .as(files[1] + report.lines())
                    .isEmpty();
            if (files[1].equals("audit-pack.json")) {
                assertThat(with(report, Verdict.NOT_RUN)).containsExactly(Check.HEAD);
            }
        }
    }

    @Test
    void withoutTheAuditPackTheBreakdownIsNotChecked() {
        SampleBallot sample = new SampleBallot();
        Report report = verify(sample.archive(), Optional.of(SampleBallot.publicPart(sample.additions())));
        assertThat(report.accepted()).isTrue();
        assertThat(with(report, Verdict.NOT_RUN))
                .containsExactly(Check.HEAD, Check.OPENINGS, Check.CELLS, Check.SUMS, Check.RECONCILIATION);
    }

    @Test
    void withoutAdditionsBeleniossRulesAreChecked() {
        Report report = verify(new SampleBallot().archive(), Optional.empty());
        assertThat(report.accepted()).isTrue();
        assertThat(with(report, Verdict.NOT_RUN))
                .containsAll(Check.ofAdditions())
                .containsAll(Check.ofAudit());
    }

    @Test
    void archivesMadeByBeleniosToolAreAccepted() {
        for (String name : List.of("one-question", "three-questions", "threshold")) {
            assertThat(verify(Project.vector(name + "/archive.bel"), Optional.empty())
                            .accepted())
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void anArchiveMayEndAfterAnyEvent() {
        SampleBallot sample = new SampleBallot();
        List<Chain.Step> steps = Chain.of(sample.archive()).steps();
        Additions undeclared = new Additions(
                sample.uuid.value(),
                sample.charter,
                sample.log,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        for (int length = 1; length <= sample.closed().steps().size(); length++) {
            byte[] archive = new Chain(5, steps.subList(0, length)).archive();
            Report report = verify(archive, Optional.of(undeclared));
            assertThat(report.accepted())
                    .as("first %d: %s", length, report.lines())
                    .isTrue();
            assertThat(with(report, Verdict.NOT_RUN)).contains(Check.DECRYPTIONS, Check.RESULT, Check.PLAN);
        }
    }

    @Test
    void thePublishedHeadMustBeInTheChainFromTheCloseOn() throws IOException {
        SampleBallot sample = new SampleBallot();
        byte[] archive = sample.archive();
        for (String head : List.of(sample.closed().head(), Chain.of(archive).head())) {
            assertThat(Verification.of(
                                    new ByteArrayInputStream(archive),
                                    Optional.empty(),
                                    new Verification.Options(1, Optional.of(head), () -> {}))
                            .accepted())
                    .isTrue();
        }
        Report report = Verification.of(
                new ByteArrayInputStream(archive),
                Optional.empty(),
                new Verification.Options(1, Optional.of("0".repeat(64)), () -> {}));
        assertThat(with(report, Verdict.REFUSED)).containsExactly(Check.HEAD);
    }

    @Test
    void aSecondBallotIsRefusedUnlessTheCharterAllowsRevoting() {
        for (boolean revoting : List.of(false, true)) {
            SampleBallot sample = new SampleBallot(revoting);
            PrivateCredential voter = sample.members.stream()
                    .filter(member -> sample.credential(member.code())
                            .equals(sample.ballots.getFirst().credential()))
                    .findFirst()
                    .orElseThrow()
                    .code();
            sample.ballots.add(sample.ballot(voter, 2));
            if (revoting) {
                Report report = verify(sample);
                assertThat(report.accepted()).as(report.lines().toString()).isTrue();
            } else {
                refused(sample, Check.SINGLE, "credential-used");
            }
        }
    }

    @Test
    void aBallotOfARevokedCredentialIsRefused() {
        SampleBallot sample = new SampleBallot();
        sample.ballots.add(sample.ballot(sample.replaced, 0));
        refused(sample, Check.ACTIVE, "credential-revoked");
    }

    @Test
    void aBallotOfACredentialNeverActivatedIsRefused() {
        SampleBallot sample = new SampleBallot();
        sample.ballots.add(sample.ballot(sample.reserve.getFirst(), 0));
        refused(sample, Check.ACTIVE, "credential-inactive");
    }

    @Test
    void aCredentialLogThatActivatesAnUnlistedCredentialIsRefused() {
        SampleBallot sample = new SampleBallot();
        sample.log = new ArrayList<>(sample.log);
        sample.log.add(CredentialLog.next(
                sample.log.getLast().head(),
                List.of(Point.random(sample.random).hex()),
                List.of(),
                List.of(CredentialLog.nonce(sample.random))));
        refused(sample, Check.LOG, "credential-log-unlisted");
    }

    private static void planRefused(
            java.util.function.UnaryOperator<DisclosurePlan> change, Check check, String fault) {
        SampleBallot sample = new SampleBallot();
        sample.plan = change;
        refused(sample, check, fault);
    }

    private static DisclosurePlan cells(DisclosurePlan p, List<DisclosurePlan.Cell> cells) {
        return new DisclosurePlan(
                p.ballot(), p.fingerprint(), p.head(), p.credentialLogHead(), p.minima(), cells, p.withheld());
    }

    @Test
    void aSignedPlanThatBreaksTheRuleIsRefused() {
        String other = "1".repeat(64);
        planRefused(
                p -> new DisclosurePlan(
                        p.ballot(), p.fingerprint(), other, p.credentialLogHead(), p.minima(), p.cells(), p.withheld()),
                Check.PLAN,
                "plan-head-mismatch");
        planRefused(
                p -> new DisclosurePlan(
                        p.ballot(), p.fingerprint(), p.head(), other, p.minima(), p.cells(), p.withheld()),
                Check.PLAN,
                "plan-log-head-mismatch");
        planRefused(
                p -> new DisclosurePlan(
                        p.ballot(),
                        p.fingerprint(),
                        p.head(),
                        p.credentialLogHead(),
                        new Minima(2, 4),
                        p.cells(),
                        p.withheld()),
                Check.RULE,
                "plan-minima-too-low");
        planRefused(
                p -> {
                    List<DisclosurePlan.Cell> cells = new ArrayList<>(p.cells());
                    DisclosurePlan.Cell last = cells.getLast();
                    cells.set(
                            cells.size() - 1,
                            new DisclosurePlan.Cell(
                                    last.id(),
                                    last.level(),
                                    last.name(),
                                    last.constituencies(),
                                    last.cast() + 1,
                                    last.entitled() + 1));
                    return cells(p, cells);
                },
                Check.RULE,
                "plan-remainder-too-small");
    }

    /** Officers who want Devon's four votes swap the reasons: Kent is published, and Devon follows by subtraction. */
    @Test
    void aPlanThatPublishesWhatLetsASmallBranchBeSubtractedIsRefused() {
        planRefused(
                p -> {
                    List<DisclosurePlan.Cell> cells = new ArrayList<>(p.cells());
                    cells.add(new DisclosurePlan.Cell(
                            Integer.toString(cells.size()), "branch", "Kent", List.of(SampleBallot.KENT), 4, 5));
                    return new DisclosurePlan(
                            p.ballot(),
                            p.fingerprint(),
                            p.head(),
                            p.credentialLogHead(),
                            p.minima(),
                            cells,
                            p.withheld().stream()
                                    .filter(w -> !w.constituency().equals(SampleBallot.KENT))
                                    .toList());
                },
                Check.RULE,
                "plan-remainder-too-small");
    }

    @Test
    void aFactorThatIsWrongButCarriesBeleniossProofIsFound() {
        // Belenios's proof hashes neither ciphertext nor factor: whoever knows the key can prove a wrong factor.
        SampleBallot sample = new SampleBallot();
        sample.ofFirstPerson = right -> wrongWithBeleniossProof(sample, right);
        Report report = verify(sample);
        assertThat(report.accepted()).isFalse();
        assertThat(report.lines())
                .filteredOn(line -> line.check() == Check.STRONG)
                .singleElement()
                .satisfies(
                        line -> assertThat(line.findings().getFirst().message()).contains("owner 2"));
    }

    /**
     * A trustee who knows the share x can choose the commitments first: with A = g^w, B arbitrary, the challenge is known
     * before the factor, and the factor is solved from B = alpha^response · factor^challenge.
     */
    private static PartialDecryption wrongWithBeleniossProof(SampleBallot sample, PartialDecryption right) {
        return ForgedFactor.in(sample, right);
    }

    @Test
    void aCellSumOfOtherBallotsIsRefused() {
        SampleBallot sample = new SampleBallot();
        sample.count = count -> {
            List<CountAudit.CellCount> cells = new ArrayList<>(count.cells());
            Collections.swap(cells, 1, 2);
            CountAudit.CellCount first = cells.get(1);
            CountAudit.CellCount second = cells.get(2);
            cells.set(1, new CountAudit.CellCount("1", first.encryptedTally(), first.decryptions(), first.result()));
            cells.set(2, new CountAudit.CellCount("2", second.encryptedTally(), second.decryptions(), second.result()));
            return new CountAudit(cells, count.reconciliation());
        };
        refused(sample, Check.SUMS, "cell-sum-mismatch");
    }

    @Test
    void aMissingCellOrAnotherResultIsRefused() {
        SampleBallot missing = new SampleBallot();
        missing.count = count -> new CountAudit(count.cells().subList(0, 2), count.reconciliation());
        refused(missing, Check.SUMS, "cell-wrong");
        SampleBallot other = new SampleBallot();
        other.count = count -> {
            List<CountAudit.CellCount> cells = new ArrayList<>(count.cells());
            CountAudit.CellCount cell = cells.get(1);
            cells.set(
                    1,
                    new CountAudit.CellCount(
                            cell.cell(),
                            cell.encryptedTally(),
                            cell.decryptions(),
                            cells.get(2).result()));
            return new CountAudit(cells, count.reconciliation());
        };
        refused(other, Check.SUMS, "cell-result-mismatch");
    }

    @Test
    void membersMovedToAnotherConstituencyAreFound() {
        SampleBallot sample = new SampleBallot();
        sample.additions = all -> {
            List<CredentialLog.Opening> openings =
                    new ArrayList<>(all.audit().orElseThrow().openings());
            CredentialLog.Opening moved = openings.getFirst();
            openings.set(
                    0,
                    new CredentialLog.Opening(
                            moved.credential(),
                            moved.constituency().equals(SampleBallot.DEVON) ? SampleBallot.KENT : SampleBallot.DEVON,
                            moved.nonce()));
            return new Additions(
                    all.ballot(),
                    all.charter(),
                    all.credentialLog(),
                    all.plan(),
                    all.strongProofs(),
                    all.decisions(),
                    Optional.of(
                            new Additions.AuditPack(openings, all.audit().get().count())));
        };
        refused(sample, Check.OPENINGS, "opening-mismatch");
    }

    @Test
    void figuresThatDoNotReconcileAreRefused() {
        for (int i = 0; i < 6; i++) {
            int field = i;
            SampleBallot sample = new SampleBallot();
            sample.count = count -> {
                Reconciliation r = count.reconciliation();
                int[] n = {r.entitled(), r.listed(), r.active(), r.revoked(), r.reserve(), r.used()};
                n[field]++;
                return new CountAudit(
                        count.cells(), new Reconciliation(r.rollVersions(), n[0], n[1], n[2], n[3], n[4], n[5]));
            };
            refused(sample, Check.RECONCILIATION, "reconciliation-mismatch");
        }
    }

    @Test
    void anotherCharterOrAnotherBallotsAdditionsAreRefused() {
        SampleBallot charter = new SampleBallot();
        charter.additions = all -> new Additions(
                all.ballot(),
                all.charter().replace("\"cast\":3", "\"cast\":2"),
                all.credentialLog(),
                all.plan(),
                all.strongProofs(),
                all.decisions(),
                all.audit());
        refused(charter, Check.CHARTER, "charter-mismatch");
        SampleBallot ballot = new SampleBallot();
        ballot.additions = all -> new Additions(
                "TeLLersSampLe3",
                all.charter(),
                all.credentialLog(),
                all.plan(),
                all.strongProofs(),
                all.decisions(),
                all.audit());
        refused(ballot, Check.ADDITIONS, "additions-of-another-ballot");
    }

    @Test
    void anAlteredDecisionIsFound() {
        SampleBallot sample = new SampleBallot();
        sample.additions = all -> {
            List<DecisionLine.Entry> lines = new ArrayList<>(all.decisions());
            DecisionLine.Entry first = lines.getFirst();
            String entry = first.entry().replace("approved", "imagined");
            lines.set(
                    0,
                    new DecisionLine.Entry(
                            entry,
                            org.tellers.crypto.Sha256.hex(entry.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                            first.signature()));
            return new Additions(
                    all.ballot(),
                    all.charter(),
                    all.credentialLog(),
                    all.plan(),
                    all.strongProofs(),
                    lines,
                    all.audit());
        };
        refused(sample, Check.DECISIONS, "decision-chain-broken");
    }

    @Test
    void decryptionsWithoutAPlanOrWithoutStrongProofsAreRefused() {
        SampleBallot noPlan = new SampleBallot();
        noPlan.additions = all -> new Additions(
                all.ballot(),
                all.charter(),
                all.credentialLog(),
                Optional.empty(),
                all.strongProofs(),
                all.decisions(),
                Optional.empty());
        refused(noPlan, Check.PLAN, "plan-head-mismatch");
        SampleBallot noProofs = new SampleBallot();
        noProofs.additions = all -> new Additions(
                all.ballot(),
                all.charter(),
                all.credentialLog(),
                all.plan(),
                Optional.empty(),
                all.decisions(),
                Optional.empty());
        refused(noProofs, Check.STRONG, "strong-proof-missing");
    }

    @Test
    void aBallotLeftOutOfTheTallyIsFound() {
        SampleBallot sample = new SampleBallot();
        Chain whole = Chain.of(sample.archive());
        Ballot left = sample.ballots.removeFirst();
        Chain without = sample.closed();
        List<Chain.Step> steps = new ArrayList<>(whole.steps());
        steps.set(whole.steps().size() - 5, without.steps().getLast());
        Report report = verify(new Chain(5, steps).archive(), Optional.empty());
        assertThat(left.bytes()).isNotEmpty();
        assertThat(with(report, Verdict.REFUSED)).contains(Check.TALLY);
    }
}

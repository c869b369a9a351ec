package org.tellers.reporting.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.tellers.contracts.reporting.OwnedDecryption;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.crypto.additions.CellShare;
import org.tellers.crypto.additions.CountAudit;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.OwnedProofs;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.additions.StrongProof;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.SizedEncryptedTally;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.events.Outbox;
import org.tellers.events.SubjectUnknown;
import org.tellers.reporting.plan.Plan;
import org.tellers.reporting.plan.Planning;
import org.tellers.reporting.platformkey.PlatformKeys;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.projection.BallotKnown;
import org.tellers.reporting.seal.Seal;
import org.tellers.service.Problem;

/**
 * The count: the sums that the plan lists are checked, every trustee's share of them is checked as it arrives, sealed,
 * and combined when a quorum is there. The figures stay under the seal until two people declare them.
 */
@ApplicationScoped
public class Counting {

    private static final Logger LOG = Logger.getLogger(Counting.class);

    /** Who holds the platform's share in the log of the count. */
    private static final String PLATFORM = "platform";

    private final SecureRandom random = new SecureRandom();
    private final Recent<CountKeys> keys = new Recent<>();
    private final Recent<List<PlannedSum>> sums = new Recent<>();

    @Inject
    PlatformKeys platformKeys;

    @Inject
    Seal seal;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    /** A cell of the plan with its parsed sum. */
    private record PlannedSum(String cell, int cast, EncryptedTally tally) {}

    /** A share taken from its seal. */
    private record OpenShare(int owner, String payload, PartialDecryption total, List<CellShare> cells) {

        List<List<Point>> factors(int cell) {
            return cells.get(cell).factors().orElseGet(total::factors);
        }
    }

    /** What became of a share that a trustee brought. */
    public sealed interface Answer {
        /** Every factor is right: sealed and counted in. */
        record Taken() implements Answer {}

        /** This trustee's share was in already. */
        record Known() implements Answer {}

        /**
         * A factor is wrong: nothing of the share is kept, the refusal is remembered.
         *
         * @param cell the cell of the plan whose factor it is
         * @param place which factor or proof of that cell
         * @param fault code of the fault
         * @param detail what is wrong and what to do
         */
        record Refused(int owner, String cell, String place, String fault, String detail) implements Answer {}
    }

    /** A factor does not hold. */
    private static final class WrongFactor extends Exception {

        private static final long serialVersionUID = 1L;

        private final String cell;
        private final transient ProtocolViolation violation;

        WrongFactor(String cell, ProtocolViolation violation) {
            super(violation);
            this.cell = cell;
            this.violation = violation;
        }
    }

    /**
     * Takes the sums that the box formed, if they are those of the plan, and adds the platform's own share of them.
     *
     * @throws SubjectUnknown when the plan is not published yet
     */
    void sumsFormed(SumsFormed fact) throws SubjectUnknown {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        Plan plan = Plan.of(ballot.uuid).orElse(null);
        if (plan == null) {
            throw new SubjectUnknown(Planning.awaited(ballot.uuid));
        }
        if (ballot.sumsFormedAt != null || ballot.belowMinimum) {
            return;
        }
        Plan.enforce(ballot.uuid, fact.planHash());
        plan = Plan.of(ballot.uuid).orElseThrow();
        Optional<String> fault = SumsCheck.fault(
                fact,
                plan.parsed(),
                plan.hash,
                ballot.encryptedTally,
                keys(ballot).election());
        if (fault.isPresent()) {
            ballot.countFault = fault.get();
            meters.counter("tellers.reporting.sums.refused").increment();
            LOG.warnf("The sums of ballot %s are refused: %s", ballot.uuid, fault.get());
            return;
        }
        for (int i = 0; i < fact.cells().size(); i++) {
            Cell cell = new Cell();
            cell.ballot = ballot.uuid;
            cell.cell = fact.cells().get(i).cell();
            cell.position = i;
            cell.votesCast = fact.cells().get(i).cast();
            cell.encryptedTally = fact.cells().get(i).encryptedTally();
            cell.persist();
        }
        ballot.sumsFormedAt = clock.instant();
        ballot.countFault = null;
        Cell.flush();
        decryptAsPlatform(ballot);
    }

    /** A key that was repaired after the sums were formed decrypts now. */
    void resume(@Observes BallotKnown known) {
        Ballot ballot = known.ballot();
        if (ballot.sumsFormedAt != null
                && !ballot.counted()
                && !received(ballot).contains(keys(ballot).platform())) {
            decryptAsPlatform(ballot);
            combineWhenComplete(ballot);
        }
    }

    private void decryptAsPlatform(Ballot ballot) {
        CountKeys keys = keys(ballot);
        if (keys.platform() == 0) {
            ballot.countFault = "The platform's key is not among the trustees of this ballot.";
            return;
        }
        try {
            TrusteeKeyPair pair = platformKeys.pair(ballot.uuid);
            List<CellShare> cells = new ArrayList<>();
            for (PlannedSum sum : sums(ballot)) {
                cells.add(new CellShare(
                        sum.cell(),
                        sum.cell().equals(Cell.TOTAL)
                                ? Optional.empty()
                                : Optional.of(StrongProof.factors(sum.tally(), pair)),
                        StrongProof.proveAll(context(ballot, sum.cell()), sum.tally(), pair, random)));
            }
            PartialDecryption total = PartialDecryption.decrypt(
                    keys.election(), sums(ballot).getFirst().tally(), pair, random);
            keep(ballot, keys.platform(), total, cells, PLATFORM);
            ballot.countFault = null;
        } catch (PlatformKeys.KeyLost e) {
            ballot.countFault = "The platform cannot decrypt: " + e.getMessage();
            LOG.errorf("The platform cannot decrypt ballot %s: %s", ballot.uuid, e.getMessage());
        }
    }

    /**
     * Takes a trustee's share.
     *
     * @param owner number of the trustee, from 1
     * @param planHash the plan it was made for
     * @param payload Belenios partial decryption of the total, canonical bytes
     * @param cells strong proofs of the total, factors and proofs of the other cells, canonical bytes
     * @param by who sent it
     * @throws io.quarkiverse.resteasy.problem.HttpProblem when it is not time to decrypt, the owner does not decrypt here,
     *     or the share is malformed or not of the plan's cells; a wrong factor is no exception but an answer
     */
    Answer accept(Ballot ballot, int owner, String planHash, byte[] payload, byte[] cells, String by) {
        requireDecryptable(ballot);
        CountKeys keys = keys(ballot);
        requirePerson(ballot, owner);
        if (received(ballot).contains(owner)) {
            // A correct share is unique up to its proofs' randomness: the first stays.
            return new Answer.Known();
        }
        if (ballot.counted()) {
            throw Problem.conflict(
                    "already-counted", "A quorum has decrypted already: no further share is needed or kept.");
        }
        if (!Plan.of(ballot.uuid).orElseThrow().hash.equals(planHash)) {
            throw Problem.conflict(
                    "other-plan", "This share was made for another disclosure plan: fetch the decryption task again.");
        }
        PartialDecryption total = read("payload", () -> PartialDecryption.parse(payload));
        List<CellShare> shares = read("cells", () -> CellShare.parse(cells));
        requirePlannedCells(ballot, shares);
        List<CellShare> inOrder = inPlannedOrder(ballot, shares);
        try {
            check(ballot, keys, owner, total, inOrder);
        } catch (WrongFactor e) {
            return refuse(ballot, owner, e, by);
        }
        keep(ballot, owner, total, inOrder, by);
        LostKey.delete("ballot = ?1 and owner = ?2", ballot.uuid, owner);
        combineWhenComplete(ballot);
        return new Answer.Taken();
    }

    /** Notes that a holder's key is gone. */
    void reportLost(Ballot ballot, int owner, String reason, String by) {
        if (ballot.election == null || ballot.trustees == null) {
            throw Problem.conflict(
                    "ballot-not-keyed", "The ballot is not keyed yet: ask an officer to replace the trustee instead.");
        }
        requirePerson(ballot, owner);
        if (received(ballot).contains(owner)) {
            throw Problem.conflict("already-decrypted", "Trustee %d has decrypted already.".formatted(owner));
        }
        LostKey.delete("ballot = ?1 and owner = ?2", ballot.uuid, owner);
        LostKey.flush();
        LostKey lost = new LostKey();
        lost.ballot = ballot.uuid;
        lost.owner = owner;
        lost.reason = reason;
        lost.reportedBy = by;
        lost.reportedAt = clock.instant();
        lost.persistAndFlush();
    }

    private void requirePerson(Ballot ballot, int owner) {
        CountKeys keys = keys(ballot);
        if (owner < 1 || owner > keys.owners().size()) {
            throw Problem.badField(
                    "unknown-trustee",
                    "owner",
                    "There is no trustee %d: owner is 1 to %d, the number in trustees.json."
                            .formatted(owner, keys.owners().size()));
        }
        if (owner == keys.platform()) {
            throw Problem.badField(
                    "platform-decrypts-itself",
                    "owner",
                    "Trustee %d is the platform, which decrypts by itself.".formatted(owner));
        }
    }

    /** Refuses whatever would decrypt before the box is closed, the plan published and its sums formed. */
    void requireDecryptable(Ballot ballot) {
        if (!ballot.closed() || ballot.election == null || ballot.trustees == null) {
            throw Problem.conflict(
                    "ballot-not-closed", "The box is not closed yet: nothing is decrypted before the close.");
        }
        if (ballot.cancelled) {
            throw Problem.conflict("ballot-cancelled", "The ballot was cancelled: it is not counted.");
        }
        if (ballot.belowMinimum) {
            throw Problem.conflict(
                    "below-minimum", "Fewer members have voted than the minimum: nothing of this ballot is decrypted.");
        }
        if (ballot.sumsFormedAt == null) {
            throw Problem.conflict(
                    "sums-not-formed",
                    "The sums that the disclosure plan lists are not formed yet: try again in a moment.");
        }
    }

    private static <T> T read(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (ProtocolViolation e) {
            throw Problem.badField(
                    e.fault().code(),
                    field + (e.place().isEmpty() || e.place().startsWith("[") ? "" : ".") + e.place(),
                    "This is not a share as a trustee's page makes it: %s.".formatted(e.getMessage()));
        }
    }

    private void requirePlannedCells(Ballot ballot, List<CellShare> shares) {
        Set<String> planned = new HashSet<>();
        sums(ballot).forEach(sum -> planned.add(sum.cell()));
        for (int i = 0; i < shares.size(); i++) {
            if (!planned.remove(shares.get(i).cell())) {
                throw Problem.badField(
                        "cell-not-planned",
                        "cells[%d].cell".formatted(i),
                        "This cell is not one that the disclosure plan lists, or it is here twice: only what the plan"
                                + " lists is decrypted, once.");
            }
        }
        if (!planned.isEmpty()) {
            throw Problem.badField(
                    "cell-missing",
                    "cells",
                    "Cell %s of the disclosure plan is missing: a share covers every cell."
                            .formatted(planned.stream().sorted().findFirst().orElseThrow()));
        }
    }

    private List<CellShare> inPlannedOrder(Ballot ballot, List<CellShare> shares) {
        Map<String, CellShare> byCell = new LinkedHashMap<>();
        shares.forEach(share -> byCell.put(share.cell(), share));
        return sums(ballot).stream().map(sum -> byCell.get(sum.cell())).toList();
    }

    /** Checks Belenios's proof of the total and the strong proof of every factor. */
    private void check(Ballot ballot, CountKeys keys, int owner, PartialDecryption total, List<CellShare> shares)
            throws WrongFactor {
        List<PlannedSum> sums = sums(ballot);
        for (int i = 0; i < sums.size(); i++) {
            PlannedSum sum = sums.get(i);
            try {
                if (sum.cell().equals(Cell.TOTAL)) {
                    total.check(
                            keys.election(), sum.tally(), keys.trustees().keys().get(owner - 1));
                }
                StrongProof.checkAll(
                        context(ballot, sum.cell()),
                        sum.tally(),
                        shares.get(i).factors().orElseGet(total::factors),
                        shares.get(i).proofs(),
                        keys.publicKey(owner));
            } catch (ProtocolViolation e) {
                throw new WrongFactor(sum.cell(), e);
            }
        }
    }

    private Answer.Refused refuse(Ballot ballot, int owner, WrongFactor wrong, String by) {
        RefusedShare refused = new RefusedShare();
        refused.id = UUID.randomUUID();
        refused.ballot = ballot.uuid;
        refused.owner = owner;
        refused.cell = wrong.cell;
        refused.place = wrong.violation.place();
        refused.fault = wrong.violation.fault().code();
        refused.sentBy = by;
        refused.refusedAt = clock.instant();
        refused.persist();
        meters.counter("tellers.reporting.shares.refused").increment();
        LOG.warnf("A share of trustee %d of ballot %s is refused: %s", owner, ballot.uuid, refused.fault);
        return new Answer.Refused(
                owner,
                refused.cell,
                refused.place,
                refused.fault,
                "Trustee %d (%s) sent a factor that is wrong, in cell %s at %s: %s. Nothing of it is kept. %s"
                        .formatted(
                                owner,
                                ballot.holder(owner),
                                refused.cell,
                                refused.place,
                                wrong.violation.fault().description(),
                                keys(ballot).indispensable(owner)
                                        ? "Decrypt again with this trustee's own key, from a freshly fetched task."
                                        : "Ask another trustee."));
    }

    private void combineWhenComplete(Ballot ballot) {
        CountKeys keys = keys(ballot);
        List<Integer> received = received(ballot);
        if (!received.contains(keys.platform()) || keys.missing(received) > 0) {
            return;
        }
        Set<Integer> quorum = keys.quorumOf(received);
        List<Share> shares = Share.of(ballot.uuid).stream()
                .filter(share -> quorum.contains(share.owner))
                .toList();
        List<ElectionResult> results;
        try {
            results = combine(ballot, shares.stream().map(this::open).toList());
        } catch (ProtocolViolation e) {
            ballot.countFault = "Every share is right and yet there is no count: %s.".formatted(e.getMessage());
            LOG.errorf("Ballot %s cannot be counted: %s", ballot.uuid, e.getMessage());
            return;
        }
        List<Cell> cells = Cell.of(ballot.uuid);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            cell.sealedResult = seal.sealer().seal(results.get(i).bytes(), cellResult(ballot.uuid, cell.cell));
        }
        shares.forEach(share -> share.combined = true);
        ballot.sealedResult = seal.sealer().seal(results.getFirst().bytes(), "result/" + ballot.uuid);
        ballot.countedAt = clock.instant();
        outbox.announce(ballot.uuid, new ResultCounted(ballot.uuid));
    }

    private List<ElectionResult> combine(Ballot ballot, List<OpenShare> shares) {
        List<PlannedSum> sums = sums(ballot);
        List<ElectionResult> results = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            Map<Integer, List<List<Point>>> factors = new LinkedHashMap<>();
            for (OpenShare share : shares) {
                factors.put(share.owner(), share.factors(i));
            }
            results.add(ElectionResult.ofCheckedFactors(
                    keys(ballot).trustees(),
                    sums.get(i).tally(),
                    factors,
                    sums.get(i).cast()));
        }
        return results;
    }

    private void keep(Ballot ballot, int owner, PartialDecryption total, List<CellShare> cells, String by) {
        Share share = new Share();
        share.ballot = ballot.uuid;
        share.owner = owner;
        share.sealed = seal.sealer().seal(total.bytes(), belongsTo(ballot.uuid, owner));
        share.sealedCells =
                seal.sealer().seal(CellShare.text(cells).getBytes(UTF_8), belongsTo(ballot.uuid, owner) + "/cells");
        share.receivedBy = by;
        share.receivedAt = clock.instant();
        share.persistAndFlush();
    }

    private OpenShare open(Share share) {
        byte[] total = seal.sealer().open(share.sealed, belongsTo(share.ballot, share.owner));
        byte[] cells = seal.sealer().open(share.sealedCells, belongsTo(share.ballot, share.owner) + "/cells");
        return new OpenShare(
                share.owner, new String(total, UTF_8), PartialDecryption.parse(total), CellShare.parse(cells));
    }

    /** Owners whose share is in. */
    List<Integer> received(Ballot ballot) {
        return Share.of(ballot.uuid).stream().map(share -> share.owner).toList();
    }

    /** The decrypted total of a counted ballot, opened from its seal: Belenios's result, exact canonical text. */
    public String result(Ballot ballot) {
        if (ballot.sealedResult == null) {
            throw Problem.conflict("not-counted", "No quorum of trustees has decrypted yet: there is no result.");
        }
        return new String(seal.sealer().open(ballot.sealedResult, "result/" + ballot.uuid), UTF_8);
    }

    /** The total counts of a counted ballot. */
    public Counts counts(Ballot ballot) {
        // First, since there may be no paper either.
        String result = result(ballot);
        return Counts.of(
                BallotPaper.of(ballot.election),
                ElectionResult.parse(result.getBytes(UTF_8)).counts());
    }

    /** Belenios counts of every cell of a counted ballot, by the cell's id in the plan's order. */
    public Map<String, List<List<Integer>>> cellCounts(Ballot ballot) {
        Map<String, List<List<Integer>>> counts = new LinkedHashMap<>();
        for (Cell cell : Cell.of(ballot.uuid)) {
            counts.put(
                    cell.cell,
                    ElectionResult.parse(seal.sealer().open(cell.sealedResult, cellResult(ballot.uuid, cell.cell)))
                            .counts());
        }
        return counts;
    }

    /** Ballots that the box's encrypted tally says it sums. */
    public int tallied(Ballot ballot) {
        return SizedEncryptedTally.parse(ballot.sizedEncryptedTally.getBytes(UTF_8))
                .numTallied();
    }

    /**
     * Whose keys the count has.
     *
     * @param platform number of the trustee that is the platform
     * @param needed how many people must decrypt
     * @param combined those whose shares made the result
     */
    public record Holders(int platform, int needed, Set<Integer> combined) {
        /** Takes a copy. */
        public Holders {
            combined = Set.copyOf(combined);
        }
    }

    /** Whose keys made the result of a counted ballot. */
    public Holders holders(Ballot ballot) {
        CountKeys keys = keys(ballot);
        return new Holders(
                keys.platform(),
                keys.needed(),
                Share.of(ballot.uuid).stream()
                        .filter(share -> share.combined)
                        .map(share -> share.owner)
                        .collect(java.util.stream.Collectors.toSet()));
    }

    /** The shares that made the result, in the order of the archive, opened from their seals. */
    public List<OwnedDecryption> decryptions(Ballot ballot) {
        return combined(ballot).stream()
                .map(share -> new OwnedDecryption(share.owner(), share.payload()))
                .toList();
    }

    /** Those shares' strong proofs of the total, for the public file beside the archive. */
    public List<OwnedProofs> strongProofs(Ballot ballot) {
        return combined(ballot).stream()
                .map(share ->
                        new OwnedProofs(share.owner(), share.cells().getFirst().proofs()))
                .toList();
    }

    /** How every cell was counted, for the confidential audit pack. */
    public List<CountAudit.CellCount> audit(Ballot ballot) {
        List<OpenShare> shares = combined(ballot);
        Map<String, List<List<Integer>>> counts = cellCounts(ballot);
        List<PlannedSum> sums = sums(ballot);
        List<CountAudit.CellCount> audit = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            List<CountAudit.Decryption> decryptions = new ArrayList<>();
            for (OpenShare share : shares) {
                decryptions.add(new CountAudit.Decryption(
                        share.owner(), share.factors(i), share.cells().get(i).proofs()));
            }
            PlannedSum sum = sums.get(i);
            audit.add(new CountAudit.CellCount(sum.cell(), sum.tally(), decryptions, counts.get(sum.cell())));
        }
        return audit;
    }

    /**
     * Counts again from what is sealed: the plan must still be the one signed for the head published at the close, and the
     * shares must still prove and give the sealed figures. A result declared years later is declared only after this.
     *
     * @return one sentence for each disagreement
     */
    public List<String> recount(Ballot ballot) {
        List<String> found = new ArrayList<>();
        Plan plan = Plan.of(ballot.uuid).orElseThrow();
        DisclosurePlan disclosure = plan.parsed();
        CountKeys keys = keys(ballot);
        if (!disclosure.hash().equals(plan.hash)
                || !Signature.verifies(
                        Signature.Purpose.PLAN,
                        plan.hash,
                        keys.publicKey(keys.platform()),
                        Signature.parse(plan.signature))) {
            found.add("The disclosure plan is not the one that was signed.");
        }
        if (!disclosure.head().equals(ballot.closedHead)) {
            found.add(
                    "The disclosure plan was made for another box than the one whose head was published at the close.");
        }
        List<OpenShare> shares = combined(ballot);
        for (OpenShare share : shares) {
            try {
                check(ballot, keys, share.owner(), share.total(), share.cells());
            } catch (WrongFactor e) {
                found.add("The sealed share of trustee %d is not right in cell %s.".formatted(share.owner(), e.cell));
            }
        }
        List<List<List<Integer>>> again =
                combine(ballot, shares).stream().map(ElectionResult::counts).toList();
        if (!again.equals(List.copyOf(cellCounts(ballot).values()))
                || !again.getFirst()
                        .equals(ElectionResult.parse(result(ballot).getBytes(UTF_8))
                                .counts())) {
            found.add("The sealed figures are not those that the sealed shares give.");
        }
        return found;
    }

    private List<OpenShare> combined(Ballot ballot) {
        return Share.of(ballot.uuid).stream()
                .filter(share -> share.combined)
                .map(this::open)
                .toList();
    }

    /** The election and its trustees. */
    CountKeys keys(Ballot ballot) {
        return keys.get(
                ballot.uuid,
                ballot.fingerprint + ballot.trustees,
                () -> CountKeys.of(ballot, key -> platformKeys.owns(ballot.uuid, key)));
    }

    private List<PlannedSum> sums(Ballot ballot) {
        return sums.get(
                ballot.uuid,
                String.valueOf(ballot.sumsFormedAt),
                () -> Cell.of(ballot.uuid).stream()
                        .map(cell -> new PlannedSum(
                                cell.cell, cell.votesCast, EncryptedTally.parse(cell.encryptedTally.getBytes(UTF_8))))
                        .toList());
    }

    private static StrongProof.Context context(Ballot ballot, String cell) {
        return new StrongProof.Context(ballot.fingerprint, Plan.of(ballot.uuid).orElseThrow().hash, cell);
    }

    private static String belongsTo(String ballot, int owner) {
        return "partial-decryption/" + ballot + "/" + owner;
    }

    private static String cellResult(String ballot, String cell) {
        return "cell-result/" + ballot + "/" + cell;
    }
}

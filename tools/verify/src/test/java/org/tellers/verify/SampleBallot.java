package org.tellers.verify;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.additions.Additions;
import org.tellers.crypto.additions.Additions.AuditPack;
import org.tellers.crypto.additions.Additions.SignedPlan;
import org.tellers.crypto.additions.Charter;
import org.tellers.crypto.additions.CountAudit;
import org.tellers.crypto.additions.CountAudit.CellCount;
import org.tellers.crypto.additions.CountAudit.Decryption;
import org.tellers.crypto.additions.CredentialLog;
import org.tellers.crypto.additions.CredentialLog.Batch;
import org.tellers.crypto.additions.CredentialLog.Opening;
import org.tellers.crypto.additions.DecisionLine;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.DisclosureRule.Counts;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.additions.OwnedProofs;
import org.tellers.crypto.additions.Reconciliation;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.additions.StrongProof;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.archive.OwnedPartialDecryption;
import org.tellers.crypto.archive.SetupData;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.credential.PublicCredentials;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/**
 * A whole small ballot as Tellers holds one: a platform key and 2 of 3 people's keys (those of {@code vectors/threshold}),
 * two regions with branches one of which is too small to be shown, a replaced credential, reserve, plan, strong proofs,
 * decision log and audit pack. Whoever wants another ballot changes something before {@link #archive()}.
 */
final class SampleBallot {
    static final String LEEDS = "region/north/branch/leeds";
    static final String YORK = "region/north/branch/york";
    static final String KENT = "region/south/branch/kent";
    static final String DEVON = "region/south/branch/devon";
    private static final Map<String, String> NAMES = Map.of(
            "region/north",
            "North",
            "region/south",
            "South",
            LEEDS,
            "Leeds",
            YORK,
            "York",
            KENT,
            "Kent",
            DEVON,
            "Devon");
    private static final Minima MINIMA = new Minima(3, 4);
    private static final long TIME = 1_795_290_878L;

    /** The shares of the three people of {@code vectors/threshold}, as their seeds and inputs give them. */
    private static final List<String> SHARES = List.of(
            "3792188417035903739293432468014573247780294246970689123910083978608663699565",
            "3156428537366461494358291768183991918309946472406733615081709420867346906775",
            "2520668657697019249423151068353410588839598697842778106253334863126030113985");

    /** A member: one credential, one constituency. */
    record Member(PrivateCredential code, String constituency) {}

    final SecureRandom random = seeded();
    final TrusteeKeyPair logKey = TrusteeKeyPair.generate(random);
    final ElectionUuid uuid = new ElectionUuid("TeLLersSampLe2");
    final Trustees trustees = Trustees.parse(Project.json("threshold/trustees.json"));
    /** Who decrypts: the platform and two of the people. */
    List<Integer> quorum = List.of(1, 2, 4);

    final List<Member> members = new ArrayList<>();
    final PrivateCredential replaced = PrivateCredential.random(random);
    final List<PrivateCredential> reserve = new ArrayList<>();
    final String charter;
    final Election election;
    final PublicCredentials listed;
    final BallotMaker maker;
    final List<Ballot> ballots = new ArrayList<>();
    final List<Opening> openings = new ArrayList<>();
    List<Batch> log;

    UnaryOperator<DisclosurePlan> plan = UnaryOperator.identity();
    UnaryOperator<PartialDecryption> ofFirstPerson = UnaryOperator.identity();
    UnaryOperator<CountAudit> count = UnaryOperator.identity();
    UnaryOperator<Additions> additions = UnaryOperator.identity();

    private static SecureRandom seeded() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(77);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    SampleBallot() {
        this(false);
    }

    SampleBallot(boolean revoting) {
        for (var size : Map.of(LEEDS, 5, YORK, 4, KENT, 5, DEVON, 3).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            for (int i = 0; i < size.getValue(); i++) {
                members.add(new Member(PrivateCredential.random(random), size.getKey()));
            }
        }
        for (int i = 0; i < 4; i++) {
            reserve.add(PrivateCredential.random(random));
        }
        charter = ("{'version':1,'ballot':'%s','union':'Napo','name':'Sample','authority':'NEC motion 4',"
                        + "'opensAt':'2026-02-02T12:00:00Z','closesAt':'2026-02-27T12:00:00Z','revoting':%s,"
                        + "'publication':{'turnout':'live','result':'full','breakdown':'branch'},"
                        + "'minima':{'cast':3,'entitled':4},'constituencyLevel':'branch',"
                        + "'constituencyGroupLevel':'region','reserve':{'percent':20,'minimum':4},"
                        + "'keyHolders':{'threshold':2,'holders':3},'helpLine':'“é”','logKey':'%s'}")
                .replace('\'', '"')
                .formatted(uuid.value(), revoting, logKey.publicKey().hex());
        election = new Election(new Election.Parameters(
                "NEC motion 4" + Charter.MARK + Sha256.hex(charter.getBytes(StandardCharsets.UTF_8)),
                "Sample",
                trustees.publicKey(),
                List.of(
                        new Question("Accept?", List.of("Yes", "No", "Abstain"), false, 1, 1),
                        new Question("Which?", List.of("a", "b"), true, 1, 2)),
                uuid,
                Optional.of("Napo"),
                Optional.empty()));
        List<Point> points = new ArrayList<>();
        members.forEach(member -> points.add(member.code().publicCredential(uuid)));
        points.add(replaced.publicCredential(uuid));
        reserve.forEach(code -> points.add(code.publicCredential(uuid)));
        Collections.shuffle(points, random);
        listed = PublicCredentials.of(points);
        maker = new BallotMaker(election, random);
        castAll();
        log = log();
    }

    /** Four vote in Leeds, three in York, four in Kent, one in Devon; nobody unanimously. */
    private void castAll() {
        Map<String, Integer> voting = Map.of(LEEDS, 4, YORK, 3, KENT, 4, DEVON, 1);
        Map<String, Integer> cast = new TreeMap<>();
        for (Member member : members) {
            int number = cast.merge(member.constituency(), 1, Integer::sum);
            if (number <= voting.getOrDefault(member.constituency(), 0)) {
                ballots.add(ballot(member.code(), number % 3));
            }
        }
        Collections.shuffle(ballots, random);
    }

    /** A ballot with the given option of the first question. */
    Ballot ballot(PrivateCredential code, int option) {
        List<Integer> first = new ArrayList<>(List.of(0, 0, 0));
        first.set(option, 1);
        List<Integer> second = option == 0 ? List.of(1, 0, 0) : option == 1 ? List.of(0, 1, 1) : List.of(0, 0, 1);
        return maker.make(code, List.of(first, second));
    }

    String credential(PrivateCredential code) {
        return code.publicCredential(uuid).hex();
    }

    private String commit(PrivateCredential code, String constituency, boolean opened) {
        Opening opening = new Opening(credential(code), constituency, CredentialLog.nonce(random));
        if (opened) {
            openings.add(opening);
        }
        return CredentialLog.commitment(election.fingerprint(), opening);
    }

    /** At Setup all but the last member, and one credential that is replaced by the last member's later. */
    private List<Batch> log() {
        List<String> commitments = new ArrayList<>();
        List<String> activated = new ArrayList<>();
        for (Member member : members.subList(0, members.size() - 1)) {
            activated.add(credential(member.code()));
            commitments.add(commit(member.code(), member.constituency(), true));
        }
        Member late = members.getLast();
        activated.add(credential(replaced));
        commitments.add(commit(replaced, late.constituency(), false));
        Batch first =
                CredentialLog.next(CredentialLog.start(election.fingerprint()), activated, List.of(), commitments);
        Batch second = CredentialLog.next(
                first.head(),
                List.of(credential(late.code())),
                List.of(credential(replaced)),
                List.of(commit(late.code(), late.constituency(), true)));
        openings.sort(Comparator.comparing(Opening::credential));
        return List.of(first, second);
    }

    TrusteeKeyPair key(int owner) {
        byte[] text = owner == 1
                ? Project.json("threshold/trustee-keys/A72F2467.privkey")
                : ("\"" + SHARES.get(owner - 2) + "\"").getBytes(StandardCharsets.UTF_8);
        return TrusteeKeyPair.parsePrivateKey(text);
    }

    private String constituency(Ballot ballot) {
        return openings.stream()
                .filter(opening -> opening.credential().equals(ballot.credential()))
                .map(Opening::constituency)
                .findFirst()
                .orElse("");
    }

    /** The ballots that count: of each credential the last. */
    private List<Ballot> counting() {
        Map<String, Ballot> last = new TreeMap<>();
        ballots.forEach(ballot -> last.put(ballot.credential(), ballot));
        return List.copyOf(last.values());
    }

    private TallyAccumulator sum(List<String> constituencies) {
        TallyAccumulator sum = new TallyAccumulator(election);
        counting().stream()
                .filter(ballot -> constituencies.contains(constituency(ballot)))
                .forEach(sum::add);
        return sum;
    }

    private TallyAccumulator total() {
        TallyAccumulator sum = new TallyAccumulator(election);
        counting().forEach(sum::add);
        return sum;
    }

    private PartialDecryption decryption(int owner) {
        PartialDecryption own = PartialDecryption.decrypt(election, total().tally(), key(owner), random);
        return owner == 2 ? ofFirstPerson.apply(own) : own;
    }

    private Map<Integer, PartialDecryption> decryptions() {
        Map<Integer, PartialDecryption> all = new TreeMap<>();
        quorum.forEach(owner -> all.put(owner, decryption(owner)));
        return all;
    }

    /** The archive up to the close. */
    Chain closed() {
        byte[] electionBytes = election.bytes();
        List<Chain.Step> steps = new ArrayList<>();
        steps.add(new Chain.Step(
                EventType.SETUP,
                List.of(
                        electionBytes,
                        trustees.bytes(),
                        listed.bytes(),
                        SetupData.of(electionBytes, trustees.bytes(), listed.bytes())
                                .bytes())));
        ballots.forEach(ballot -> steps.add(new Chain.Step(EventType.BALLOT, List.of(ballot.bytes()))));
        steps.add(new Chain.Step(EventType.END_BALLOTS, List.of()));
        TallyAccumulator sum = total();
        steps.add(new Chain.Step(
                EventType.ENCRYPTED_TALLY,
                List.of(sum.tally().bytes(), sum.sized().bytes())));
        return new Chain(TIME, steps);
    }

    /** The archive of the declared ballot. */
    byte[] archive() {
        List<Chain.Step> steps = new ArrayList<>(closed().steps());
        Map<Integer, PartialDecryption> decryptions = decryptions();
        decryptions.forEach((owner, decryption) -> steps.add(new Chain.Step(
                EventType.PARTIAL_DECRYPTION,
                List.of(
                        decryption.bytes(),
                        OwnedPartialDecryption.of(owner, decryption).bytes()))));
        Map<Integer, List<List<Point>>> factors = new TreeMap<>();
        quorum.forEach(owner -> factors.put(owner, StrongProof.factors(total().tally(), key(owner))));
        steps.add(new Chain.Step(
                EventType.RESULT,
                List.of(ElectionResult.ofCheckedFactors(
                                trustees, total().tally(), factors, counting().size())
                        .bytes())));
        return new Chain(TIME, steps).archive();
    }

    private Map<String, Counts> counts() {
        Map<String, Counts> counts = new TreeMap<>();
        for (String id : List.of(LEEDS, YORK, KENT, DEVON)) {
            int entitled = (int) members.stream()
                    .filter(member -> member.constituency().equals(id))
                    .count();
            counts.put(id, new Counts(entitled, sum(List.of(id)).count()));
        }
        return counts;
    }

    private DisclosurePlan plan() {
        var outcome = DisclosureRule.apply(counts(), NAMES, MINIMA, List.of("region", "branch"));
        return plan.apply(new DisclosurePlan(
                uuid.value(),
                election.fingerprint(),
                closed().head(),
                log.getLast().head(),
                MINIMA,
                outcome.cells(),
                outcome.withheld()));
    }

    private CellCount count(DisclosurePlan of, DisclosurePlan.Cell cell) {
        TallyAccumulator sum = sum(cell.constituencies());
        EncryptedTally tally = sum.tally();
        StrongProof.Context context = new StrongProof.Context(election.fingerprint(), of.hash(), cell.id());
        List<Decryption> decryptions = new ArrayList<>();
        Map<Integer, List<List<Point>>> factors = new TreeMap<>();
        for (int owner : quorum) {
            List<List<Point>> own = StrongProof.factors(tally, key(owner));
            factors.put(owner, own);
            decryptions.add(new Decryption(owner, own, StrongProof.proveAll(context, tally, key(owner), random)));
        }
        return new CellCount(
                cell.id(),
                tally,
                decryptions,
                ElectionResult.ofCheckedFactors(trustees, tally, factors, sum.count())
                        .counts());
    }

    private Reconciliation reconciliation() {
        return new Reconciliation(
                List.of(new Reconciliation.RollVersion(1, members.size())),
                members.size(),
                listed.list().size(),
                members.size(),
                1,
                reserve.size(),
                counting().size());
    }

    private List<DecisionLine.Entry> decisions() {
        List<DecisionLine.Entry> lines = new ArrayList<>();
        String previous = DecisionLine.start(uuid.value());
        for (String what : List.of("approved", "keyed", "opened", "closed", "declared")) {
            int number = lines.size() + 1;
            DecisionLine line = new DecisionLine(
                    number,
                    previous,
                    Instant.ofEpochSecond(TIME + number),
                    "officer",
                    what,
                    Optional.of("before"),
                    Optional.of(what),
                    number == 5 ? Optional.of("The NEC asked for “é”.") : Optional.empty());
            previous = line.hash();
            lines.add(new DecisionLine.Entry(
                    line.text(),
                    previous,
                    number < 3
                            ? Optional.empty()
                            : Optional.of(Signature.sign(Signature.Purpose.DECISION, previous, logKey, random))));
        }
        return lines;
    }

    /** What is beside the archive, with the audit pack. */
    Additions additions() {
        DisclosurePlan made = plan();
        StrongProof.Context total = new StrongProof.Context(election.fingerprint(), made.hash(), "0");
        List<OwnedProofs> proofs = quorum.stream()
                .map(owner -> new OwnedProofs(owner, StrongProof.proveAll(total, total().tally(), key(owner), random)))
                .toList();
        CountAudit counted = count.apply(new CountAudit(
                made.cells().stream().map(cell -> count(made, cell)).toList(), reconciliation()));
        return additions.apply(new Additions(
                uuid.value(),
                charter,
                log,
                Optional.of(new SignedPlan(
                        made.text(), Signature.sign(Signature.Purpose.PLAN, made.hash(), key(1), random))),
                Optional.of(proofs),
                decisions(),
                Optional.of(new AuditPack(openings, counted))));
    }

    /** Additions without the audit pack. */
    static Additions publicPart(Additions all) {
        return new Additions(
                all.ballot(),
                all.charter(),
                all.credentialLog(),
                all.plan(),
                all.strongProofs(),
                all.decisions(),
                Optional.empty());
    }
}

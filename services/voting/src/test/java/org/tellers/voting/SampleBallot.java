package org.tellers.voting;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.tellers.contracts.Fact;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.ConstituencyEntitlement;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.KeyHolder;
import org.tellers.contracts.notification.ActivationRequested;
import org.tellers.contracts.notification.CredentialsListed;
import org.tellers.contracts.reporting.OwnedDecryption;
import org.tellers.contracts.reporting.PlanPublished;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.ConstituencyTurnout;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotMaker;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/** A whole ballot as the other services would announce it, with the codes of its voters and the keys of its trustees. */
public final class SampleBallot {
    public static final Instant OPENS = Instant.parse("2026-02-10T12:00:00Z");
    public static final Instant CLOSES = Instant.parse("2026-02-27T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PER_CHUNK = 4;

    private final List<TrusteeKeyPair> keys = List.of(TrusteeKeyPair.generate(RANDOM), TrusteeKeyPair.generate(RANDOM));
    private final Trustees trustees =
            new Trustees(keys.stream().map(key -> key.prove(RANDOM)).toList());
    private final ElectionUuid uuid = ElectionUuid.random(RANDOM);
    private final String charter = """
        {"version":1,"ballot":"%s","union":"Napo","name":"Workloads","authority":"Motion 7",\
        "opensAt":"2026-02-10T12:00:00Z","closesAt":"2026-02-27T12:00:00Z","revoting":false,\
        "publication":{"turnout":"live","result":"full","breakdown":"region"},"minima":{"cast":2,"entitled":2},\
        "constituencyLevel":"region","constituencyGroupLevel":"none","reserve":{"percent":20,"minimum":2},\
        "helpLine":"020 7946 0000"}\
        """.formatted(uuid.value());
    private final Election election = new Election(new Election.Parameters(
            "What shall we do?\n\nCharter SHA-256: " + Sha256.hex(charter.getBytes(StandardCharsets.UTF_8)),
            "Workloads",
            trustees.publicKey(),
            List.of(new Question("Are you prepared to act?", List.of("Yes", "No", "Abstain"), false, 1, 1)),
            uuid,
            Optional.empty(),
            Optional.empty()));
    private final Map<String, PrivateCredential> codes = new HashMap<>();
    private final List<String> listed = new ArrayList<>();
    private final List<String> voters;
    private final List<String> spare;
    private final List<UUID> admissions = new ArrayList<>();
    private final Instant opensAt;
    private final Instant closesAt;

    /** So many entitled members, and so many credentials in reserve. */
    public SampleBallot(int entitled, int reserve) {
        this(entitled, reserve, OPENS, CLOSES);
    }

    /** In a window of its own. */
    public SampleBallot(int entitled, int reserve, Instant opensAt, Instant closesAt) {
        this.opensAt = opensAt;
        this.closesAt = closesAt;
        for (int i = 0; i < entitled + reserve; i++) {
            PrivateCredential code = PrivateCredential.random(RANDOM);
            Point credential = code.publicCredential(uuid);
            codes.put(credential.hex(), code);
            listed.add(credential.hex());
        }
        List<String> shuffled = new ArrayList<>(listed);
        Collections.shuffle(shuffled, RANDOM);
        voters = shuffled.subList(0, entitled);
        spare = shuffled.subList(entitled, shuffled.size());
        Collections.sort(listed);
        for (int i = 0; i < entitled; i++) {
            admissions.add(UUID.randomUUID());
        }
    }

    public String uuid() {
        return uuid.value();
    }

    public Election election() {
        return election;
    }

    public byte[] trusteesJson() {
        return trustees.bytes();
    }

    public String charter() {
        return charter;
    }

    public List<String> listed() {
        return listed;
    }

    /** Public credential of a voter. */
    public String credential(int voter) {
        return voters.get(voter);
    }

    /** Public credential in reserve. */
    public String reserve(int number) {
        return spare.get(number);
    }

    /** A fresh ballot of the voter for the option. */
    public Ballot vote(int voter, int option) {
        return vote(credential(voter), option);
    }

    /** A fresh ballot of a listed credential for the option. */
    public Ballot vote(String credential, int option) {
        return vote(Objects.requireNonNull(codes.get(credential)), option);
    }

    /** A fresh ballot with a code for the option. */
    public Ballot vote(PrivateCredential code, int option) {
        return new BallotMaker(election, RANDOM)
                .make(code, List.of(List.of(option == 0 ? 1 : 0, option == 1 ? 1 : 0, option == 2 ? 1 : 0)));
    }

    /** The answers of another voter's ballot under this voter's own signature, which is valid. */
    public byte[] stolen(int voter, Ballot from) {
        String text = new String(from.bytes(), StandardCharsets.UTF_8);
        String answers = text.substring(text.indexOf(",\"answers\""), text.indexOf(",\"signature\""));
        String head = "{\"election_uuid\":\"" + uuid() + "\",\"election_hash\":\"" + election.fingerprint()
                + "\",\"credential\":\"" + credential(voter) + "\"" + answers;
        String hash = Sha256.base64(head + "}");
        Scalar secret = Objects.requireNonNull(codes.get(credential(voter))).secret(uuid);
        Scalar w = Scalar.random(RANDOM);
        Scalar challenge =
                Proof.challenge("sig|" + hash + "|" + Point.ofSecretExponent(w).hex());
        String proof =
                new Proof(challenge, w.minus(secret.times(challenge))).toJson().text();
        return (head + ",\"signature\":{\"hash\":\"" + hash + "\",\"proof\":" + proof + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    public BallotKeyed keyed() {
        return keyed(charter);
    }

    public BallotKeyed keyed(String charterText) {
        return new BallotKeyed(
                uuid(),
                "Workloads",
                new String(election.bytes(), StandardCharsets.UTF_8),
                new String(trustees.bytes(), StandardCharsets.UTF_8),
                charterText,
                election.fingerprint(),
                opensAt,
                closesAt,
                20,
                2,
                List.of(new KeyHolder(2, "Scrutineer")));
    }

    public List<Fact> credentialsListed() {
        List<Fact> facts = new ArrayList<>();
        int chunks = (listed.size() + PER_CHUNK - 1) / PER_CHUNK;
        for (int i = 0; i < chunks; i++) {
            facts.add(new CredentialsListed(
                    uuid(),
                    i + 1,
                    chunks,
                    listed.size(),
                    List.copyOf(listed.subList(i * PER_CHUNK, Math.min((i + 1) * PER_CHUNK, listed.size())))));
        }
        return facts;
    }

    public List<Fact> admitted() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < admissions.size(); i++) {
            facts.add(new AdmissionIssued(uuid(), admissions.get(i), constituency(i), 1));
        }
        return facts;
    }

    public EntitlementCounted counted() {
        return new EntitlementCounted(
                uuid(),
                1,
                voters.size(),
                List.of(
                        new ConstituencyEntitlement("region/london", "London", voters.size() / 2),
                        new ConstituencyEntitlement("region/wales", "Wales", (voters.size() + 1) / 2)),
                null);
    }

    /** What the disclosure rule gives for a closed box, as reporting would compute it. */
    public DisclosurePlan plan(BoxClosed closed, Minima minima, List<String> levels) {
        return plan(closed, counted().constituencies(), minima, levels);
    }

    /** What it gives with the denominators of a later version of the roll. */
    public DisclosurePlan plan(
            BoxClosed closed, List<ConstituencyEntitlement> roll, Minima minima, List<String> levels) {
        Map<String, DisclosureRule.Counts> figures = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (ConstituencyEntitlement one : roll) {
            int cast = Objects.requireNonNull(closed.constituencies()).stream()
                    .filter(part -> part.constituency().equals(one.constituency()))
                    .mapToInt(ConstituencyTurnout::cast)
                    .sum();
            figures.put(one.constituency(), new DisclosureRule.Counts(one.entitled(), cast));
            names.put(one.constituency(), one.name());
        }
        DisclosureRule.Outcome outcome = DisclosureRule.apply(figures, names, minima, levels);
        return new DisclosurePlan(
                uuid(),
                election.fingerprint(),
                closed.head(),
                Objects.requireNonNull(closed.credentialLogHead()),
                minima,
                outcome.cells(),
                outcome.withheld());
    }

    /** The plan as reporting announces it, signed with the platform's key. */
    public PlanPublished published(DisclosurePlan plan) {
        return signed(plan, keys.getFirst());
    }

    /** The plan, signed by the scrutineer instead of the platform. */
    public PlanPublished signedByAnother(DisclosurePlan plan) {
        return signed(plan, keys.getLast());
    }

    private PlanPublished signed(DisclosurePlan plan, TrusteeKeyPair key) {
        Proof signature = Signature.sign(Signature.Purpose.PLAN, plan.hash(), key, RANDOM);
        return new PlanPublished(uuid(), plan.text(), plan.hash(), Signature.text(signature));
    }

    public List<Fact> activations() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < admissions.size(); i++) {
            facts.add(activation(admissions.get(i), voters.get(i)));
        }
        return facts;
    }

    public ActivationRequested activation(UUID admission, String credential) {
        return new ActivationRequested(uuid(), UUID.randomUUID(), admission, credential);
    }

    public UUID admission(int number) {
        return admissions.get(number);
    }

    public String constituency(int voter) {
        return voter % 2 == 0 ? "region/wales" : "region/london";
    }

    /** All that Setup needs, in the usual order. */
    public List<Fact> setup() {
        List<Fact> facts = new ArrayList<>();
        facts.add(keyed());
        facts.addAll(admitted());
        facts.add(counted());
        facts.addAll(credentialsListed());
        facts.addAll(activations());
        return facts;
    }

    /** What reporting announces when the result of this sum is declared. */
    public ResultDeclared declared(EncryptedTally tally, int votes) {
        Map<Integer, PartialDecryption> decryptions = new HashMap<>();
        List<OwnedDecryption> owned = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            PartialDecryption decryption = PartialDecryption.decrypt(election, tally, keys.get(i), RANDOM);
            decryptions.put(i + 1, decryption);
            owned.add(new OwnedDecryption(i + 1, new String(decryption.bytes(), StandardCharsets.UTF_8)));
        }
        ElectionResult result = ElectionResult.combine(election, trustees, tally, decryptions, votes);
        return new ResultDeclared(uuid(), owned, new String(result.bytes(), StandardCharsets.UTF_8), null, null, null);
    }
}

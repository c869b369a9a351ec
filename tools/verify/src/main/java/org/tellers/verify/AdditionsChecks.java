package org.tellers.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tellers.crypto.additions.Additions;
import org.tellers.crypto.additions.Charter;
import org.tellers.crypto.additions.CredentialLog;
import org.tellers.crypto.additions.DecisionLine;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.OwnedProofs;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.additions.StrongProof;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.credential.PublicCredentials;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;

/** The checks of what Tellers publishes beside an archive. */
final class AdditionsChecks {
    private final Report report;
    private final Additions additions;
    private final Charter charter;
    private final Optional<CredentialLog.State> log;
    private final ArchiveCheck.Report archive;
    private final ArchiveCheck.Setup setup;
    private final boolean closed;

    AdditionsChecks(
            Report report,
            Additions additions,
            Charter charter,
            Optional<CredentialLog.State> log,
            ArchiveCheck.Report archive) {
        this.report = report;
        this.additions = additions;
        this.charter = charter;
        this.log = log;
        this.archive = archive;
        this.setup = archive.setup().orElseThrow();
        this.closed = archive.last()
                .map(type -> type.compareTo(EventType.END_BALLOTS) >= 0)
                .orElse(false);
    }

    static void requireListed(CredentialLog.State state, PublicCredentials listed) {
        for (Set<String> credentials : List.of(state.active(), state.revoked())) {
            if (!credentials.stream().allMatch(listed::contains)) {
                throw new ProtocolViolation(AdditionsFault.LOG_UNLISTED, "");
            }
        }
    }

    static String describe(CredentialLog.State state, int batches) {
        return batches + (batches == 1 ? " batch, " : " batches, ")
                + state.active().size() + " active, " + state.revoked().size() + " revoked";
    }

    void run() {
        report.run(Check.ADDITIONS, () -> {
            String uuid = setup.election().uuid().value();
            if (!additions.ballot().equals(uuid) || !charter.ballot().equals(uuid)) {
                throw new ProtocolViolation(AdditionsFault.OTHER_BALLOT, "ballot");
            }
            return additions.audit().isPresent() ? "with the audit pack" : "public";
        });
        report.run(Check.CHARTER, () -> {
            Charter.requireNamedBy(setup.election(), additions.charter());
            return "";
        });
        log.ifPresent(state -> report.run(Check.ACTIVE, () -> active(state)));
        plan();
        strongProofs();
        report.run(Check.DECISIONS, () -> {
            int signed = DecisionLine.check(additions.ballot(), additions.decisions(), charter.logKey());
            return additions.decisions().size() + " lines, " + signed + " signed";
        });
    }

    private String active(CredentialLog.State state) {
        int early = 0;
        for (String credential : archive.voted()) {
            if (state.revoked().contains(credential)) {
                throw new ProtocolViolation(AdditionsFault.CREDENTIAL_REVOKED, "");
            }
            if (!state.active().contains(credential)) {
                early++;
            }
        }
        if (early > 0 && closed) {
            throw new ProtocolViolation(AdditionsFault.CREDENTIAL_INACTIVE, early + " ballots");
        }
        return archive.voted().size() + " of " + state.active().size() + " have voted"
                + (early == 0 ? "" : ", " + early + " of them not in the log yet: the box is open");
    }

    private void plan() {
        if (additions.plan().isEmpty()) {
            String why = "there is no plan yet";
            if (archive.decryptions().isEmpty()) {
                report.notRun(Check.PLAN, why);
                report.notRun(Check.RULE, why);
            } else {
                report.find(Check.PLAN, new ProtocolViolation(AdditionsFault.PLAN_HEAD, "decrypted without a plan"));
            }
            return;
        }
        Optional<DisclosurePlan> plan = read();
        plan.ifPresent(p -> report.run(Check.RULE, () -> {
            DisclosureRule.check(p, charter.minima(), charter.shownLevels());
            if (closed && p.cells().getFirst().cast() != archive.credentials()) {
                throw new ProtocolViolation(AdditionsFault.PLAN_COUNTS, "cells[0]");
            }
            return p.cells().size() + (p.cells().size() == 1 ? " cell, " : " cells, ")
                    + p.withheld().size() + " withheld";
        }));
    }

    private Optional<DisclosurePlan> read() {
        Additions.SignedPlan signed = additions.plan().orElseThrow();
        Optional<DisclosurePlan> plan;
        try {
            plan = Optional.of(DisclosurePlan.parse(signed.text()));
        } catch (ProtocolViolation e) {
            report.find(Check.PLAN, e);
            return Optional.empty();
        }
        report.run(Check.PLAN, () -> check(plan.get(), signed));
        return plan;
    }

    private String check(DisclosurePlan plan, Additions.SignedPlan signed) {
        Election election = setup.election();
        if (!plan.ballot().equals(election.uuid().value())
                || !plan.fingerprint().equals(election.fingerprint())
                || archive.closedHeads().isEmpty()
                || !plan.head().equals(archive.closedHeads().getFirst())) {
            throw new ProtocolViolation(AdditionsFault.PLAN_HEAD, "");
        }
        if (log.isEmpty() || !plan.credentialLogHead().equals(log.get().head())) {
            throw new ProtocolViolation(AdditionsFault.PLAN_LOG_HEAD, "");
        }
        Signature.check(Signature.Purpose.PLAN, plan.hash(), platformKey(setup), signed.signature(), "plan.signature");
        return plan.hash();
    }

    /** The first trustee that is one by itself is the platform's. */
    private static Point platformKey(ArchiveCheck.Setup setup) {
        return setup.trustees().stream()
                .flatMap(trustees -> trustees.quorums().stream()
                        .filter(quorum -> quorum.owners().size() == 1)
                        .map(quorum -> trustees.keys().get(quorum.owners().getFirst() - 1)))
                .map(TrusteePublicKey::publicKey)
                .findFirst()
                .orElseThrow(() -> new ProtocolViolation(KeyFault.NO_TRUSTEE, "platform"));
    }

    private void strongProofs() {
        Map<Integer, PartialDecryption> decryptions = archive.decryptions();
        if (additions.strongProofs().isEmpty() && decryptions.isEmpty()) {
            report.notRun(Check.STRONG, "the result is not declared");
        } else if (additions.plan().isPresent() && setup.trustees().isPresent()) {
            String planHash = org.tellers.crypto.Sha256.hex(
                    additions.plan().get().text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            report.run(Check.STRONG, () -> strongProofs(setup.trustees().get(), planHash, decryptions));
        }
    }

    private String strongProofs(Trustees trustees, String planHash, Map<Integer, PartialDecryption> decryptions) {
        StrongProof.Context context = new StrongProof.Context(setup.election().fingerprint(), planHash, "0");
        EncryptedTally tally = archive.tally().orElseThrow();
        List<OwnedProofs> owned = additions.strongProofs().orElse(List.of());
        List<Integer> owners = owned.stream().map(OwnedProofs::owner).toList();
        if (!owners.equals(decryptions.keySet().stream().sorted().toList())) {
            throw new ProtocolViolation(AdditionsFault.STRONG_PROOF_MISSING, "strongProofs");
        }
        for (OwnedProofs proofs : owned) {
            try {
                StrongProof.checkAll(
                        context,
                        tally,
                        java.util.Objects.requireNonNull(decryptions.get(proofs.owner()))
                                .factors(),
                        proofs.proofs(),
                        trustees.keys().get(proofs.owner() - 1).publicKey());
            } catch (ProtocolViolation e) {
                throw new ProtocolViolation(e.fault(), "owner " + proofs.owner() + ", " + e.place());
            }
        }
        return owned.size() + " trustees";
    }
}

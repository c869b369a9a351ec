package org.tellers.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tellers.crypto.additions.Additions;
import org.tellers.crypto.additions.Charter;
import org.tellers.crypto.additions.CredentialLog;
import org.tellers.crypto.additions.Reconciliation;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.archive.ArchiveCheck.Part;
import org.tellers.crypto.archive.ArchiveCheck.Revoting;
import org.tellers.crypto.archive.CheckedBallots;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.tally.EncryptedTally;

/**
 * Every check of an archive, of the additions beside it if there are any, and of the audit pack if they hold it. It reads
 * bytes and nothing else.
 */
public final class Verification {
    /** Which part of the archive's check belongs to which line. */
    private static final Map<Part, Check> CHECKS = new EnumMap<>(Map.of(
            Part.FILE, Check.FILE,
            Part.CHAIN, Check.CHAIN,
            Part.SETUP, Check.SETUP,
            Part.BALLOTS, Check.BALLOTS,
            Part.SINGLE_BALLOTS, Check.SINGLE,
            Part.TALLY, Check.TALLY,
            Part.DECRYPTIONS, Check.DECRYPTIONS,
            Part.RESULT, Check.RESULT));

    /**
     * How to verify.
     *
     * @param threads how many threads check ballots
     * @param head a hash that was published at or after the close, hexadecimal
     * @param progress called after every ballot
     * @param before where ballots found right are remembered for later verifications, if they are
     */
    public record Options(int threads, Optional<String> head, Runnable progress, Optional<CheckedBallots> before) {
        /** A verification that stands alone. */
        public Options(int threads, Optional<String> head, Runnable progress) {
            this(threads, head, progress, Optional.empty());
        }

        /** One thread, no head, no progress. */
        public static Options plain() {
            return new Options(1, Optional.empty(), () -> {});
        }
    }

    /** What is known of the additions before the archive is read. */
    private record Known(Additions additions, Charter charter) {}

    private final Options options;
    private final Report report = new Report();
    private Optional<Known> known = Optional.empty();
    private Optional<CredentialLog.State> log = Optional.empty();
    private Optional<CellSums> sums = Optional.empty();

    private Verification(Options options) {
        this.options = options;
    }

    /**
     * Verifies an archive.
     *
     * @param additions the bytes of the file beside it, public or with the audit pack; without it Belenios's rules alone
     *     are checked, by which the last ballot of a credential counts
     * @throws IOException only if the archive cannot be read
     */
    public static Report of(InputStream archive, Optional<byte[]> additions, Options options) throws IOException {
        return of(how -> ArchiveCheck.check(archive, how), additions, options);
    }

    /** The same of an archive that somebody else checks. */
    static Report of(Archive archive, Optional<byte[]> additions, Options options) throws IOException {
        Verification verification = new Verification(options);
        verification.run(archive, additions);
        return verification.report;
    }

    /** An archive that can be checked. */
    interface Archive {
        /** Checks it and tells the listener on the way, as {@link ArchiveCheck#check} does. */
        ArchiveCheck.Report check(ArchiveCheck.Options how) throws IOException;
    }

    private void run(Archive archive, Optional<byte[]> bytes) throws IOException {
        bytes.ifPresent(this::read);
        Revoting revoting = known.map(k -> k.charter().revoting()).orElse(bytes.isEmpty())
                ? Revoting.LAST_COUNTS
                : Revoting.REFUSED;
        ArchiveCheck.Report checked =
                archive.check(new ArchiveCheck.Options(revoting, options.threads(), new Listening(), options.before()));
        ofArchive(checked, revoting);
        if (bytes.isEmpty()) {
            String why = "no additions were given: checked by Belenios's rules only";
            Check.ofAdditions().forEach(check -> report.notRun(check, why));
            Check.ofAudit().forEach(check -> report.notRun(check, why));
            return;
        }
        if (known.isPresent() && checked.setup().isPresent()) {
            AdditionsChecks checks = new AdditionsChecks(
                    report, known.get().additions(), known.get().charter(), log, checked);
            checks.run();
            new AuditChecks(report, known.get().additions(), known.get().charter(), log, sums, checked).run();
        }
    }

    private void read(byte[] bytes) {
        try {
            Additions additions = Additions.parse(bytes);
            known = Optional.of(new Known(additions, Charter.parse(additions.charter())));
        } catch (ProtocolViolation e) {
            report.find(Check.ADDITIONS, e);
        }
    }

    /** What has to be done before or while the ballots are read. */
    private final class Listening implements ArchiveCheck.Listener {
        @Override
        public void setup(ArchiveCheck.Setup setup) {
            known.ifPresent(k -> openLog(setup, k.additions()));
        }

        @Override
        public void counts(String credential, EncryptedTally ballot, Optional<EncryptedTally> replaced) {
            sums.ifPresent(s -> s.add(credential, ballot, replaced));
        }

        @Override
        public void checked() {
            options.progress().run();
        }
    }

    private void openLog(ArchiveCheck.Setup setup, Additions additions) {
        String fingerprint = setup.election().fingerprint();
        report.run(Check.LOG, () -> {
            CredentialLog.State state = CredentialLog.check(fingerprint, additions.credentialLog());
            AdditionsChecks.requireListed(state, setup.credentials());
            log = Optional.of(state);
            return AdditionsChecks.describe(state, additions.credentialLog().size());
        });
        if (log.isPresent() && additions.audit().isPresent()) {
            report.run(Check.OPENINGS, () -> {
                Map<String, String> constituencies = CredentialLog.open(
                        fingerprint,
                        additions.credentialLog(),
                        log.get(),
                        additions.audit().get().openings());
                sums = Optional.of(new CellSums(constituencies));
                return constituencies.size() + " openings";
            });
        }
    }

    private void ofArchive(ArchiveCheck.Report checked, Revoting revoting) {
        for (ArchiveCheck.Finding finding : checked.findings()) {
            ProtocolViolation violation = new ProtocolViolation(finding.fault(), finding.place());
            report.find(java.util.Objects.requireNonNull(CHECKS.get(finding.part())), violation);
        }
        Optional<EventType> last = checked.last();
        String stopped = "the archive could not be read to its end";
        for (Check check : Check.ofArchive()) {
            report.notRun(check, stopped);
        }
        if (checked.complete()) {
            report.done(Check.FILE, "");
            report.done(
                    Check.CHAIN, last.map(type -> "ends with " + type.label()).orElse(""));
        } else if (!report.refused(Check.FILE)) {
            report.done(Check.FILE, "as far as it was read");
        }
        if (checked.setup().isPresent()) {
            report.done(Check.SETUP, checked.setup().get().credentials().list().size() + " credentials");
        }
        if (checked.complete()) {
            completed(checked, revoting);
        }
        checked.setup().ifPresent(setup -> report.subject(subject(setup.election(), checked)));
    }

    private static Report.Subject subject(Election election, ArchiveCheck.Report checked) {
        return new Report.Subject(
                election.parameters().name(),
                election.uuid().value(),
                election.fingerprint(),
                checked.headHash().orElse(""),
                checked.ballots(),
                checked.credentials(),
                checked.findings().isEmpty() ? checked.result().map(result -> result.counts()) : Optional.empty());
    }

    private void completed(ArchiveCheck.Report checked, Revoting revoting) {
        report.done(Check.BALLOTS, checked.ballots() + " ballots");
        report.done(
                Check.SINGLE,
                checked.credentials()
                        + (revoting == Revoting.REFUSED
                                ? " count, re-voting is refused"
                                : " count, the last of each credential"));
        head(checked);
        int progress = checked.last().map(Enum::ordinal).orElse(0);
        String open = "the box is not closed in this archive";
        String sealed = "not in this archive: the result is not declared";
        if (progress >= EventType.ENCRYPTED_TALLY.ordinal()) {
            report.done(Check.TALLY, checked.credentials() + " ballots");
        } else {
            report.notRun(Check.TALLY, open);
        }
        boolean trusteesRead =
                checked.setup().flatMap(ArchiveCheck.Setup::trustees).isPresent();
        String unread = "the trustees' keys are refused";
        if (progress < EventType.PARTIAL_DECRYPTION.ordinal()) {
            String why = progress < EventType.ENCRYPTED_TALLY.ordinal() ? open : sealed;
            report.notRun(Check.DECRYPTIONS, why);
            report.notRun(Check.RESULT, why);
            return;
        }
        if (!trusteesRead) {
            report.notRun(Check.DECRYPTIONS, unread);
            report.notRun(Check.RESULT, unread);
            return;
        }
        report.done(Check.DECRYPTIONS, "by trustees " + owners(checked));
        if (progress < EventType.RESULT.ordinal()) {
            report.notRun(Check.RESULT, sealed);
        } else if (checked.result().isPresent()) {
            report.run(Check.RESULT, () -> {
                List<List<Integer>> counts = checked.result().get().counts();
                Reconciliation.checkCounts(
                        checked.setup().orElseThrow().election().questions(), counts, checked.credentials());
                return counts.toString();
            });
        }
    }

    private static String owners(ArchiveCheck.Report checked) {
        return String.join(
                ", ",
                checked.decryptions().keySet().stream()
                        .sorted()
                        .map(owner -> Integer.toString(owner))
                        .toList());
    }

    private void head(ArchiveCheck.Report checked) {
        if (options.head().isEmpty()) {
            report.notRun(Check.HEAD, "no --head was given");
        } else if (checked.closedHeads().contains(options.head().get())) {
            report.done(Check.HEAD, "");
        } else {
            report.find(
                    Check.HEAD,
                    new Report.Finding(
                            "head-not-found",
                            "No event from EncryptedTally on has the published hash given as --head"));
        }
    }
}

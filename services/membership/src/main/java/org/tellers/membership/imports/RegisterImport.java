package org.tellers.membership.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.tellers.events.Announcement;
import org.tellers.events.Outbox;
import org.tellers.service.Problem;

/** Reads register files and, once a person has confirmed, applies them; one at a time. */
@ApplicationScoped
class RegisterImport {

    /** How long a dry run waits for confirmation before its rows are forgotten. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final Logger LOG = Logger.getLogger(RegisterImport.class);
    private static final int LONGEST_SECONDS = 1800;

    private final StagedRows rows;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    RegisterImport(StagedRows rows, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Reads a file and compares it with the register, which stays as it is. Takes the place of an earlier dry run that
     * was not confirmed.
     *
     * @param person who uploads it
     * @throws FileRefused if it cannot be read as a register; nothing is kept
     */
    ImportRun dryRun(InputStream upload, ImportMode mode, String person) {
        try {
            RegisterFile file = RegisterFile.open(upload);
            return alone(() -> {
                supersede("state = ?1", ImportState.DRY_RUN);
                rows.forgetAll();
                ImportRun run = new ImportRun();
                run.mode = mode;
                run.state = ImportState.DRY_RUN;
                run.readAt = now();
                run.readBy = person;
                run.columns =
                        file.columns().stream().map(RegisterColumn::header).toArray(String[]::new);
                run.unknownColumns = file.unknownColumns().toArray(String[]::new);
                run.persistAndFlush();
                read(file, run);
                LOG.infof("register file read: import %s, %d rows, %d invalid", run.id, run.rowCount, run.invalidCount);
                return run;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the upload broke off", e);
        }
    }

    /** Applies a dry run in one transaction and announces what changed; a run that was applied before stays so. */
    ImportRun confirm(UUID id, Confirmation confirmation, String person) {
        return alone(() -> {
            ImportRun run = existing(id);
            if (run.state == ImportState.APPLIED) {
                return run;
            }
            if (run.state == ImportState.SUPERSEDED) {
                throw Problem.conflict(
                        "import-superseded",
                        "A later upload took the place of this one, or it waited for more than a day. Upload the file"
                                + " again.");
            }
            confirmation
                    .refuse(run.mode, run.found(), run.invalidCount, run.unnumberedCount)
                    .ifPresent(refusal -> {
                        throw Problem.conflict(refusal.code(), refusal.detail());
                    });
            List<RegisterColumn> columns = columns(run);
            if (!rows.compare(id, run.mode, columns).equals(run.found())) {
                throw Problem.conflict(
                        "register-changed",
                        "The register changed after the dry run, so its figures no longer hold. Upload the file again.");
            }
            rows.apply(id, run.mode, columns, now());
            rows.eachEligibilityChange(
                    id,
                    facts -> outbox.announceEach(facts.stream()
                            .map(fact -> new Announcement(fact.memberId().toString(), fact))
                            .toList()));
            rows.eachContactChange(
                    id,
                    facts -> outbox.announceEach(facts.stream()
                            .map(fact -> new Announcement(fact.memberId().toString(), fact))
                            .toList()));
            rows.forgetAll();
            run.state = ImportState.APPLIED;
            run.appliedAt = now();
            run.appliedBy = person;
            run.validRowsOnly = confirmation.onlyValidRows();
            LOG.infof(
                    "register import applied: import %s, %d new, %d changed, %d left",
                    run.id, run.newCount, run.changedCount, run.leftCount);
            return run;
        });
    }

    /** The import with this id. */
    ImportRun existing(UUID id) {
        ImportRun run = ImportRun.findById(id);
        if (run == null) {
            throw Problem.notFound("import-not-found", "There is no import with this id.");
        }
        return run;
    }

    /** Members' data does not wait for ever in a dry run that nobody confirms. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldDryRuns() {
        QuarkusTransaction.requiringNew().run(() -> {
            if (rows.tryAlone()
                    && supersede("state = ?1 and readAt < ?2", ImportState.DRY_RUN, now().minus(PATIENCE)) > 0) {
                rows.forgetAll();
            }
        });
    }

    private void read(RegisterFile file, ImportRun run) {
        StagedRows.Writer writer = rows.writer(run.id);
        try {
            file.forEachRow(writer::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the upload broke off", e);
        }
        if (writer.rows() == 0) {
            throw new FileRefused("rows-missing", 2, "The file has a header line and no row.");
        }
        writer.flush();
        rows.refuseRepeatedNumbers(run.id);
        int[] invalid = rows.countInvalid(run.id);
        run.rowCount = writer.rows();
        run.invalidCount = invalid[0];
        run.unnumberedCount = invalid[1];
        run.found(rows.compare(run.id, run.mode, file.columns()));
    }

    private static List<RegisterColumn> columns(ImportRun run) {
        return Arrays.stream(run.columns)
                .map(header -> RegisterColumn.named(header).orElseThrow())
                .toList();
    }

    private static long supersede(String which, Object... parameters) {
        return ImportRun.update("update ImportRun set state = SUPERSEDED where " + which, parameters);
    }

    private <T> T alone(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).call(() -> {
            if (!rows.tryAlone()) {
                throw Problem.conflict(
                        "import-running", "Another register file is being read or applied. Wait until it is done.");
            }
            return work.get();
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

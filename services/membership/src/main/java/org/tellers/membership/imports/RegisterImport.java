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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;

/**
 * What people do with register files: hand one in, say what its columns are, confirm it, take it back. One file at a time;
 * the work itself is done by {@link ImportWork}.
 */
@ApplicationScoped
class RegisterImport {

    /** How long a dry run waits for confirmation before its rows are forgotten. */
    static final Duration PATIENCE = Duration.ofHours(24);

    /** How long an applied import can be taken back; until then the members' data before it is kept. */
    static final Duration UNDO_PERIOD = Duration.ofDays(30);

    private static final int LONGEST_SECONDS = 1800;
    /** A step that has just ended holds the lock for an instant longer than its result is seen. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(1);

    private static final long LOOK_AGAIN_NANOS = 20_000_000L;

    private final StagedRows rows;
    private final StoredUpload stored;
    private final ImportRecords records;
    private final RegisterChanges changes;
    private final ImportWork work;
    private final Clock clock;

    @Inject
    RegisterImport(
            StagedRows rows,
            StoredUpload stored,
            ImportRecords records,
            RegisterChanges changes,
            ImportWork work,
            Clock clock) {
        this.rows = rows;
        this.stored = stored;
        this.records = records;
        this.changes = changes;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Takes a file, which is then read and compared with the register in the background, unless a person must first say
     * what its columns are. Takes the place of an earlier one that was not confirmed.
     *
     * @param declared the encoding that the sender states; null has it found out
     * @param person who uploads it
     * @throws FileRefused if its beginning or its bytes cannot be those of a register; nothing is kept
     */
    ImportRun take(InputStream upload, ImportMode mode, @Nullable Encoding declared, String person) {
        ImportRun taken = alone(() -> {
            supersede("state in (?1, ?2)", ImportState.DRY_RUN, ImportState.MAPPING);
            rows.forget();
            try {
                ByteSurvey survey = new ByteSurvey(declared);
                stored.receive(upload, survey);
                ImportRun run = new ImportRun();
                run.encoding = survey.encoding();
                run.expectedCount = Math.max(0, survey.lines() - 1);
                RegisterFile file = RegisterFile.open(stored.read(), run.encoding.charset());
                ColumnMapping mapping = ColumnMapping.propose(file.headings(), records.memory());
                run.mode = mode;
                run.readAt = now();
                run.readBy = person;
                run.separator = String.valueOf(file.separator());
                run.mapping(mapping);
                run.begin(mapping.needsAPerson() ? ImportState.MAPPING : ImportState.READING);
                run.persistAndFlush();
                return run;
            } catch (IOException e) {
                throw new UncheckedIOException("the upload broke off", e);
            }
        });
        work.wake();
        return taken;
    }

    /**
     * Says what the columns of the file are, and remembers it for the next; the file is then read with it, again if it was
     * read before.
     *
     * @throws FileRefused if the columns do not make a register
     */
    ImportRun map(UUID id, List<MappedColumn> columns) {
        ImportRun mapped = alone(() -> {
            ImportRun run = existing(id);
            if (run.state != ImportState.MAPPING && run.state != ImportState.DRY_RUN) {
                throw superseded(run);
            }
            ColumnMapping mapping = ColumnMapping.said(List.of(run.headings), columns);
            run.mapping(mapping);
            records.remember(mapping.memory());
            run.begin(ImportState.READING);
            return run;
        });
        work.wake();
        return mapped;
    }

    /** Has a dry run applied; one that is being applied or was applied stays so. */
    ImportRun confirm(UUID id, Confirmation confirmation, String person) {
        ImportRun before = QuarkusTransaction.requiringNew().call(() -> existing(id));
        if (before.state == ImportState.APPLYING || before.state == ImportState.APPLIED) {
            return before;
        }
        ImportRun confirmed = alone(() -> {
            ImportRun run = existing(id);
            if (run.state != ImportState.DRY_RUN) {
                throw superseded(run);
            }
            confirmation
                    .refuse(run.mode, run.found(), run.invalidCount, run.unnumberedCount, run.conflictCount)
                    .ifPresent(refusal -> {
                        throw Problem.conflict(refusal.code(), refusal.detail());
                    });
            run.begin(ImportState.APPLYING);
            run.appliedBy = person;
            run.validRowsOnly = confirmation.onlyValidRows();
            if (confirmation.overwrites()) {
                run.overwriteHeld();
            }
            return run;
        });
        work.wake();
        return confirmed;
    }

    /** Has the last applied import taken back; one that is being taken back or was stays so. */
    ImportRun undo(UUID id, String person) {
        ImportRun before = QuarkusTransaction.requiringNew().call(() -> existing(id));
        if (before.state == ImportState.UNDOING || before.state == ImportState.UNDONE) {
            return before;
        }
        ImportRun undone = alone(() -> {
            ImportRun run = existing(id);
            if (run.state != ImportState.APPLIED || !run.undoable) {
                throw Problem.conflict(
                        "not-undoable",
                        "Only the import that was applied last can be taken back, within " + UNDO_PERIOD.toDays()
                                + " days. Import a corrected file instead.");
            }
            run.begin(ImportState.UNDOING);
            run.undoneBy = person;
            return run;
        });
        work.wake();
        return undone;
    }

    /** The import with this id. */
    ImportRun existing(UUID id) {
        ImportRun run = ImportRun.findById(id);
        if (run == null) {
            throw Problem.notFound("import-not-found", "There is no import with this id.");
        }
        return run;
    }

    /** Members' data does not wait for ever in a dry run that nobody confirms, or for an undo that nobody wants. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldData() {
        QuarkusTransaction.requiringNew().run(() -> {
            if (!rows.tryAlone()) {
                return;
            }
            if (supersede(
                            "state in (?1, ?2) and readAt < ?3",
                            ImportState.DRY_RUN,
                            ImportState.MAPPING,
                            now().minus(PATIENCE))
                    > 0) {
                rows.forget();
                stored.forget();
            }
            if (ImportRun.count(
                            "undoable and state = ?1 and appliedAt < ?2", ImportState.APPLIED, now().minus(UNDO_PERIOD))
                    > 0) {
                changes.forget();
            }
        });
    }

    private static RuntimeException superseded(ImportRun run) {
        return switch (run.state) {
            case MAPPING ->
                Problem.conflict("columns-not-mapped", "Somebody must first say which column of the file is which.");
            case FAILED ->
                Problem.conflict("import-failed", "The file could not be read. Correct it and upload it again.");
            case APPLIED, UNDONE ->
                Problem.conflict("import-done", "This import was applied before. Upload the file again.");
            default ->
                Problem.conflict(
                        "import-superseded",
                        "A later upload took the place of this one, or it waited for more than a day. Upload the file"
                                + " again.");
        };
    }

    private static long supersede(String which, Object... parameters) {
        return ImportRun.update("update ImportRun set state = SUPERSEDED, phase = null where " + which, parameters);
    }

    private <T> T alone(Supplier<T> step) {
        return QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).call(() -> {
            long end = System.nanoTime() + LOCK_WAIT.toNanos();
            boolean busy = ImportRun.busy() != null;
            boolean alone = !busy && rows.tryAlone();
            while (!alone && !busy && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                busy = ImportRun.busy() != null;
                alone = !busy && rows.tryAlone();
            }
            // Whoever held the lock a moment ago may have left an import that goes on by itself.
            if (!alone || ImportRun.busy() != null) {
                throw Problem.conflict(
                        "import-running", "Another register file is being read or applied. Wait until it is done.");
            }
            return step.get();
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

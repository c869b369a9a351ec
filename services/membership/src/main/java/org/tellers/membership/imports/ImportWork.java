package org.tellers.membership.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what takes long, in the background: reads a file, applies it, takes it back. Each step is one transaction, so that
 * a crash leaves everything as it was before the step; the import stays marked as being in it, and whichever process looks
 * next begins the step again.
 */
@ApplicationScoped
class ImportWork {

    private static final Logger LOG = Logger.getLogger(ImportWork.class);

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int LONGEST_SECONDS = 7_200;
    /** A step that ended its process or broke down so often will do so again. */
    private static final int MOST_ATTEMPTS = 5;

    private static final long PROGRESS_NANOS = 500_000_000L;
    private static final long STOP_WAIT_SECONDS = 5;

    private final StagedRows rows;
    private final StoredUpload stored;
    private final ImportRecords records;
    private final NamedPlaces places;
    private final HeldFields held;
    private final RegisterChanges changes;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("register-import").factory());
    private volatile boolean stopping;

    @Inject
    ImportWork(
            StagedRows rows,
            StoredUpload stored,
            ImportRecords records,
            NamedPlaces places,
            HeldFields held,
            RegisterChanges changes,
            Clock clock) {
        this.rows = rows;
        this.stored = stored;
        this.records = records;
        this.places = places;
        this.held = held;
        this.changes = changes;
        this.clock = clock;
    }

    /** There may be something to do. */
    void wake() {
        try {
            thread.execute(this::doWhatIsThere);
        } catch (RejectedExecutionException _) {
            // The process ends; another one, or the next, finds the import as it is.
        }
    }

    /** Takes up what a process that died has left, and what broke down. */
    @Scheduled(every = "5s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAgain() {
        wake();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.shutdownNow();
        thread.awaitTermination(STOP_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private void doWhatIsThere() {
        UUID id = null;
        try {
            id = QuarkusTransaction.requiringNew().call(this::next);
            if (id != null) {
                UUID run = id;
                QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(() -> step(run));
            }
        } catch (FileRefused refused) {
            fail(Objects.requireNonNull(id), new ImportProblem(refused.code(), refused.line(), refused.detail()));
        } catch (RegisterChanged _) {
            readAgain(Objects.requireNonNull(id));
        } catch (RuntimeException e) {
            if (!stopping) {
                // What a driver says may quote a row; the place in the code is enough, and the next look tries again.
                LOG.warnf(
                        "a step of the register import %s broke down and is tried again: %s",
                        id, e.getClass().getName());
            }
        }
    }

    /** The import that goes on by itself, if this process may do it. */
    private @Nullable UUID next() {
        ImportRun run = ImportRun.busy();
        if (run == null || !rows.tryAlone()) {
            return null;
        }
        run.attempts++;
        if (run.attempts > MOST_ATTEMPTS) {
            ended(
                    run,
                    new ImportProblem(
                            "broken-down",
                            null,
                            "This step broke down " + MOST_ATTEMPTS + " times; the register is as it was before it."
                                    + " Whoever runs the system finds the reason in the log of membership."));
            return null;
        }
        return run.id;
    }

    private void step(UUID id) {
        ImportRun run = ImportRun.findById(id);
        if (run == null || !rows.tryAlone()) {
            return;
        }
        switch (run.state) {
            case READING -> read(run);
            case APPLYING -> apply(run);
            case UNDOING -> undo(run);
            default -> {
                // Another process has done it meanwhile.
            }
        }
    }

    private void read(ImportRun run) {
        stage(run);
        run.end(ImportState.DRY_RUN);
        LOG.infof("register file read: import %s, %d rows, %d invalid", run.id, run.rowCount, run.invalidCount);
    }

    /** Reads the stored file into the staged rows and compares them with the register. */
    private void stage(ImportRun run) {
        rows.forget();
        records.forget(run.id);
        List<@Nullable RegisterColumn> columns = run.mapping().registerColumns();
        Progressing progress = new Progressing(run.id, "reading");
        StagedRows.Writer writer = rows.writer(run.id);
        try {
            RegisterFile.open(stored.read(), run.encoding.charset()).forEachRow(columns, row -> {
                writer.add(row);
                progress.at(writer.rows());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (writer.rows() == 0) {
            throw new FileRefused("rows-missing", 2, "The file has a header line and no row.");
        }
        writer.finish();
        progress.phase("comparing", 0);
        int duplicates = rows.refuseRepeatedNumbers(run.id);
        int[] invalid = rows.countInvalid();
        int warnings = places.check(run.id, LocalDate.ofInstant(now(), LONDON));
        List<ImportTotal> totals = new ArrayList<>();
        RegisterSql sql = sql(columns, false);
        Comparison found = rows.compare(run.mode, sql, totals);
        HeldFields.Conflicts conflicts = held.report(run.id, sql);
        records.note(run.id, totals);
        run.rowCount = writer.rows();
        run.duplicateCount = duplicates;
        run.invalidCount = invalid[0];
        run.unnumberedCount = invalid[1];
        run.warningCount = warnings + conflicts.reported();
        run.conflictCount = conflicts.members();
        run.conflictOnlyCount = conflicts.otherwiseUnchanged();
        run.overwrite = false;
        run.found(found);
    }

    /** A crash of the database empties the staged rows; the stored file still has them. */
    private void stageAgain(ImportRun run) {
        Comparison confirmed = run.found();
        boolean overwrite = run.overwrite;
        stage(run);
        if (overwrite) {
            run.overwriteHeld();
        }
        if (!run.found().equals(confirmed)) {
            throw new RegisterChanged();
        }
    }

    private void apply(ImportRun run) {
        if (rows.areLost()) {
            stageAgain(run);
        }
        Progressing progress = new Progressing(run.id, "applying");
        RegisterChanges.Applied applied =
                changes.apply(run.mode, sql(run.mapping().registerColumns(), run.overwrite), now());
        if (!applied.as(run.found())) {
            throw new RegisterChanged();
        }
        progress.phase("announcing", changes.toAnnounce());
        changes.announce(now(), progress::at);
        rows.forget();
        stored.forget();
        run.appliedAt = now();
        run.undoable = true;
        run.end(ImportState.APPLIED);
        LOG.infof(
                "register import applied: import %s, %d new, %d changed, %d left",
                run.id, run.newCount, run.changedCount, run.leftCount);
    }

    private void undo(ImportRun run) {
        Progressing progress = new Progressing(run.id, "undoing");
        run.keptCount = changes.undo();
        progress.phase("announcing", changes.toAnnounce());
        changes.announce(now(), progress::at);
        changes.announceGone(progress::at);
        changes.forget();
        run.undoable = false;
        run.undoneAt = now();
        run.end(ImportState.UNDONE);
        LOG.infof("register import undone: import %s, %d members kept", run.id, run.keptCount);
    }

    private void fail(UUID id, ImportProblem problem) {
        QuarkusTransaction.requiringNew().run(() -> {
            ImportRun run = ImportRun.busy();
            if (run != null && run.id.equals(id) && rows.tryAlone()) {
                ended(run, problem);
            }
        });
    }

    private void ended(ImportRun run, ImportProblem problem) {
        LOG.infof("register import %s ended: %s", run.id, problem.code());
        if (run.state == ImportState.UNDOING) {
            run.end(ImportState.APPLIED);
        } else {
            rows.forget();
            stored.forget();
            run.end(ImportState.FAILED);
        }
        run.problem(problem);
    }

    /** The dry run no longer holds: its figures are found again, and a person has to look at them again. */
    private void readAgain(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            ImportRun run = ImportRun.busy();
            if (run != null && run.id.equals(id) && rows.tryAlone()) {
                run.begin(ImportState.READING);
                run.problem(new ImportProblem(
                        "register-changed",
                        null,
                        "The register changed after the dry run, so nothing was applied and its figures were found"
                                + " again. Look at them and confirm again."));
            }
        });
        wake();
    }

    private static RegisterSql sql(List<@Nullable RegisterColumn> columns, boolean overwrite) {
        Set<RegisterColumn> known = EnumSet.noneOf(RegisterColumn.class);
        for (RegisterColumn column : columns) {
            if (column != null) {
                known.add(column);
            }
        }
        return new RegisterSql(known, overwrite);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The register is no longer what the dry run compared with. */
    private static final class RegisterChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RegisterChanged() {
            super("the register changed after the dry run", null, false, false);
        }
    }

    /** Tells how far a step is, in transactions of their own, so that everybody sees it before the step ends. */
    private static final class Progressing {

        private final UUID run;
        private long told;

        Progressing(UUID run, String phase) {
            this.run = run;
            tell("phase = ?1, doneCount = 0 where id = ?2", phase, run);
        }

        void phase(String phase, int expected) {
            tell("phase = ?1, doneCount = 0, expectedCount = ?2 where id = ?3", phase, expected, run);
        }

        void at(int done) {
            if (System.nanoTime() - told >= PROGRESS_NANOS) {
                tell("doneCount = ?1 where id = ?2", done, run);
            }
        }

        private void tell(String update, Object... parameters) {
            QuarkusTransaction.requiringNew().run(() -> ImportRun.update("update ImportRun set " + update, parameters));
            told = System.nanoTime();
        }
    }
}

package org.tellers.ballot.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.followup.FollowUpRow.State;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.paper.Texts;
import org.tellers.ballot.paper.Violations;
import org.tellers.service.Problem;

/** The trigger dates of ballots since their approval; each call is inside the caller's transaction. */
@ApplicationScoped
public class FollowUps {

    private static final int MOST_NOTE = 4_000;

    private final EntityManager store;
    private final Ballots ballots;
    private final Clock clock;

    @Inject
    FollowUps(EntityManager store, Ballots ballots, Clock clock) {
        this.store = store;
        this.ballots = ballots;
        this.clock = clock;
    }

    /** The dates of a ballot that is approved now begin to wait. */
    public void plan(BallotRow ballot) {
        List<Trigger> triggers = ballot.draft.triggers();
        for (int i = 0; i < triggers.size(); i++) {
            Trigger trigger = triggers.get(i);
            FollowUpRow row = new FollowUpRow();
            row.ballot = ballot.uuid;
            row.number = i + 1;
            row.dueOn = trigger.on();
            row.dueAt = trigger.instant();
            row.question = trigger.question();
            row.text = trigger.text();
            row.state = State.WAITING;
            store.persist(row);
        }
        store.flush();
    }

    /** Every trigger date of a ballot, in the order of its draft. */
    public List<FollowUp> of(BallotRow ballot) {
        return FollowUpRow.<FollowUpRow>list("ballot = ?1 order by number", ballot.uuid).stream()
                .map(row -> FollowUp.of(row, ballot))
                .toList();
    }

    /** Ballots with a date that has come, or that came so long ago that it lapses. */
    List<String> due() {
        Instant now = clock.instant();
        return store.createQuery(
                        "select distinct f.ballot from FollowUpRow f where f.state = :waiting and f.dueAt <= :now"
                                + " or f.state = :open and f.openedAt <= :lapsed",
                        String.class)
                .setParameter("waiting", State.WAITING)
                .setParameter("now", now)
                .setParameter("open", State.OPEN)
                .setParameter("lapsed", Trigger.lapsedIfOpenedBy(now))
                .getResultList();
    }

    /**
     * Opens what is due of a ballot, and ends what nobody followed up. Whoever comes second, on this replica or another,
     * waits for it and finds nothing.
     */
    public void open(String uuid) {
        BallotRow ballot = ballots.lock(uuid);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<FollowUpRow> due = FollowUpRow.list(
                "ballot = ?1 and state = ?2 and dueAt <= ?3 order by number", uuid, State.WAITING, now);
        for (FollowUpRow row : due) {
            if (ballot.state == BallotState.CANCELLED) {
                row.state = State.LAPSED;
                continue;
            }
            row.state = State.OPEN;
            row.openedAt = now;
            note(ballot, row, null, "trigger-date-came");
        }
        List<FollowUpRow> forgotten = FollowUpRow.list(
                "ballot = ?1 and state = ?2 and openedAt <= ?3 order by number",
                uuid,
                State.OPEN,
                Trigger.lapsedIfOpenedBy(now));
        for (FollowUpRow row : forgotten) {
            row.state = State.LAPSED;
            note(ballot, row, null, "trigger-date-lapsed");
        }
        store.flush();
    }

    /**
     * HQ has done it.
     *
     * @param note what was done; for HQ's eyes
     */
    FollowUp finish(String uuid, int number, Person by, String note) {
        List<Fault> faults = new ArrayList<>();
        Texts.check(note, "note", MOST_NOTE, faults);
        if (!faults.isEmpty()) {
            throw Violations.problem("note-unfit", faults);
        }
        BallotRow ballot = ballots.lock(uuid);
        FollowUpRow row = FollowUpRow.<FollowUpRow>find("ballot = ?1 and number = ?2", uuid, number)
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound(
                        "follow-up-not-found", "The ballot has no trigger date of this number that was approved."));
        switch (row.state) {
            case OPEN -> {
                row.state = State.DONE;
                row.doneAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
                row.doneBySubject = by.subject();
                row.doneByName = by.name();
                row.note = note.strip();
                note(ballot, row, by, "trigger-date-done");
                store.flush();
            }
            case WAITING ->
                throw Refusal.conflict(
                        "follow-up-waiting",
                        "The day has not come: it is %s by the London calendar".formatted(row.dueOn));
            case DONE ->
                throw Refusal.conflict(
                        "follow-up-done",
                        row.doneByName == null
                                ? "This was done already, so long ago that its note is erased"
                                : "This was done already, by %s; its note stays".formatted(row.doneByName));
            case LAPSED ->
                throw Refusal.conflict(
                        "follow-up-lapsed",
                        row.openedAt == null
                                ? "The ballot was cancelled before the day came"
                                : "Nobody said within twelve months of the day what was done");
        }
        return FollowUp.of(row, ballot);
    }

    // The text of a date and the note on it are HQ's: the log is public.
    private void note(BallotRow ballot, FollowUpRow row, @Nullable Person by, String action) {
        ballots.become(
                ballot, ballots.rules(ballot), by, action, "trigger date %d, %s".formatted(row.number, row.dueOn));
    }
}

package org.tellers.ballot.information;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.service.Problem;

/**
 * What HQ tells members beside the paper, before and during the ballot. Each change is kept and stands in the decision
 * log; each call is inside the caller's transaction.
 */
@ApplicationScoped
public class Information {

    private static final int MOST_MEETINGS = 100;

    private final EntityManager store;
    private final Ballots ballots;
    private final Clock clock;

    @Inject
    Information(EntityManager store, Ballots ballots, Clock clock) {
        this.store = store;
        this.ballots = ballots;
        this.clock = clock;
    }

    /** The questions and answers as they stand. */
    Faq faq(String ballot) {
        return FaqRow.<FaqRow>find("key.ballot = ?1 order by key.version desc", ballot)
                .firstResultOptional()
                .map(row -> new Faq(row.key.version(), row.changedAt, row.byName, row.entries))
                .orElse(Faq.NONE);
    }

    /** The questions and answers as they stand, in the order of the page. */
    public List<FaqEntry> entries(String ballot) {
        return faq(ballot).entries();
    }

    /** Replaces the questions and answers. */
    Faq write(String uuid, List<FaqEntry> entries, int seen, Person by) {
        BallotRow ballot = ballots.lock(uuid);
        checkTells(ballot);
        Faq before = faq(uuid);
        if (before.version() != seen) {
            throw Refusal.conflict(
                    "faq-changed",
                    "version",
                    "You read version %d, they are at version %d; read them again, then write"
                            .formatted(seen, before.version()));
        }
        FaqRow row = new FaqRow();
        row.key = new FaqRow.Key(uuid, before.version() + 1);
        row.changedAt = now();
        row.bySubject = by.subject();
        row.byName = by.name();
        row.entries = entries;
        store.persist(row);
        note(ballot, by, "faq-changed", "version %d, %d questions".formatted(row.key.version(), entries.size()));
        return new Faq(row.key.version(), row.changedAt, row.byName, entries);
    }

    /** Every meeting as it stands, the earliest first, those called off among them. */
    public List<HeldMeeting> meetings(String ballot) {
        return MeetingRow.<MeetingRow>list(
                        "ballot = ?1 and key.version = (select max(other.key.version) from MeetingRow other"
                                + " where other.key.meeting = key.meeting)",
                        ballot)
                .stream()
                .map(HeldMeeting::of)
                .sorted(Comparator.comparing((HeldMeeting one) -> one.meeting().startsAt())
                        .thenComparing(HeldMeeting::id))
                .toList();
    }

    /** A meeting as it stands. */
    public Optional<HeldMeeting> meeting(String ballot, UUID id) {
        return latest(ballot, id).map(HeldMeeting::of);
    }

    private Optional<MeetingRow> latest(String ballot, UUID id) {
        return MeetingRow.<MeetingRow>find("ballot = ?1 and key.meeting = ?2 order by key.version desc", ballot, id)
                .firstResultOptional();
    }

    /** Adds a meeting. */
    HeldMeeting add(String uuid, Meeting meeting, Person by) {
        BallotRow ballot = ballots.lock(uuid);
        checkTells(ballot);
        if (MeetingRow.count("ballot = ?1 and key.version = 1", uuid) >= MOST_MEETINGS) {
            throw Refusal.conflict(
                    "meeting-count",
                    "A ballot has at most %d meetings, those called off included".formatted(MOST_MEETINGS));
        }
        MeetingRow row = version(uuid, UuidVersion7Strategy.INSTANCE.generateUuid(null), 1, by);
        row.write(meeting);
        return keep(ballot, row, by, "meeting-added");
    }

    /** Changes a meeting. */
    HeldMeeting change(String uuid, UUID id, Meeting meeting, Person by) {
        return next(uuid, id, by, "meeting-changed", row -> row.write(meeting));
    }

    /** Calls a meeting off. */
    HeldMeeting callOff(String uuid, UUID id, Person by) {
        return next(uuid, id, by, "meeting-called-off", row -> row.cancelled = true);
    }

    private HeldMeeting next(String uuid, UUID id, Person by, String action, Consumer<MeetingRow> change) {
        BallotRow ballot = ballots.lock(uuid);
        checkTells(ballot);
        MeetingRow before = latest(uuid, id)
                .orElseThrow(
                        () -> Problem.notFound("meeting-not-found", "The ballot has no meeting of this identifier."));
        if (before.cancelled) {
            throw Refusal.conflict("meeting-called-off", "The meeting was called off; add another one");
        }
        MeetingRow row = version(uuid, id, before.key.version() + 1, by);
        row.write(before.meeting());
        change.accept(row);
        return keep(ballot, row, by, action);
    }

    private MeetingRow version(String ballot, UUID id, int version, Person by) {
        MeetingRow row = new MeetingRow();
        row.key = new MeetingRow.Key(id, version);
        row.ballot = ballot;
        row.changedAt = now();
        row.bySubject = by.subject();
        row.byName = by.name();
        return row;
    }

    private HeldMeeting keep(BallotRow ballot, MeetingRow row, Person by, String action) {
        store.persist(row);
        note(ballot, by, action, "on " + LondonTime.text(row.startsAt));
        return HeldMeeting.of(row);
    }

    /** Members are told things before and during a ballot; what they were told then stays as it was. */
    private static void checkTells(BallotRow ballot) {
        if (!ballot.state.isBeforeClose()) {
            throw Refusal.conflict(
                    "ballot-closed",
                    "The ballot is %s; what members were told before and during it stays as it was"
                            .formatted(ballot.state.word()));
        }
    }

    // Only when and how many: the titles of meetings can name people, and the log is for good.
    private void note(BallotRow ballot, Person by, String action, String why) {
        store.flush();
        ballots.become(ballot, ballots.rules(ballot), by, action, why);
    }

    // The database keeps microseconds; the answer names the instant that is stored.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

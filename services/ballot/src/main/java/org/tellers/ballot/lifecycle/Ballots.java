package org.tellers.ballot.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.decisions.DecisionLog;
import org.tellers.ballot.lifecycle.Milestone.Early;
import org.tellers.ballot.policy.Policies;
import org.tellers.ballot.policy.Policy;
import org.tellers.events.Parking;
import org.tellers.events.SubjectUnknown;
import org.tellers.service.Problem;

/** Every ballot; each change of one goes through {@link #become}, so that none escapes the decision log. */
@ApplicationScoped
public class Ballots {

    private final EntityManager store;
    private final DecisionLog log;
    private final Parking parking;
    private final Policies policies;

    @Inject
    Ballots(EntityManager store, DecisionLog log, Parking parking, Policies policies) {
        this.store = store;
        this.log = log;
        this.parking = parking;
        this.policies = policies;
    }

    /** A new ballot. */
    public void add(BallotRow row) {
        store.persist(row);
        store.flush();
        log.write(row.uuid, row.editor(), "drafted", null, row.state, null);
    }

    /** The ballot, to read. */
    public BallotRow read(String uuid) {
        BallotRow row = store.find(BallotRow.class, uuid);
        if (row == null) {
            throw unknown();
        }
        return row;
    }

    /** The ballot, to change: whoever else wants to change it waits for the end of this transaction. */
    public BallotRow lock(String uuid) {
        BallotRow row = store.find(BallotRow.class, uuid, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw unknown();
        }
        return row;
    }

    /** Its rules, as it stands. */
    public Ballot rules(BallotRow row) {
        Policy approved = row.draft.policy();
        Map<ChangeKind, Proposal> proposals = new EnumMap<>(ChangeKind.class);
        ProposalRow.<ProposalRow>list("key.ballot", row.uuid)
                .forEach(stored -> proposals.put(stored.key.kind(), stored.proposal(approved.levels())));
        return new Ballot(
                row.state,
                row.revision,
                row.editor(),
                row.window(),
                policies.current(row.uuid, approved),
                row.rollVersion > 0,
                proposals);
    }

    /**
     * Stores what a decision made of a ballot and writes down who took it. A policy changed after approval is kept by
     * {@link Policies}.
     *
     * @param who the person; null for what the named service reported
     * @param action one word of the decision log
     * @param why the reason given, if one was
     */
    public void become(BallotRow row, Ballot after, @Nullable Person who, String action, @Nullable String why) {
        BallotState before = row.state;
        keep(row, after);
        log.write(row.uuid, who, action, before, row.state, why);
    }

    private void keep(BallotRow row, Ballot after) {
        row.state = after.state();
        row.revision = after.revision();
        row.editedBySubject = after.lastEditor().subject();
        row.editedByName = after.lastEditor().name();
        row.opensAt = after.window().opensAt();
        row.closesAt = after.window().closesAt();
        if (after.rollFrozen() && row.rollVersion == 0) {
            row.rollVersion = 1;
        }
        for (ChangeKind kind : ChangeKind.values()) {
            store(row.uuid, kind, after.proposal(kind).orElse(null));
        }
        store.flush();
    }

    /** Applies the reports that came before the ballot was this far; call it last, after the announcements. */
    public void catchUp(BallotRow row) {
        store.flush();
        String followers = Milestone.followers(row.state, row.rollVersion > 0);
        if (!followers.isEmpty()) {
            parking.release(subject(row.uuid, followers));
        }
    }

    /**
     * The ballot that a report is about, locked, if the report moves it on now.
     *
     * @throws SubjectUnknown if the report is early
     */
    public Optional<BallotRow> lockFor(String uuid, Milestone milestone) throws SubjectUnknown {
        List<Object[]> found = store.createQuery(
                        "select b.state, b.rollVersion from BallotRow b where b.uuid = :uuid", Object[].class)
                .setParameter("uuid", uuid)
                .getResultList();
        if (found.isEmpty()) {
            // Every ballot begins here: one unknown now belongs to another installation's history.
            return Optional.empty();
        }
        // Before the lock: a report that has to wait must not hold up whoever it waits for.
        BallotState state = (BallotState) found.getFirst()[0];
        if (milestone.effect(state, (Integer) found.getFirst()[1] > 0) instanceof Early early) {
            throw new SubjectUnknown(subject(uuid, early.awaited()));
        }
        BallotRow row = lock(uuid);
        return milestone.effect(row.state, row.rollVersion > 0) instanceof Milestone.Reached
                ? Optional.of(row)
                : Optional.empty();
    }

    /** The ballot, locked, if it is known here. */
    public Optional<BallotRow> lockIfKnown(String uuid) {
        return Optional.ofNullable(store.find(BallotRow.class, uuid, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Stores that a report moved the ballot on. */
    public void reach(BallotRow row, Milestone milestone) {
        reach(row, milestone, null, null);
    }

    /**
     * Stores that a report moved the ballot on.
     *
     * @param by sign-in name of who decided it in the other service; null for what happened by itself
     * @param why the reason that the report states
     */
    public void reach(BallotRow row, Milestone milestone, @Nullable String by, @Nullable String why) {
        Ballot rules = rules(row);
        if (rules.effect(milestone) instanceof Milestone.Reached reached) {
            Ballot after = rules.reach(reached);
            if (by == null) {
                become(row, after, null, after.state().word(), why);
                return;
            }
            BallotState before = row.state;
            keep(row, after);
            log.writeOfHeadquarters(row.uuid, by, after.state().word(), before, row.state, why);
        }
    }

    private void store(String ballot, ChangeKind kind, @Nullable Proposal proposal) {
        ProposalRow.Key key = new ProposalRow.Key(ballot, kind);
        ProposalRow stored = store.find(ProposalRow.class, key);
        if (proposal == null && stored != null) {
            store.remove(stored);
        } else if (proposal != null && stored == null) {
            store.persist(ProposalRow.of(key, proposal));
        }
    }

    private static String subject(String uuid, String awaited) {
        return "ballot/" + uuid + "/" + awaited;
    }

    private static RuntimeException unknown() {
        return Problem.notFound("ballot-not-found", "There is no ballot with this uuid.");
    }
}

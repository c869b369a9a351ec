package org.tellers.ballot.roll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.contracts.Fact;
import org.tellers.contracts.ballot.ExclusionRequested;
import org.tellers.events.Outbox;
import org.tellers.service.Problem;

/**
 * Members whom HQ takes off a frozen roll (story H9). Voting decides: whoever has voted stays, and the roll counts a member
 * until their credential is revoked.
 */
@ApplicationScoped
class Exclusions {

    private final EntityManager database;
    private final Ballots ballots;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    Exclusions(EntityManager database, Ballots ballots, Outbox outbox, Clock clock) {
        this.database = database;
        this.ballots = ballots;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Asks for the exclusion of members of the locked ballot.
     *
     * @param members them, each once
     */
    void ask(BallotRow row, Person person, List<UUID> members, ExclusionReason reason) {
        Instant now = clock.instant();
        ballots.rules(row).checkRollChanges(now);
        Map<UUID, UUID> entries = entries(row.uuid, members);
        Map<UUID, String> known = known(row.uuid, members);
        List<Fact> requests = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            UUID member = members.get(i);
            checkNew(known.get(member), i);
            UUID entry = entries.get(member);
            if (entry == null) {
                throw Problem.badField(
                        "member-not-on-roll",
                        place(i),
                        "This member is not on the roll of this ballot; check the number in the register.");
            }
            database.createNativeQuery("""
                INSERT INTO exclusion (entry_id, ballot, member_id, reason, asked_by_subject, asked_by_name,
                                       asked_at, state)
                VALUES (:entry, :ballot, :member, :reason, :subject, :name, :at, 'ASKED')\
                """)
                    .setParameter("entry", entry)
                    .setParameter("ballot", row.uuid)
                    .setParameter("member", member)
                    .setParameter("reason", reason.word())
                    .setParameter("subject", person.subject())
                    .setParameter("name", person.name())
                    .setParameter("at", now.atOffset(ZoneOffset.UTC))
                    .executeUpdate();
            requests.add(new ExclusionRequested(row.uuid, entry, member));
        }
        // A number and a word: the log is public, and no line of it names a member.
        ballots.become(
                row,
                ballots.rules(row),
                person,
                "exclusion-asked",
                "%d of the roll: %s".formatted(members.size(), reason.word()));
        outbox.announceAll(row.uuid, requests);
    }

    private static void checkNew(@Nullable String state, int index) {
        if (state == null) {
            return;
        }
        if (state.equals("REFUSED")) {
            throw Refusal.conflict(
                    "exclusion-refused",
                    place(index),
                    "A vote was recorded for this member before the exclusion; it counts and the member stays on the"
                            + " roll");
        }
        throw Refusal.conflict("exclusion-asked", place(index), "The exclusion of this member was asked for before");
    }

    private static String place(int index) {
        return "members[" + index + "]";
    }

    private Map<UUID, UUID> entries(String ballot, List<UUID> members) {
        Map<UUID, UUID> entries = new HashMap<>();
        for (Object[] row : rows(
                "SELECT member_id, entry_id FROM roll_entry WHERE ballot = :ballot AND member_id = ANY (:members)"
                        + " AND state = 'ENTITLED' AND refusal IS NULL",
                ballot,
                members)) {
            entries.put((UUID) row[0], (UUID) row[1]);
        }
        return entries;
    }

    private Map<UUID, String> known(String ballot, List<UUID> members) {
        Map<UUID, String> states = new HashMap<>();
        for (Object[] row : rows(
                "SELECT member_id, state FROM exclusion WHERE ballot = :ballot AND member_id = ANY (:members)",
                ballot,
                members)) {
            states.put((UUID) row[0], (String) row[1]);
        }
        return states;
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String select, String ballot, List<UUID> members) {
        return database.createNativeQuery(select, Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("members", members.toArray(UUID[]::new))
                .getResultList();
    }

    /**
     * What voting decided, once; anything else than a pending exclusion of ours is of no effect.
     *
     * @param refusal why the member stays on the roll; null when the credential is revoked
     */
    void settled(BallotRow locked, UUID entry, @Nullable String refusal) {
        int changed = database.createNativeQuery("""
            UPDATE exclusion x SET refusal = :refusal, state = CASE
                WHEN :refused THEN 'REFUSED'
                -- Off the roll before the answer came: a late joiner for whom there was no credential.
                WHEN EXISTS (SELECT 1 FROM roll_entry e WHERE e.entry_id = x.entry_id
                             AND e.state = 'ENTITLED') THEN 'REVOKED'
                ELSE 'EXCLUDED' END
            WHERE ballot = :ballot AND entry_id = :entry AND state = 'ASKED'\
            """)
                .setParameter("refused", refusal != null)
                .setParameter("refusal", refusal)
                .setParameter("ballot", locked.uuid)
                .setParameter("entry", entry)
                .executeUpdate();
        if (changed == 1 && refusal != null) {
            ballots.become(
                    locked,
                    ballots.rules(locked),
                    null,
                    "exclusion-refused",
                    refusal.equals("already-used")
                            ? "1 of the roll: a vote was recorded before, it counts"
                            : "1 of the roll: the box had closed");
        }
    }
}

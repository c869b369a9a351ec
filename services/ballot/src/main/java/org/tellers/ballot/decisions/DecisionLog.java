package org.tellers.ballot.decisions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.contracts.ballot.DecisionRecorded;
import org.tellers.crypto.additions.DecisionLine;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.additions.Signature.Purpose;
import org.tellers.events.Outbox;

/**
 * Who did what to a ballot, when and why. Lines are added in the transaction of the deed and never changed; each names
 * the hash of the one before it and, once the charter names the log's key, is signed. From approval on they are public:
 * with roles instead of names, and without any member.
 */
@ApplicationScoped
public class DecisionLog {

    private static final String PLATFORM = "platform";
    private static final String HEADQUARTERS = "headquarters";

    private final EntityManager store;
    private final LogKeys keys;
    private final Outbox outbox;
    private final SignedIn signedIn;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    DecisionLog(EntityManager store, LogKeys keys, Outbox outbox, SignedIn signedIn, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.outbox = outbox;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /**
     * Adds a line. The caller has locked the ballot, so that no two lines follow the same one.
     *
     * @param who the person, who is signed in; null for what the platform did by its own clock or on another service's
     *     report
     * @param from the state before, null for a new ballot
     * @param why the reason given, if one was; public
     */
    public void write(
            String ballot,
            @Nullable Person who,
            String action,
            @Nullable BallotState from,
            BallotState to,
            @Nullable String why) {
        DecisionRow row = new DecisionRow();
        row.who = who == null ? PLATFORM : who.name();
        row.whoSubject = who == null ? null : who.subject();
        row.actor =
                who == null ? PLATFORM : actors(ballot, line -> line.whoSubject).word(who.subject(), signedIn.role());
        add(row, ballot, action, from, to, why);
    }

    /**
     * Adds what someone of HQ did in another service. Whoever has acted on the ballot here keeps their word.
     *
     * @param who sign-in name as that service states it
     * @param why the reason given, if one was; public
     */
    public void writeOfHeadquarters(
            String ballot, String who, String action, BallotState from, BallotState to, @Nullable String why) {
        DecisionRow row = new DecisionRow();
        row.who = who;
        row.actor = actors(ballot, line -> line.who).word(who, HEADQUARTERS);
        add(row, ballot, action, from, to, why);
    }

    private void add(
            DecisionRow row,
            String ballot,
            String action,
            @Nullable BallotState from,
            BallotState to,
            @Nullable String why) {
        Optional<DecisionRow> last = lines(ballot, 0).stream().reduce((_, later) -> later);
        row.ballot = ballot;
        row.number = last.map(line -> line.number).orElse(0) + 1;
        // The database keeps microseconds.
        row.at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.action = action;
        row.fromState = from == null ? null : from.word();
        row.toState = to.word();
        row.why = why;
        boolean moves = from != to;
        DecisionLine line = new DecisionLine(
                row.number,
                last.map(before -> before.hash).orElseGet(() -> DecisionLine.start(ballot)),
                row.at,
                row.actor,
                action,
                moves ? Optional.ofNullable(row.fromState) : Optional.empty(),
                moves ? Optional.of(row.toState) : Optional.empty(),
                Optional.ofNullable(why));
        row.entry = line.text();
        row.hash = line.hash();
        row.signature = keys.of(ballot)
                .map(key -> Signature.text(Signature.sign(Purpose.DECISION, line.hash(), key, random)))
                .orElse(null);
        store.persist(row);
        store.flush();
        if (from == BallotState.DRAFT && to == BallotState.APPROVED) {
            lines(ballot, 0).forEach(this::announce);
        } else if (from != null && from != BallotState.DRAFT) {
            announce(row);
        }
        // Nobody outside has heard of a draft.
    }

    /** The lines of a ballot after a number, in their order. */
    static List<DecisionRow> lines(String ballot, int after) {
        return DecisionRow.list("ballot = ?1 and number > ?2 order by number", ballot, after);
    }

    private void announce(DecisionRow row) {
        outbox.announce(row.ballot, new DecisionRecorded(row.ballot, row.number, row.entry, row.hash, row.signature));
    }

    /** The words so far of the people who are told apart by this; lines that do not have it are passed over. */
    private static Actors actors(String ballot, Function<DecisionRow, @Nullable String> person) {
        Map<String, String> words = new HashMap<>();
        for (DecisionRow line : lines(ballot, 0)) {
            String who = person.apply(line);
            if (who != null && !line.actor.equals(PLATFORM)) {
                words.put(who, line.actor);
            }
        }
        return new Actors(words);
    }
}

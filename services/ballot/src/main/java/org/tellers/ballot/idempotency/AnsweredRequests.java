package org.tellers.ballot.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.service.Problem;

/**
 * Answers that were given to requests with an Idempotency-Key: who asks again, because the first answer was lost, gets
 * it again, and nothing is done twice. Refusals are not kept; they changed nothing.
 */
@ApplicationScoped
public class AnsweredRequests {

    /** The header. */
    public static final String HEADER = "Idempotency-Key";

    /** What it means, for the API's description. */
    public static final String MEANING =
            "Any text of 1 to 200 visible ASCII characters, new for each request; the same key again gives the same"
                    + " answer";

    private static final String FORM = "[\\x21-\\x7E]{1,200}";

    private final EntityManager store;
    private final Ballots ballots;
    private final SignedIn signedIn;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    AnsweredRequests(EntityManager store, Ballots ballots, SignedIn signedIn, ObjectMapper json, Clock clock) {
        this.store = store;
        this.ballots = ballots;
        this.signedIn = signedIn;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Does it, unless it was done under this key. The ballot is locked, so that no two requests of one key run side by
     * side.
     *
     * @param action which kind of request; each has keys of its own
     * @param key the header as sent
     * @param status of the answer
     * @param deed what to do with the locked ballot, by whom; its answer is kept in the same transaction
     */
    public Response once(
            String ballot,
            String action,
            @Nullable String key,
            Response.Status status,
            BiFunction<BallotRow, Person, ?> deed) {
        if (key == null || !key.matches(FORM)) {
            throw Problem.badField(
                    "idempotency-key-missing",
                    HEADER,
                    "Send the header Idempotency-Key with 1 to 200 visible ASCII characters, new for each request.");
        }
        Person person = signedIn.person();
        BallotRow row = ballots.lock(ballot);
        AnsweredRow.Key id = new AnsweredRow.Key(ballot, action, key);
        AnsweredRow known = store.find(AnsweredRow.class, id);
        if (known != null) {
            if (!known.subject.equals(person.subject())) {
                throw Problem.conflict(
                        "idempotency-key-reused", "Another person used this Idempotency-Key; make a new one.");
            }
            return answer(known.answer, status);
        }
        String text = write(deed.apply(row, person));
        AnsweredRow kept = new AnsweredRow();
        kept.id = id;
        kept.subject = person.subject();
        kept.answer = text;
        kept.at = clock.instant();
        store.persist(kept);
        return answer(text, status);
    }

    private static Response answer(String text, Response.Status status) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(text)
                .build();
    }

    private String write(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is made of records", e);
        }
    }
}

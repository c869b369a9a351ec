package org.tellers.notification.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.tellers.service.Problem;

/**
 * Does a write once for each Idempotency-Key: the answer is stored in the transaction of the effect, and the same key
 * gives the same answer again, however often a person or a proxy repeats the request.
 */
@ApplicationScoped
public class OnceOnly {

    private static final int LONGEST_KEY = 200;

    private final EntityManager database;
    private final ObjectMapper json;
    private final Clock clock;

    OnceOnly(EntityManager database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs the effect, or repeats its first answer with status 202.
     *
     * @param operation what is asked, a slash, and the uuid of the ballot that it is asked for
     * @param key the Idempotency-Key header, may be null
     * @param request the body; the same key with another body is refused
     * @param effect what to do; its refusals are not stored
     */
    public Response accepted(String operation, String key, Object request, Supplier<?> effect) {
        if (key == null || key.isBlank()) {
            throw Problem.badRequest(
                    "idempotency-key-missing",
                    "Send a header Idempotency-Key with a value of your choice, the same when you repeat this request.");
        }
        if (key.length() > LONGEST_KEY) {
            throw Problem.badRequest(
                    "idempotency-key-too-long", "The header Idempotency-Key has more than 200 characters; shorten it.");
        }
        String body = QuarkusTransaction.requiringNew().call(() -> answer(operation, key, write(request), effect));
        return Response.accepted(body).type(MediaType.APPLICATION_JSON).build();
    }

    private String answer(String operation, String key, String request, Supplier<?> effect) {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:what, 0)) as text)")
                .setParameter("what", operation + " " + key)
                .getSingleResult();
        List<?> before = database.createNativeQuery(
                        "select request, body from remembered_answer where operation = :operation and key = :key",
                        Object[].class)
                .setParameter("operation", operation)
                .setParameter("key", key)
                .getResultList();
        if (!before.isEmpty()) {
            Object[] row = (Object[]) before.getFirst();
            if (!row[0].equals(request)) {
                throw Problem.conflict(
                        "idempotency-key-reused",
                        "This Idempotency-Key was used with another request; choose a new one.");
            }
            return (String) row[1];
        }
        String body = write(effect.get());
        database.createNativeQuery("""
                        insert into remembered_answer (operation, key, request, body, made_at)
                        values (:operation, :key, :request, :body, :at)""")
                .setParameter("operation", operation)
                .setParameter("key", key)
                .setParameter("request", request)
                .setParameter("body", body)
                .setParameter("at", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .executeUpdate();
        return body;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer of ours cannot be written as JSON", e);
        }
    }
}

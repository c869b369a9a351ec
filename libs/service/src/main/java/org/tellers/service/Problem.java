package org.tellers.service;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Refusals as RFC 9457 problem documents: a stable type, what is wrong and where, and what to do.
 *
 * <p>The type is {@code urn:tellers:problem:<code>}; clients decide by it, people read the detail.
 */
public final class Problem {

    private static final String TYPES = "urn:tellers:problem:";

    private Problem() {}

    /** The request is wrong in itself (400). */
    public static HttpProblem badRequest(String code, String detail) {
        return of(Response.Status.BAD_REQUEST, code, detail, null);
    }

    /** A field of the request is wrong (400); {@code field} names it as the client wrote it. */
    public static HttpProblem badField(String code, String field, String detail) {
        return of(Response.Status.BAD_REQUEST, code, detail, field);
    }

    /** There is no such thing (404). */
    public static HttpProblem notFound(String code, String detail) {
        return of(Response.Status.NOT_FOUND, code, detail, null);
    }

    /** The person may not do this, whatever the state (403). */
    public static HttpProblem forbidden(String code, String detail) {
        return of(Response.Status.FORBIDDEN, code, detail, null);
    }

    /** The state of the thing does not allow it (409). */
    public static HttpProblem conflict(String code, String detail) {
        return of(Response.Status.CONFLICT, code, detail, null);
    }

    /** Any other status. */
    public static HttpProblem of(Response.StatusType status, String code, String detail, @Nullable String field) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(URI.create(TYPES + code))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail);
        if (field != null) {
            problem.with("field", field);
        }
        return problem.build();
    }
}

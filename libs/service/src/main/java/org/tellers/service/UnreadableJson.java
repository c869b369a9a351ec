package org.tellers.service;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Says of a request body that cannot be read what is wrong and where, in the client's words: no class names, no content. */
final class UnreadableJson {

    /** quarkus-resteasy-problem maps the same exceptions, with Jackson's own text. */
    private static final int BEFORE_THE_LIBRARYS = 1;

    @ServerExceptionMapper(value = UnrecognizedPropertyException.class, priority = BEFORE_THE_LIBRARYS)
    Response unknownField(UnrecognizedPropertyException fault) {
        return answer("unknown-field", place(fault), "There is no such field here.");
    }

    @ServerExceptionMapper(value = InvalidFormatException.class, priority = BEFORE_THE_LIBRARYS)
    Response wrongFormat(InvalidFormatException fault) {
        return answer("wrong-format", place(fault), "This must be %s.".formatted(kind(fault.getTargetType())));
    }

    @ServerExceptionMapper(value = MismatchedInputException.class, priority = BEFORE_THE_LIBRARYS)
    Response wrongKind(MismatchedInputException fault) {
        if (fault.getPath().isEmpty() && fault.getTargetType() == null) {
            return answer("unreadable-json", null, "The body is not one JSON value of the kind expected here.");
        }
        return answer("wrong-format", place(fault), "This must be %s.".formatted(kind(fault.getTargetType())));
    }

    @ServerExceptionMapper(value = JsonProcessingException.class, priority = BEFORE_THE_LIBRARYS)
    Response notJson(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        String field = currentField(fault);
        return answer(
                "unreadable-json",
                field,
                at == null
                        ? "The body is not JSON with each field once."
                        : "The body is not JSON with each field once: line %d, column %d."
                                .formatted(at.getLineNr(), at.getColumnNr()));
    }

    /** Quarkus wraps what its reader says of a body that is not JSON; anything else keeps its status. */
    @ServerExceptionMapper(value = WebApplicationException.class, priority = BEFORE_THE_LIBRARYS)
    Response wrapped(WebApplicationException refusal) {
        if (refusal.getCause() instanceof JsonProcessingException fault) {
            return notJson(fault);
        }
        Response.StatusType status = refusal.getResponse().getStatusInfo();
        return HttpProblem.builder()
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(refusal.getMessage())
                .build()
                .toResponse();
    }

    private static @Nullable String currentField(JsonProcessingException fault) {
        try {
            return fault.getProcessor() instanceof JsonParser parser ? parser.currentName() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Response answer(String code, @Nullable String field, String detail) {
        String where = field == null || field.isEmpty() ? null : field;
        return Problem.of(Response.Status.BAD_REQUEST, code, detail, where).toResponse();
    }

    private static String place(JsonMappingException fault) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.toString();
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type == Instant.class) {
            return "an instant such as 2026-02-27T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-02-27";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        if (type == String.class) {
            return "a text without NUL";
        }
        if (type.isEnum()) {
            return "one of the values that the API's document lists";
        }
        return Iterable.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }
}

package org.tellers.service;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Says of a call to an address that leads nowhere what is wrong. A parameter that is not of its kind is the client's
 * mistake (400) and named; the framework calls it "not found".
 */
final class WrongAddress {

    /** quarkus-resteasy-problem maps the same exception, without a reason. */
    private static final int BEFORE_THE_LIBRARYS = 1;

    @ServerExceptionMapper(value = NotFoundException.class, priority = BEFORE_THE_LIBRARYS)
    Response wrongAddress(NotFoundException refusal, @Context UriInfo address) {
        if (refusal.getCause() instanceof IllegalArgumentException unreadable) {
            return parameter(unreadable, address)
                    .map(name -> Problem.badField(
                            "wrong-format", name, "The parameter %s is not of the kind expected here.".formatted(name)))
                    .orElseGet(() -> Problem.badRequest(
                            "wrong-format", "A part of the address is not of the kind expected here."))
                    .toResponse();
        }
        return Problem.notFound("no-such-address", "There is nothing at this address.")
                .toResponse();
    }

    /** No text that is kept has a NUL, so nothing is found by one; a database refuses even to look. */
    @ServerRequestFilter(preMatching = true)
    Optional<Response> nul(HttpServerRequest request) {
        // As it was sent: what is decoded depends on who asks.
        return request.uri().contains("%00")
                ? Optional.of(Problem.badRequest("wrong-format", "A part of the address has a NUL in it.")
                        .toResponse())
                : Optional.empty();
    }

    /** The query parameter whose value the failure quotes. */
    private static Optional<String> parameter(IllegalArgumentException unreadable, UriInfo address) {
        String said = String.valueOf(unreadable.getMessage());
        return address.getQueryParameters().entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(value -> said.contains('"' + value + '"')))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}

package org.tellers.service;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers 401 to a call without a valid token, 403 with the reason to one without the role, and 503 while no token can
 * be checked. The first two take the place of quarkus-resteasy-problem's own mappers, which were compiled against
 * another Quarkus and end in a NoSuchFieldError with this one.
 */
final class SignInNeeded {

    /** quarkus-resteasy-problem maps the same exception, without a reason. */
    private static final int BEFORE_THE_LIBRARYS = 1;

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = Priorities.AUTHENTICATION)
    Response withoutToken(UnauthorizedException refusal) {
        return answer();
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = Priorities.AUTHENTICATION)
    Response withWrongToken(AuthenticationFailedException refusal) {
        return answer();
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = BEFORE_THE_LIBRARYS)
    Response withoutRole(ForbiddenException refusal) {
        return Problem.forbidden(
                        "role-needed",
                        "Your sign-in does not have the role that this needs. Ask whoever gives out roles, or a"
                                + " colleague who has it.")
                .toResponse();
    }

    /** Whether the token is good cannot be told while nobody answers who signs people in; that is no fault of ours. */
    @ServerExceptionMapper(value = OIDCException.class, priority = Priorities.AUTHENTICATION)
    Response withoutProvider(OIDCException absence) {
        return HttpProblem.builder(Problem.of(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "sign-in-unavailable",
                        "Who you are cannot be checked just now, because the identity provider does not answer. Try"
                                + " again in a minute.",
                        null))
                .withHeader(HttpHeaders.RETRY_AFTER, 60)
                .build()
                .toResponse();
    }

    private static Response answer() {
        return HttpProblem.builder(Problem.of(
                        Response.Status.UNAUTHORIZED,
                        "sign-in-needed",
                        "Sign in and send a valid access token as Authorization: Bearer.",
                        null))
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build()
                .toResponse();
    }
}

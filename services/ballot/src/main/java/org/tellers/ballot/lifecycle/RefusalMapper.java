package org.tellers.ballot.lifecycle;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.tellers.service.Problem;

/** A rule's refusal as a problem document. */
@Provider
class RefusalMapper extends ExceptionMapperBase<Refusal> {

    @Override
    protected HttpProblem toProblem(Refusal refusal) {
        String sentence = refusal.sentence();
        return switch (refusal.kind()) {
            case CONFLICT ->
                Problem.of(
                        Response.Status.CONFLICT,
                        refusal.code(),
                        sentence,
                        refusal.field().isEmpty() ? null : refusal.field());
            case FORBIDDEN -> Problem.forbidden(refusal.code(), sentence);
            case BAD_VALUE -> Problem.badField(refusal.code(), refusal.field(), sentence);
        };
    }
}

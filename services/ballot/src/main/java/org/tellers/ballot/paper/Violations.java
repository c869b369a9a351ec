package org.tellers.ballot.paper;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.tellers.service.Problem;

/** Every fault of what someone wrote, in one problem document. */
public final class Violations {

    private Violations() {}

    /**
     * The problem of these faults; the first is told in a sentence, all are listed.
     *
     * @param code stable code of the problem
     */
    public static HttpProblem problem(String code, List<Fault> faults) {
        Fault first = faults.getFirst();
        String more = faults.size() == 1 ? "" : " (and %d more, see violations)".formatted(faults.size() - 1);
        return HttpProblem.builder(
                        Problem.badField(code, first.field(), first.field() + ": " + first.detail() + more + "."))
                .with("violations", faults)
                .build();
    }
}

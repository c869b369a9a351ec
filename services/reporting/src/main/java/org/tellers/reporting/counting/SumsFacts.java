package org.tellers.reporting.counting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;

/** Reads that the box formed the sums of the plan. */
@ApplicationScoped
class SumsFacts implements FactReader {

    @Inject
    Counting counting;

    @Override
    public Handlers handlers() {
        return new Handlers().on(SumsFormed.class, counting::sumsFormed);
    }
}

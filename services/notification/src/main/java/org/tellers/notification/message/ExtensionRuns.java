package org.tellers.notification.message;

import jakarta.enterprise.context.ApplicationScoped;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;

/** Starts the notice to all when the close is extended (rule R8). */
@ApplicationScoped
class ExtensionRuns implements FactReader {

    private final MessageRuns runs;

    ExtensionRuns(MessageRuns runs) {
        this.runs = runs;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(
                        CloseExtended.class,
                        fact -> runs.tellExtension(
                                fact.ballot(), fact.previousClosesAt(), fact.closesAt(), fact.reason()));
    }
}

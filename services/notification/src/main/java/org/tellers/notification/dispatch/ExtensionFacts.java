package org.tellers.notification.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;

/** What the close had stopped goes on when the close is extended (rule R8). */
@ApplicationScoped
class ExtensionFacts implements FactReader {

    private final DispatchQueue queue;

    ExtensionFacts(DispatchQueue queue) {
        this.queue = queue;
    }

    @Override
    public Handlers handlers() {
        return new Handlers().on(CloseExtended.class, fact -> queue.goOn(fact.ballot()));
    }
}

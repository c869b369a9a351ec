package org.tellers.reporting.delivery;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.tellers.contracts.notification.DispatchAccepted;
import org.tellers.contracts.notification.DispatchBounced;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;

/** Counts mails as notification announces what became of them; which mail it was is forgotten. */
@ApplicationScoped
class DeliveryFacts implements FactReader {

    @Inject
    Inbox inbox;

    @Incoming("notification-deliveries")
    @Blocking
    void deliveries(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(DispatchQueued.class, fact -> Deliveries.note(fact.ballot(), fact.kind(), Deliveries.QUEUED))
                .on(DispatchAccepted.class, fact -> Deliveries.note(fact.ballot(), fact.kind(), Deliveries.ACCEPTED))
                .on(DispatchFailed.class, fact -> Deliveries.note(fact.ballot(), fact.kind(), fact.reason()))
                .on(DispatchBounced.class, fact -> Deliveries.note(fact.ballot(), fact.kind(), fact.reason()));
    }
}

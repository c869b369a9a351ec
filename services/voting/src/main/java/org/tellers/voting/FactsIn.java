package org.tellers.voting;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.tellers.events.Inbox;

/** The topics that voting reads; each capability's {@link org.tellers.events.FactReader} says which facts it wants. */
@ApplicationScoped
class FactsIn {
    private final Inbox inbox;

    FactsIn(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("ballot-ballots")
    @Blocking
    void ballots(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("ballot-admissions")
    @Blocking
    void admissions(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("notification-credentials")
    @Blocking
    void credentials(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("reporting-results")
    @Blocking
    void results(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }
}

package org.tellers.notification;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.tellers.events.Inbox;

/** Hands every record that this service listens to over to the inbox, in order. */
@ApplicationScoped
class Channels {

    private final Inbox inbox;

    Channels(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("membership-contacts")
    @Blocking
    void contacts(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("ballot-ballots")
    @Blocking
    void ballots(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("ballot-rolls")
    @Blocking
    void rolls(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("voting-boxes")
    @Blocking
    void boxes(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("reporting-results")
    @Blocking
    void results(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("voting-credentials")
    @Blocking
    void credentials(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }
}

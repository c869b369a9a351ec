package org.tellers.events;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what cannot be applied to {@code <group>.<topic>.dlq}: key, value and headers as they were, and the cause in
 * further headers. Returns only when Kafka has it, so that nothing is passed over unseen.
 *
 * <p>The cause is told by exception classes, and by a message only where this library wrote it: messages of others may
 * quote names or addresses.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

    private final Producers producers;
    private final String service;
    private final MeterRegistry meters;
    private @Nullable Producer<String, byte[]> producer;

    @Inject
    DeadLetters(Producers producers, @ConfigProperty(name = "tellers.service") String service, MeterRegistry meters) {
        this.producers = producers;
        this.service = service;
        this.meters = meters;
    }

    /**
     * Sends one dead letter and waits until Kafka has it.
     *
     * @param place where it comes from, for example partition and offset
     * @throws KafkaException when Kafka does not take it now
     */
    synchronized void send(
            String topic,
            @Nullable String key,
            byte @Nullable [] value,
            Headers headers,
            String place,
            Throwable cause) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topicOf(topic), key, value);
        headers.forEach(letter.headers()::add);
        CloudEventHeaders.put(letter.headers(), "dead-letter-topic", topic);
        CloudEventHeaders.put(letter.headers(), "dead-letter-place", place);
        CloudEventHeaders.put(letter.headers(), "dead-letter-cause", describe(cause));
        await(letter);
        meters.counter("tellers.inbox.dead.letters", "topic", topic).increment();
        LOG.errorf("dead letter from %s, %s: %s", topic, place, describe(cause));
    }

    String topicOf(String topic) {
        return service + "." + topic + ".dlq";
    }

    private void await(ProducerRecord<String, byte[]> letter) {
        if (producer == null) {
            producer = producers.make(service + "-dead-letters");
        }
        try {
            producer.send(letter).get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new KafkaException("no acknowledgement from " + letter.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Classes from the outside in, where the innermost was thrown, and the message if it is our own. */
    static String describe(Throwable cause) {
        StringBuilder text = new StringBuilder();
        Throwable current = cause;
        for (int depth = 0; current != null && depth < 10; depth++) {
            if (depth > 0) {
                text.append(" caused by ");
            }
            text.append(current.getClass().getName());
            if (current instanceof UnreadableRecord) {
                text.append(": ").append(current.getMessage());
            }
            if (current instanceof java.sql.SQLException sql) {
                text.append(" (SQLSTATE ").append(sql.getSQLState()).append(')');
            }
            if (current.getCause() == null && current.getStackTrace().length > 0) {
                text.append(" at ").append(current.getStackTrace()[0]);
            }
            current = current.getCause();
        }
        return text.toString();
    }
}

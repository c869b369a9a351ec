package org.tellers.voting;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;
import org.tellers.testing.RealParts;

/** What the service told the world, read from the topics themselves. */
public final class Announced implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    public Announced() {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        RealParts.kafka().bootstrapServers(),
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("voting.boxes", "voting.credentials", "voting.turnout"));
    }

    /** Facts of this type about the ballot, as soon as there are so many. */
    public <F extends Fact> List<F> await(String ballot, Class<F> fact, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            poll();
            return of(ballot, fact).size() >= count;
        });
        return of(ballot, fact);
    }

    /** Every record about the ballot so far. */
    public List<ConsumerRecord<String, byte[]>> records(String ballot) {
        poll();
        return records.stream().filter(record -> record.key().equals(ballot)).toList();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }

    private <F extends Fact> List<F> of(String ballot, Class<F> fact) {
        String type = FactType.of(fact).type();
        return records.stream()
                .filter(record -> record.key().equals(ballot)
                        && new String(
                                        record.headers().lastHeader("ce_type").value(),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                .equals(type))
                .map(record -> {
                    try {
                        return JSON.readValue(record.value(), fact);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** The time on a record. */
    public static Instant time(ConsumerRecord<String, byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    @Override
    public void close() {
        consumer.close();
    }
}

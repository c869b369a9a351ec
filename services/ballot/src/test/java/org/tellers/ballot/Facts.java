package org.tellers.ballot;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;
import org.tellers.testing.RealParts;

/** Announces facts in other services' names, and reads what this service announced. */
final class Facts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Facts() {}

    static void announce(String key, Fact... facts) throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            for (Fact fact : facts) {
                FactType<?> type = FactType.of(fact.getClass());
                ProducerRecord<String, String> record =
                        new ProducerRecord<>(type.topic(), key, JSON.writeValueAsString(fact));
                header(record, "ce_specversion", "1.0");
                header(record, "ce_id", UUID.randomUUID().toString());
                header(record, "ce_source", "/tellers/" + type.service());
                header(record, "ce_type", type.type());
                header(record, "content-type", "application/json");
                producer.send(record).get();
            }
        }
    }

    static void tombstone(String topic, String key) throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            producer.send(new ProducerRecord<>(topic, key, null)).get();
        }
    }

    /**
     * Every fact of a kind about a ballot so far, once there are at least so many, in the order of the topic. What the
     * relay sent again, since it heard no answer, is one fact: readers know it by its id.
     */
    static List<JsonNode> about(String ballot, Class<? extends Fact> kind, int atLeast) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            found.clear();
            for (ConsumerRecord<String, String> record : all(FactType.of(kind).topic())) {
                if (ballot.equals(record.key())
                        && header(record, "ce_type").equals(FactType.of(kind).type())) {
                    found.putIfAbsent(header(record, "ce_id"), JSON.readTree(record.value()));
                }
            }
            return found.size() >= atLeast;
        });
        return List.copyOf(found.values());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Every record of a topic so far. */
    static List<ConsumerRecord<String, String>> all(String topic) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, RealParts.kafka().bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", RealParts.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

package org.tellers.membership.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.tellers.testing.RealParts;

/** What this service announces from now on, read from the topics. */
final class FactsSeen implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer;
    private final List<String> eligibilities = new ArrayList<>();
    private final List<String> contacts = new ArrayList<>();

    private int endedKeys;

    FactsSeen() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, RealParts.kafka().bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, UUID.randomUUID().toString());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of("membership.eligibility", "membership.contacts")) {
            consumer.partitionsFor(topic)
                    .forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Waits for so many facts in all and sees to it that there are no more. */
    void expect(int eligibility, int contact) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            poll();
            return eligibilities.size() >= eligibility && contacts.size() >= contact;
        });
        poll();
        assertThat(eligibilities).hasSize(eligibility);
        assertThat(contacts).hasSize(contact);
    }

    List<String> eligibilities() {
        return eligibilities;
    }

    List<String> contacts() {
        return contacts;
    }

    /** Ends of keys seen so far, in both topics. */
    int endedKeys() {
        poll();
        return endedKeys;
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> {
            if (record.value() == null) {
                endedKeys++;
                return;
            }
            assertThat(record.value()).contains(record.key());
            (record.topic().equals("membership.contacts") ? contacts : eligibilities).add(record.value());
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}

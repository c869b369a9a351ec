package org.tellers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPartTest {
    @TempDir
    static Path folder;

    private static final Project PROJECT = Project.find();
    private static KafkaPart kafka;

    @BeforeAll
    static void start() {
        var ports = Sockets.free(2);
        kafka = new KafkaPart(PROJECT, folder, ports.get(0), ports.get(1));
        kafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.stop();
    }

    @Test
    void everyDeclaredTopicExistsWithItsDeadLettersAndNoOther() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var names = admin.listTopics().names().get(20, TimeUnit.SECONDS);
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            PROJECT.topics().all().stream().map(NewTopic::name).toList())
                    .contains("voting.boxes", "reporting.voting.boxes.dlq");
            var described = admin.describeTopics(List.of("ballot.ballots"))
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS);
            assertThat(described.get("ballot.ballots").partitions()).hasSize(6);
        }
    }

    @Test
    void writingToAnUndeclaredTopicDoesNotMakeIt() {
        try (var producer = producer(Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("votes.by.member", "k", "v"))
                            .get())
                    .hasRootCauseInstanceOf(org.apache.kafka.common.errors.UnknownTopicOrPartitionException.class)
                    .cause()
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void anAcknowledgedRecordIsThereAfterAKillAndARestart() throws Exception {
        var partition = new TopicPartition("voting.turnout", 0);
        try (var producer = producer(Duration.ofSeconds(20))) {
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), "ballot", "before the kill"))
                    .get(20, TimeUnit.SECONDS);
        }
        kafka.kill();
        assertThat(kafka.running()).isFalse();
        kafka.start();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
            assertThat(records).extracting(r -> r.value()).containsExactly("before the kill");
        }
    }

    private static KafkaProducer<String, String> producer(Duration block) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "acks", "all",
                        "max.block.ms", Long.toString(block.toMillis())),
                new StringSerializer(),
                new StringSerializer());
    }
}

package org.tellers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationsTest {
    @TempDir
    Path folder;

    @Test
    void everyServiceHasADatabaseWithTwoRolesOfItsOwn() {
        var databases = Project.find().databases();
        assertThat(databases.services()).containsExactly("membership", "ballot", "notification", "voting", "reporting");
        assertThat(databases.databases()).allSatisfy(database -> {
            assertThat(database.owner().role()).isEqualTo(database.name() + "_owner");
            assertThat(database.app().role()).isEqualTo(database.name() + "_app");
        });
    }

    @Test
    void everyReaderOfATopicIsAServiceAndHasItsDeadLetters() {
        var project = Project.find();
        var names = project.topics().all().stream().map(NewTopic::name).toList();
        assertThat(project.topics().topics()).allSatisfy(topic -> {
            assertThat(project.databases().services()).containsAll(topic.readers());
            assertThat(names).contains(topic.name());
            assertThat(topic.readers())
                    .allSatisfy(reader -> assertThat(names).contains(Topics.deadLetters(reader, topic.name())));
        });
    }

    @Test
    void aTopicIsMadeWithThePartitionsTheCleanupAndTheRetentionItsFileSays() throws IOException {
        write("topics.yaml", """
            defaults: { partitions: 3, replicas: 1, deadLetterRetentionDays: 30 }
            topics:
              - { name: a.b, key: ballot, readers: [voting], cleanup: delete, retentionDays: 2 }
              - { name: c.d, key: member, readers: [], cleanup: compact }
            """);
        var all = new Project(folder).topics().all();
        assertThat(all).extracting(NewTopic::name).containsExactly("a.b", "voting.a.b.dlq", "c.d");
        assertThat(all).extracting(NewTopic::numPartitions).containsOnly(3);
        assertThat(all)
                .extracting(topic -> topic.configs().get("retention.ms"))
                .isEqualTo(List.of("172800000", "2592000000", "-1"));
        assertThat(all.getLast().configs()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void aMisspeltFieldIsRefusedWithTheFileAndTheField() throws IOException {
        write("databases.yaml", "administrator: { role: postgres, localPasword: x }\ndatabases: []\n");
        assertThatThrownBy(() -> new Project(folder).databases())
                .isInstanceOf(PartException.class)
                .hasMessageContaining("databases.yaml")
                .hasMessageContaining("localPasword");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(folder.resolve("contracts").resolve(file), text);
    }
}

package org.tellers.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics, as {@code contracts/topics.yaml} declares them.
 *
 * @param defaults what holds for every topic
 * @param topics each topic with its readers
 */
public record Topics(Defaults defaults, List<Topic> topics) {

    /**
     * @param partitions of every topic
     * @param replicas of every partition on one machine
     * @param deadLetterRetentionDays how long a record that no reader could take is kept
     */
    public record Defaults(int partitions, short replicas, int deadLetterRetentionDays) {}

    /**
     * @param name of the topic
     * @param key what the records are keyed by
     * @param readers services that read it; the name of each is its consumer group
     * @param cleanup Kafka's cleanup policy, {@code delete} or {@code compact}
     * @param retentionDays days a record is kept; absent for compacted topics
     */
    public record Topic(String name, String key, List<String> readers, String cleanup, Integer retentionDays) {}

    /** Everything Kafka must hold: the topics, and for each reader of each topic its dead letters. */
    public List<NewTopic> all() {
        var all = new ArrayList<NewTopic>();
        for (var topic : topics) {
            all.add(topic(topic.name(), topic.cleanup(), topic.retentionDays()));
            for (var reader : topic.readers()) {
                all.add(topic(deadLetters(reader, topic.name()), "delete", defaults.deadLetterRetentionDays()));
            }
        }
        return all;
    }

    /** The name of the topic that takes what this group could not read from that topic. */
    public static String deadLetters(String group, String topic) {
        return group + "." + topic + ".dlq";
    }

    private NewTopic topic(String name, String cleanup, Integer retentionDays) {
        var retention =
                retentionDays == null ? -1 : Duration.ofDays(retentionDays).toMillis();
        return new NewTopic(name, defaults.partitions(), defaults.replicas())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        cleanup,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention)));
    }
}

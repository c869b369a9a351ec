package org.tellers.voting;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;
import org.tellers.events.Inbox;
import org.tellers.testing.RealParts;

/** Hands facts to the service's inbox as the topics would, and reads what the service announced. */
@ApplicationScoped
public class Facts {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Inject
    Inbox inbox;

    /** Delivers each fact once. */
    public void deliver(List<? extends Fact> facts) {
        facts.forEach(this::deliver);
    }

    /** Delivers the fact once. */
    public void deliver(Fact fact) {
        deliver(fact, UUID.randomUUID());
    }

    /** Delivers the fact with an event id of the test's choice. */
    public void deliver(Fact fact, UUID id) {
        inbox.receive(record(fact, id));
    }

    /** The record as it is on the topic. */
    public static ConsumerRecord<String, byte[]> record(Fact fact, UUID id) {
        FactType<?> type = FactType.of(fact.getClass());
        try {
            String key = JSON.valueToTree(fact).get("ballot").asText();
            var record = new ConsumerRecord<>(type.topic(), 0, 0, key, JSON.writeValueAsBytes(fact));
            put(record.headers(), "ce_specversion", "1.0");
            put(record.headers(), "ce_id", id.toString());
            put(record.headers(), "ce_source", "/tellers/" + type.service());
            put(record.headers(), "ce_type", type.type());
            return record;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Changes voting's database as another process of the service would. */
    public static void change(String statementText, Object... parameters) {
        try (var connection = RealParts.connection("voting");
                var statement = connection.prepareStatement(statementText)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only column of a query on voting's database, as text. */
    public static List<String> column(String query, Object... parameters) {
        try (var connection = RealParts.connection("voting");
                var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                List<String> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(rows.getString(1));
                }
                return result;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.tellers.ballot.information;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Questions and answers as someone wrote them; never changed, the last version holds. */
@Entity
@Table(name = "faq_version")
@NullUnmarked
class FaqRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, int version) {}

    @EmbeddedId
    Key key;

    @Column(name = "changed_at", updatable = false)
    Instant changedAt;

    @Column(name = "by_subject", updatable = false)
    String bySubject;

    @Column(name = "by_name", updatable = false)
    String byName;

    @Column(updatable = false)
    @Convert(converter = Entries.class)
    List<FaqEntry> entries;

    /** The entries in their column: JSON by a mapper of its own, so that no change to the API's alters what is stored. */
    @Converter
    static class Entries implements AttributeConverter<List<FaqEntry>, String> {

        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public String convertToDatabaseColumn(List<FaqEntry> entries) {
            try {
                return JSON.writeValueAsString(entries);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("questions and answers are made of texts", e);
            }
        }

        @Override
        public List<FaqEntry> convertToEntityAttribute(String column) {
            try {
                return JSON.readValue(column, new TypeReference<List<FaqEntry>>() {});
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("stored questions and answers cannot be read", e);
            }
        }
    }
}

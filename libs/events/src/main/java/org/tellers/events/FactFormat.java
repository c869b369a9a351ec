package org.tellers.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;

/**
 * A fact as JSON. Readers ignore fields they do not know, so that facts may gain optional fields; a field that is not
 * {@code @Nullable} in the record must be there. Faults are named without quoting content.
 */
final class FactFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** Reading a record's type annotations takes longer than writing the record; a register import writes millions. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
        }
    };

    private FactFormat() {}

    /** The fact as JSON text; refuses one with a required field missing. */
    static String write(Fact fact) {
        missingField(fact).ifPresent(field -> {
            throw new IllegalArgumentException(fact.getClass().getSimpleName() + " without " + field);
        });
        try {
            return JSON.writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(fact.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /** The fact in these bytes; refuses what is not such a fact. */
    static <F extends Fact> F read(FactType<F> type, byte[] json) {
        F fact;
        try {
            fact = JSON.readValue(json, type.fact());
        } catch (JsonMappingException e) {
            throw new UnreadableRecord("not a " + type.type() + ": fault at " + path(e));
        } catch (JsonProcessingException e) {
            throw new UnreadableRecord(
                    "not JSON: fault at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UnreadableRecord("not JSON");
        }
        if (fact == null) {
            throw new UnreadableRecord("not a " + type.type() + ": null");
        }
        missingField(fact).ifPresent(field -> {
            throw new UnreadableRecord("not a " + type.type() + ": without " + field);
        });
        return fact;
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .reduce((left, right) -> left + (right.startsWith("[") ? "" : ".") + right)
                .orElse("");
        return path.isEmpty() ? "the root" : path;
    }

    private static Optional<String> missingField(Record holder) {
        for (Part part : PARTS.get(holder.getClass())) {
            Object value;
            try {
                value = part.accessor().invoke(holder);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + part.accessor(), e);
            }
            Optional<String> missing;
            if (value == null) {
                missing = part.nullable() ? Optional.empty() : Optional.of("");
            } else {
                missing = missingIn(value);
            }
            if (missing.isPresent()) {
                String inner = missing.get();
                return Optional.of(part.name() + (inner.isEmpty() || inner.startsWith("[") ? "" : ".") + inner);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> missingField(Fact fact) {
        if (fact instanceof Record holder) {
            return missingField(holder);
        }
        throw new IllegalArgumentException(fact.getClass().getName() + " is not a record");
    }

    private static Optional<String> missingIn(Object value) {
        if (value instanceof Record holder) {
            return missingField(holder);
        }
        if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                Optional<String> missing = item == null ? Optional.of("") : missingIn(item);
                if (missing.isPresent()) {
                    String inner = missing.get();
                    return Optional.of("[" + index + "]" + (inner.isEmpty() ? "" : "." + inner));
                }
                index++;
            }
        }
        return Optional.empty();
    }

    /** A component of a record. */
    private record Part(String name, Method accessor, boolean nullable) {

        static Part of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Part(
                    component.getName(), accessor, component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }
    }
}

package org.tellers.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;

/**
 * What a {@link FactReader} does on which fact. Each effect runs in the inbox's transaction, once per event id. An
 * exception that lies in the fact (a broken rule or constraint) sends the record to the dead-letter topic; a fault of
 * database or network makes the inbox try again until it works.
 */
public final class Handlers {

    /**
     * The effect of a fact.
     *
     * @param <F> the fact
     */
    @FunctionalInterface
    public interface Effect<F extends Fact> {
        /** Applies it, inside the inbox's transaction. */
        void apply(F fact) throws SubjectUnknown;
    }

    /**
     * The effect of a fact whose record key matters.
     *
     * @param <F> the fact
     */
    @FunctionalInterface
    public interface KeyedEffect<F extends Fact> {
        /** Applies it, inside the inbox's transaction. */
        void apply(String key, F fact) throws SubjectUnknown;
    }

    private final Map<Class<? extends Fact>, KeyedEffect<?>> effects = new LinkedHashMap<>();
    private final Map<String, Consumer<String>> tombstones = new LinkedHashMap<>();

    /** On this fact, that effect. */
    public <F extends Fact> Handlers on(Class<F> fact, Effect<? super F> effect) {
        return onKeyed(fact, (key, value) -> effect.apply(value));
    }

    /** On this fact, that effect, which also wants the record's key. */
    public <F extends Fact> Handlers onKeyed(Class<F> fact, KeyedEffect<? super F> effect) {
        FactType.of(fact);
        KeyedEffect<F> typed = effect::apply;
        if (effects.putIfAbsent(fact, typed) != null) {
            throw new IllegalArgumentException("two effects in one reader for " + fact.getSimpleName());
        }
        return this;
    }

    /**
     * On a tombstone of a compacted topic, that effect on its key. Tombstones carry no event id: the effect must bear
     * repetition.
     */
    public Handlers onTombstone(String topic, Consumer<String> effect) {
        if (tombstones.putIfAbsent(topic, effect) != null) {
            throw new IllegalArgumentException("two effects in one reader for tombstones of " + topic);
        }
        return this;
    }

    Map<Class<? extends Fact>, KeyedEffect<?>> effects() {
        return effects;
    }

    Map<String, Consumer<String>> tombstones() {
        return tombstones;
    }
}

package org.tellers.events;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/** Knows the effects of every {@link FactReader} of the service. */
@ApplicationScoped
class Dispatcher {

    private final Instance<FactReader> readers;
    private volatile @Nullable Effects effects;

    @Inject
    Dispatcher(@Any Instance<FactReader> readers) {
        this.readers = readers;
    }

    boolean wants(Class<? extends Fact> fact) {
        return effects().onFact().containsKey(fact);
    }

    /** Applies every effect of this fact. */
    void dispatch(String key, Fact fact) throws SubjectUnknown {
        for (Handlers.KeyedEffect<Fact> effect : effects().onFact().getOrDefault(fact.getClass(), List.of())) {
            effect.apply(key, fact);
        }
    }

    /** Applies every effect of a tombstone; false when nobody wants it. */
    boolean dispatchTombstone(String topic, String key) {
        List<Consumer<String>> wanted = effects().onTombstone().getOrDefault(topic, List.of());
        wanted.forEach(effect -> effect.accept(key));
        return !wanted.isEmpty();
    }

    // Not in the constructor: readers may themselves need the inbox or the parking.
    private Effects effects() {
        Effects known = effects;
        if (known == null) {
            known = collect();
            effects = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked") // Handlers binds each class to effects of that class
    private Effects collect() {
        Map<Class<?>, List<Handlers.KeyedEffect<Fact>>> onFact = new HashMap<>();
        Map<String, List<Consumer<String>>> onTombstone = new HashMap<>();
        for (FactReader reader : readers) {
            Handlers handlers = reader.handlers();
            handlers.effects()
                    .forEach((fact, effect) -> onFact.computeIfAbsent(fact, any -> new ArrayList<>())
                            .add((Handlers.KeyedEffect<Fact>) effect));
            handlers.tombstones()
                    .forEach((topic, effect) -> onTombstone
                            .computeIfAbsent(topic, any -> new ArrayList<>())
                            .add(effect));
        }
        return new Effects(onFact, onTombstone);
    }

    private record Effects(
            Map<Class<?>, List<Handlers.KeyedEffect<Fact>>> onFact, Map<String, List<Consumer<String>>> onTombstone) {}
}

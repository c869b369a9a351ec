package org.tellers.reporting.counting;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What was made last for a few keys, each for one text: made anew when that text is another. Thread-safe. */
final class Recent<V> {

    private static final int MOST = 16;

    private record Made<V>(String from, V value) {}

    private final Map<String, Made<V>> made = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made<V>> eldest) {
            return size() > MOST;
        }
    };

    synchronized V get(String key, String from, Supplier<V> make) {
        Made<V> present = made.get(key);
        if (present == null || !present.from().equals(from)) {
            present = new Made<>(from, make.get());
            made.put(key, present);
        }
        return present.value();
    }
}

package org.tellers.voting.limits;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue that is fair between claimants: each has its own line, lines are served in turn, and when the queue is
 * full the longest line gives way. Junk in the name of one credential, however much, delays that name only and never
 * locks anyone out.
 *
 * @param <T> what waits
 */
public final class FairQueue<T> {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Map<String, ArrayDeque<T>> lines = new LinkedHashMap<>();
    private int size;

    /** A queue that holds at most so many. */
    public FairQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Puts an item at the end of its claimant's line.
     *
     * @return what had to give way: nothing, the last of the longest line, or the item itself
     */
    public Optional<T> offer(String claimant, T item) {
        lock.lock();
        try {
            Optional<T> givesWay = Optional.empty();
            if (size == capacity) {
                int own = lines.getOrDefault(claimant, new ArrayDeque<>()).size();
                Map.Entry<String, ArrayDeque<T>> longest = lines.entrySet().stream()
                        .max((a, b) -> Integer.compare(
                                a.getValue().size(), b.getValue().size()))
                        .orElseThrow();
                if (longest.getValue().size() <= own + 1) {
                    return Optional.of(item);
                }
                givesWay = Optional.of(longest.getValue().removeLast());
                size--;
            }
            lines.computeIfAbsent(claimant, key -> new ArrayDeque<>()).addLast(item);
            size++;
            arrival.signal();
            return givesWay;
        } finally {
            lock.unlock();
        }
    }

    /** The first of the line whose turn it is; waits for one. */
    public T take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size == 0) {
                arrival.await();
            }
            Map.Entry<String, ArrayDeque<T>> next = lines.entrySet().iterator().next();
            String claimant = next.getKey();
            ArrayDeque<T> line = next.getValue();
            lines.remove(claimant);
            T item = line.removeFirst();
            size--;
            if (!line.isEmpty()) {
                lines.put(claimant, line);
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    public int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }
}

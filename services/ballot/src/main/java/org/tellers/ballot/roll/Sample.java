package org.tellers.ballot.roll;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Some of many, each as likely as any other, while the many stream by (reservoir sampling). */
final class Sample<T> {

    private final int most;
    private final RandomGenerator random = new SecureRandom();
    private final List<T> drawn = new ArrayList<>();
    private long seen;

    Sample(int most) {
        this.most = most;
    }

    void add(T one) {
        seen++;
        if (drawn.size() < most) {
            drawn.add(one);
        } else {
            long place = random.nextLong(seen);
            if (place < most) {
                drawn.set((int) place, one);
            }
        }
    }

    List<T> drawn() {
        return List.copyOf(drawn);
    }
}

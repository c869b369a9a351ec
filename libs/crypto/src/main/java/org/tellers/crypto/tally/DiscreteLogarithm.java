package org.tellers.crypto.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tellers.crypto.group.Point;

/** Finds m from g^m for 0 ≤ m ≤ a bound by baby steps and giant steps: about twice the bound's square root additions. */
final class DiscreteLogarithm {
    private final int steps;
    private final Map<String, Integer> babySteps;
    private final Point giantStep;
    private final int bound;

    DiscreteLogarithm(int bound) {
        this.bound = bound;
        this.steps = (int) Math.ceil(Math.sqrt(bound + 1.0));
        List<Point> points = new ArrayList<>(steps);
        Point point = Point.IDENTITY;
        for (int i = 0; i < steps; i++) {
            points.add(point);
            point = point.plus(Point.GENERATOR);
        }
        giantStep = point;
        Point.encodeAll(points);
        babySteps = HashMap.newHashMap(steps);
        for (int i = 0; i < steps; i++) {
            babySteps.put(points.get(i).hex(), i);
        }
    }

    /** The logarithm, or nothing if it is not within the bound. */
    OptionalInt of(Point power) {
        List<Point> points = new ArrayList<>(steps);
        Point point = power;
        for (int i = 0; i < steps; i++) {
            points.add(point);
            point = point.minus(giantStep);
        }
        Point.encodeAll(points);
        for (int i = 0; i < steps; i++) {
            Integer baby = babySteps.get(points.get(i).hex());
            if (baby != null) {
                long m = (long) i * steps + baby;
                return m <= bound ? OptionalInt.of((int) m) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }
}

package org.tellers.crypto.group;

import java.util.ArrayList;
import java.util.List;

/** Points that lie on the curve but not in the group. */
public final class Torsion {
    private Torsion() {}

    /** All eight points whose order divides 8. */
    public static List<Point> points() {
        for (long y = 2; ; y++) {
            EdwardsPoint p = EdwardsPoint.ofOrdinate(FieldElement.ofWords(y, 0, 0, 0), 0);
            if (p == null) {
                continue;
            }
            Point torsion = new Point(PublicPowers.with(new LimbArithmetic())
                    .power(p, Scalar.nonAdjacentForm(Scalar.words(Scalar.ORDER), Scalar.DIGIT_WIDTH)));
            List<Point> multiples = new ArrayList<>();
            Point multiple = Point.IDENTITY;
            do {
                multiples.add(multiple);
                multiple = multiple.plus(torsion);
            } while (!multiple.isIdentity());
            if (multiples.size() == 8) {
                return multiples;
            }
        }
    }

    /** A point of order 2q from one of order q. */
    public static Point mixed(Point p) {
        return p.plus(points().get(4));
    }
}

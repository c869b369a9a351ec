package org.tellers.crypto.group;

/**
 * Arithmetic with points in a form of its own, for what is public; everything is variable-time. There are two: by the
 * processor's 64-bit multiplication ({@link LimbArithmetic}), and four products at a time ({@link LaneArithmetic}). An
 * instance is room to compute in; it is not safe for concurrent use.
 *
 * @param <P> a point, mutable
 * @param <C> a summand prepared for additions, mutable
 */
interface PointArithmetic<P, C> {

    /** The fastest that this Java runtime can do. */
    static PointArithmetic<?, ?> here() {
        return Lanes.AVAILABLE ? new LaneArithmetic() : new LimbArithmetic();
    }

    /** Whether there are vectors to compute with; kept apart so that nothing loads {@link LaneArithmetic} without them. */
    final class Lanes {
        static final boolean AVAILABLE =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && LaneArithmetic.isFast();

        private Lanes() {}
    }

    /** A new identity. */
    P identity();

    /** A new point in this form, from one with a valid T. */
    P of(EdwardsPoint p);

    /** The point in the common form, with a valid T. */
    EdwardsPoint edwards(P p);

    /** A new summand, not set yet. */
    C summand();

    /** to = from. */
    void set(P to, P from);

    /** to = −from. */
    void setNegative(P to, P from);

    /** p = 2p; a point doubled without its T may only be doubled again. */
    void dbl(P p, boolean withT);

    /** Prepares a summand. */
    void prepare(C summand, P from);

    /** sum = sum + summand, or sum − summand. */
    void add(P sum, C summand, boolean negative);

    /** sum = sum + an entry of a table, or sum − that entry. */
    void add(P sum, FixedBase table, int entry, boolean negative);
}

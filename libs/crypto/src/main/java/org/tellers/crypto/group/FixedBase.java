package org.tellers.crypto.group;

/**
 * A table of multiples of one point for fast powers with public exponents: 2^(wi)·j·P for every window i and
 * 1 ≤ j ≤ 2^(w−1). Made once for g and once for each election's public key; immutable and safe to share. Variable-time.
 */
public final class FixedBase {
    private static final int WIDTH = 8;
    private static final int WINDOWS = (254 + WIDTH - 1) / WIDTH;
    private static final int ENTRIES = 1 << WIDTH - 1;
    /** The limbs of an entry. */
    static final int ENTRY = 3 * FieldElement.LIMBS;

    /** The table of the generator g. */
    public static final FixedBase GENERATOR = new FixedBase(Point.GENERATOR);

    private final Point point;

    /** The limbs of y + x, y − x and 2dxy of each multiple, one after the other: a look-up touches two cache lines. */
    private final long[] table = new long[WINDOWS * ENTRIES * ENTRY];

    private volatile double[] lanes;

    /** Computes the table: about 4,100 additions. */
    public FixedBase(Point point) {
        this.point = point;
        EdwardsPoint[] multiples = new EdwardsPoint[WINDOWS * ENTRIES];
        EdwardsPoint base = EdwardsPoint.copyOf(point.edwards());
        EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();
        for (int i = 0; i < WINDOWS; i++) {
            CachedPoint step = CachedPoint.of(base);
            EdwardsPoint multiple = EdwardsPoint.copyOf(base);
            for (int j = 0; j < ENTRIES; j++) {
                multiples[i * ENTRIES + j] = EdwardsPoint.copyOf(multiple);
                multiple.add(multiple, step, false, scratch);
            }
            for (int j = 0; j < WIDTH; j++) {
                base.dbl(base, true, scratch);
            }
        }
        FieldElement[] products = new FieldElement[multiples.length];
        FieldElement product = FieldElement.one();
        for (int i = 0; i < multiples.length; i++) {
            products[i] = product.copy();
            product.mul(product, multiples[i].z);
        }
        FieldElement inverse = new FieldElement();
        inverse.invert(product);
        FieldElement zInverse = new FieldElement();
        FieldElement x = new FieldElement();
        FieldElement y = new FieldElement();
        FieldElement sum = new FieldElement();
        for (int i = multiples.length - 1; i >= 0; i--) {
            zInverse.mul(inverse, products[i]);
            inverse.mul(inverse, multiples[i].z);
            x.mul(multiples[i].x, zInverse);
            y.mul(multiples[i].y, zInverse);
            sum.add(y, x);
            sum.store(table, i * ENTRY);
            sum.sub(y, x);
            sum.store(table, i * ENTRY + FieldElement.LIMBS);
            sum.mul(x, y);
            sum.mul(sum, EdwardsPoint.D2);
            sum.store(table, i * ENTRY + 2 * FieldElement.LIMBS);
        }
    }

    /** The point that the table belongs to. */
    public Point point() {
        return point;
    }

    /** This point times a public number. */
    public Point times(Scalar exponent) {
        return times(PointArithmetic.here(), exponent);
    }

    private <P, C> Point times(PointArithmetic<P, C> arithmetic, Scalar exponent) {
        P sum = arithmetic.identity();
        addTo(arithmetic, sum, exponent);
        return new Point(arithmetic.edwards(sum));
    }

    /** The table as {@link LimbArithmetic} reads it. */
    long[] limbs() {
        return table;
    }

    /** The table as {@link LaneArithmetic} reads it. */
    double[] lanes() {
        double[] l = lanes;
        if (l == null) {
            l = LaneArithmetic.table(table);
            lanes = l;
        }
        return l;
    }

    /** Adds exponent·P to a sum with a valid T. */
    <P, C> void addTo(PointArithmetic<P, C> arithmetic, P sum, Scalar exponent) {
        long[] words = exponent.words();
        int carry = 0;
        for (int i = 0; i < WINDOWS; i++) {
            int position = i * WIDTH;
            int word = position >>> 6;
            int bit = position & 63;
            long bits = words[word] >>> bit;
            if (bit + WIDTH > 64 && word < 3) {
                bits |= words[word + 1] << 64 - bit;
            }
            int digit = (int) (bits & (1 << WIDTH) - 1) + carry;
            carry = 0;
            if (digit > ENTRIES) {
                digit -= 1 << WIDTH;
                carry = 1;
            }
            if (digit != 0) {
                arithmetic.add(sum, this, i * ENTRIES + Math.abs(digit) - 1, digit < 0);
            }
        }
    }
}

package org.tellers.crypto.group;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Points with X, Y, Z and T side by side in the four lanes of a vector, so that one product of vectors is four of the
 * field (H. Hisil, K. Wong, G. Carter, E. Dawson, Twisted Edwards Curves Revisited, section 4). A point is twenty numbers:
 * lane l of limb k, radix 2^51, at 4k + l. A limb is a whole number in a double and may be negative.
 *
 * <p>A product of two limbs is taken in two halves by fused multiply-add, which rounds once: adding 1.5·2^103 rounds a
 * product to a multiple of 2^51, whose multiplier then stands in the low bits of the sum, and the same product less that
 * multiple is exact. Both halves are added up as the bit patterns of their sums; what those patterns have beside the
 * numbers is known and taken off at the end. This holds for products below 2^102 in magnitude.
 *
 * <p><em>Reduced</em> limbs are at most 2^50 + 2^23 in magnitude, which every stored point, summand and table has. Sums of
 * two are then at most 2^51 + 2^24 and of three below 2^51.6; of two factors at least one is reduced, so their products stay
 * below 2^102, a column of five of each half below 2^54, and with 19 times another below 2^59.
 */
final class LaneArithmetic implements PointArithmetic<double[], double[]> {
    private static final int SIZE = 4 * FieldElement.LIMBS;
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_256;
    private static final VectorSpecies<Long> L = LongVector.SPECIES_256;

    private static final double HIGH_SHIFT = 0x1.8p103;
    private static final double LOW_SHIFT = 0x1.8p52;
    private static final DoubleVector HIGH = DoubleVector.broadcast(D, HIGH_SHIFT);
    private static final DoubleVector LOW = DoubleVector.broadcast(D, LOW_SHIFT);
    private static final DoubleVector HIGH_AND_LOW = DoubleVector.broadcast(D, HIGH_SHIFT + LOW_SHIFT);
    private static final DoubleVector DOWN = DoubleVector.broadcast(D, 0x1p-51);
    private static final DoubleVector DOWN_19 = DoubleVector.broadcast(D, 19 * 0x1p-51);
    private static final double[] ONES = {1, 1, 1, 1};
    private static final LongVector MASK = LongVector.broadcast(L, (1L << 51) - 1);

    /** Makes a column positive, so that its carry is a logical shift, and rounds that carry. */
    private static final long LIFT = (1L << 62) + (1L << 50);

    /** Takes off what {@link #LIFT} leaves in a limb and the carry into it, and makes the bits of a double of it. */
    private static final LongVector REST =
            LongVector.broadcast(L, Double.doubleToRawLongBits(LOW_SHIFT) - (1L << 50) - (1L << 11));

    private static final LongVector REST_0 =
            LongVector.broadcast(L, Double.doubleToRawLongBits(LOW_SHIFT) - (1L << 50) - 19 * (1L << 11));

    private static final LongVector PRODUCT_0 = offset(0, false);
    private static final LongVector PRODUCT_1 = offset(1, false);
    private static final LongVector PRODUCT_2 = offset(2, false);
    private static final LongVector PRODUCT_3 = offset(3, false);
    private static final LongVector PRODUCT_4 = offset(4, false);
    private static final LongVector SQUARE_0 = offset(0, true);
    private static final LongVector SQUARE_1 = offset(1, true);
    private static final LongVector SQUARE_2 = offset(2, true);
    private static final LongVector SQUARE_3 = offset(3, true);
    private static final LongVector SQUARE_4 = offset(4, true);

    private static final VectorShuffle<Double> SWAP = VectorShuffle.fromValues(D, 1, 0, 3, 2);
    private static final VectorShuffle<Double> XYZX = VectorShuffle.fromValues(D, 0, 1, 2, 0);
    private static final VectorShuffle<Double> FIRST = VectorShuffle.fromValues(D, 0, 0, 0, 0);
    private static final VectorShuffle<Double> SECOND = VectorShuffle.fromValues(D, 1, 1, 1, 1);
    private static final VectorShuffle<Double> THIRD = VectorShuffle.fromValues(D, 2, 2, 2, 2);
    private static final VectorShuffle<Double> FOURTH = VectorShuffle.fromValues(D, 3, 3, 3, 3);
    private static final VectorShuffle<Double> EGFE = VectorShuffle.fromValues(D, 0, 2, 3, 0);
    private static final VectorShuffle<Double> FHGH = VectorShuffle.fromValues(D, 3, 1, 2, 1);
    private static final DoubleVector IN_FOURTH = lanes(0, 0, 0, 1);
    private static final DoubleVector NEGATIVE = lanes(-1, 1, 1, -1);

    // Doubling: of A = X², B = Y², C = Z², D = (X + Y)² the factors (E, H, G, E) and (F, G, F, H).
    private static final DoubleVector LEFT_A = lanes(-1, 1, -1, -1);
    private static final DoubleVector LEFT_B = lanes(-1, 1, 1, -1);
    private static final DoubleVector LEFT_D = lanes(1, 0, 0, 1);
    private static final DoubleVector RIGHT_A = lanes(1, -1, 1, 1);
    private static final DoubleVector RIGHT_B = lanes(-1, 1, -1, 1);
    private static final DoubleVector RIGHT_C = lanes(2, 0, 2, 0);

    // Addition: what a vector and the same with its pairs swapped are multiplied by. From 4 on for a subtraction, whose
    // first factor has its pair swapped and T negated.
    private static final double[] INTO_SELF = {-1, 1, 1, 1, 1, 1, 1, -1};
    private static final double[] INTO_SWAP = {1, 1, 0, 0, 1, -1, 0, 0};
    private static final double[] OUT_SELF = {-1, 1, 1, -1, 1, 1, 1, -1};
    private static final double[] OUT_SWAP = {1, 1, 1, 1, -1, 1, 1, 1};

    /** d = −121665/121666: a summand is (Y − X, Y + X, 2Z, 2dT), all times 121666. */
    private static final double[] SUMMAND = {121666, 121666, 2 * 121666, -2 * 121665};

    private static final DoubleVector SUMMAND_SELF = lanes(-1, 1, 1, 1);
    private static final DoubleVector SUMMAND_SWAP = lanes(1, 1, 0, 0);

    private final double[] left = new double[SIZE];
    private final double[] right = new double[SIZE];
    private final double[] product = new double[SIZE];

    /** Whether this processor has four lanes with a fused multiply-add of their own: AVX2's do. */
    static boolean isFast() {
        return IntVector.SPECIES_PREFERRED.vectorBitSize() >= D.vectorBitSize();
    }

    private static DoubleVector lanes(double... values) {
        return DoubleVector.fromArray(D, values, 0);
    }

    /**
     * What is added to column k, with 19 times column k + 5 in it, so that it holds the number itself and {@link #LIFT}.
     */
    private static LongVector offset(int k, boolean square) {
        long bits = LIFT;
        for (int i = 0; i < FieldElement.LIMBS; i++) {
            for (int j = square ? i : 0; j < FieldElement.LIMBS; j++) {
                bits -= Double.doubleToRawLongBits(HIGH_SHIFT) * times(i + j + 1 - k);
                bits -= Double.doubleToRawLongBits(LOW_SHIFT) * times(i + j - k);
            }
        }
        return LongVector.broadcast(L, bits);
    }

    /** How often what falls into a column counts in the one that lies so many below it. */
    private static long times(int columns) {
        return columns == 0 ? 1 : columns == FieldElement.LIMBS ? 19 : 0;
    }

    @Override
    public double[] identity() {
        double[] p = new double[SIZE];
        p[1] = 1;
        p[2] = 1;
        return p;
    }

    @Override
    public double[] of(EdwardsPoint p) {
        double[] r = new double[SIZE];
        write(p.x, r, 0);
        write(p.y, r, 1);
        write(p.z, r, 2);
        write(p.t, r, 3);
        return r;
    }

    @Override
    public EdwardsPoint edwards(double[] p) {
        EdwardsPoint r = new EdwardsPoint();
        read(p, 0, r.x);
        read(p, 1, r.y);
        read(p, 2, r.z);
        read(p, 3, r.t);
        return r;
    }

    /** Writes an element, reduced or not, into a lane of a point. */
    private static void write(FieldElement element, double[] into, int lane) {
        FieldElement e = element.copy();
        e.carry();
        long[] limbs = new long[FieldElement.LIMBS];
        e.store(limbs, 0);
        for (int k = 0; k < FieldElement.LIMBS; k++) {
            if (limbs[k] > 1L << 50) {
                limbs[k] -= 1L << 51;
                limbs[(k + 1) % FieldElement.LIMBS] += k + 1 < FieldElement.LIMBS ? 1 : 19;
            }
        }
        for (int k = 0; k < FieldElement.LIMBS; k++) {
            into[4 * k + lane] = limbs[k];
        }
    }

    /** Reads a lane of a point, reduced. */
    private static void read(double[] from, int lane, FieldElement into) {
        long[] limbs = new long[FieldElement.LIMBS];
        for (int k = 0; k < FieldElement.LIMBS; k++) {
            limbs[k] = (long) -from[4 * k + lane];
        }
        FieldElement negative = new FieldElement();
        negative.load(limbs, 0);
        into.negate(negative);
    }

    /** The entries of a {@link FixedBase} as summands. */
    static double[] table(long[] limbs) {
        int entries = limbs.length / FixedBase.ENTRY;
        double[] table = new double[entries * SIZE];
        double[] summand = new double[SIZE];
        FieldElement element = new FieldElement();
        FieldElement two = FieldElement.ofWords(2, 0, 0, 0);
        for (int i = 0; i < entries; i++) {
            element.load(limbs, i * FixedBase.ENTRY);
            write(element, summand, 1);
            element.load(limbs, i * FixedBase.ENTRY + FieldElement.LIMBS);
            write(element, summand, 0);
            element.load(limbs, i * FixedBase.ENTRY + 2 * FieldElement.LIMBS);
            write(element, summand, 3);
            write(two, summand, 2);
            System.arraycopy(summand, 0, table, i * SIZE, SIZE);
        }
        return table;
    }

    @Override
    public double[] summand() {
        return new double[SIZE];
    }

    @Override
    public void set(double[] to, double[] from) {
        System.arraycopy(from, 0, to, 0, SIZE);
    }

    @Override
    public void setNegative(double[] to, double[] from) {
        for (int k = 0; k < SIZE; k += 4) {
            DoubleVector.fromArray(D, from, k).mul(NEGATIVE).intoArray(to, k);
        }
    }

    @Override
    public void dbl(double[] p, boolean withT) {
        squares(p);
        factorsOfDouble();
        multiply(p, left, right, 0);
    }

    @Override
    public void add(double[] sum, double[] summand, boolean negative) {
        add(sum, summand, 0, negative);
    }

    @Override
    public void add(double[] sum, FixedBase table, int entry, boolean negative) {
        add(sum, table.lanes(), entry * SIZE, negative);
    }

    private void add(double[] sum, double[] summands, int at, boolean negative) {
        int sign = negative ? 4 : 0;
        firstFactor(sum, sign);
        multiply(product, left, summands, at);
        factorsOfSum(sign);
        multiply(sum, left, right, 0);
    }

    /** product = (X², Y², Z², (X + Y)²). */
    private void squares(double[] p) {
        for (int k = 0; k < SIZE; k += 4) {
            DoubleVector limb = DoubleVector.fromArray(D, p, k);
            limb.rearrange(SECOND).fma(IN_FOURTH, limb.rearrange(XYZX)).intoArray(right, k);
        }
        reduce(right, ONES);
        square(product, right);
    }

    /** left = (E, H, G, E) and right = (F, G, F, H), reduced, from the squares. */
    private void factorsOfDouble() {
        for (int k = 0; k < SIZE; k += 4) {
            DoubleVector squares = DoubleVector.fromArray(D, product, k);
            DoubleVector a = squares.rearrange(FIRST);
            DoubleVector b = squares.rearrange(SECOND);
            squares.rearrange(FOURTH).fma(LEFT_D, a.fma(LEFT_A, b.mul(LEFT_B))).intoArray(left, k);
            squares.rearrange(THIRD)
                    .fma(RIGHT_C, a.fma(RIGHT_A, b.mul(RIGHT_B)))
                    .intoArray(right, k);
        }
        reduce(right, ONES);
    }

    /** left = (Y − X, Y + X, Z, T), or (Y + X, Y − X, Z, −T) for a subtraction. */
    private void firstFactor(double[] p, int sign) {
        DoubleVector self = DoubleVector.fromArray(D, INTO_SELF, sign);
        DoubleVector swapped = DoubleVector.fromArray(D, INTO_SWAP, sign);
        for (int k = 0; k < SIZE; k += 4) {
            DoubleVector limb = DoubleVector.fromArray(D, p, k);
            limb.rearrange(SWAP).fma(swapped, limb.mul(self)).intoArray(left, k);
        }
    }

    /** left = (E, G, F, E) and right = (F, H, G, H), reduced, from the products. */
    private void factorsOfSum(int sign) {
        DoubleVector self = DoubleVector.fromArray(D, OUT_SELF, sign);
        DoubleVector swapped = DoubleVector.fromArray(D, OUT_SWAP, sign);
        for (int k = 0; k < SIZE; k += 4) {
            DoubleVector products = DoubleVector.fromArray(D, product, k);
            DoubleVector factors = products.rearrange(SWAP).fma(swapped, products.mul(self));
            factors.rearrange(EGFE).intoArray(left, k);
            factors.rearrange(FHGH).intoArray(right, k);
        }
        reduce(right, ONES);
    }

    @Override
    public void prepare(double[] summand, double[] from) {
        for (int k = 0; k < SIZE; k += 4) {
            DoubleVector limb = DoubleVector.fromArray(D, from, k);
            limb.rearrange(SWAP).fma(SUMMAND_SWAP, limb.mul(SUMMAND_SELF)).intoArray(summand, k);
        }
        reduce(summand, SUMMAND);
    }

    /** r = r times a factor for each lane, below 2^18 in magnitude, reduced: what exceeds a limb goes to the next. */
    private static void reduce(double[] r, double[] factor) {
        DoubleVector f = DoubleVector.fromArray(D, factor, 0);
        DoubleVector r0 = DoubleVector.fromArray(D, r, 0);
        DoubleVector r1 = DoubleVector.fromArray(D, r, 4);
        DoubleVector r2 = DoubleVector.fromArray(D, r, 8);
        DoubleVector r3 = DoubleVector.fromArray(D, r, 12);
        DoubleVector r4 = DoubleVector.fromArray(D, r, 16);
        DoubleVector h0 = r0.fma(f, HIGH).sub(HIGH);
        DoubleVector h1 = r1.fma(f, HIGH).sub(HIGH);
        DoubleVector h2 = r2.fma(f, HIGH).sub(HIGH);
        DoubleVector h3 = r3.fma(f, HIGH).sub(HIGH);
        DoubleVector h4 = r4.fma(f, HIGH).sub(HIGH);
        h4.fma(DOWN_19, r0.fma(f, h0.neg())).intoArray(r, 0);
        h0.fma(DOWN, r1.fma(f, h1.neg())).intoArray(r, 4);
        h1.fma(DOWN, r2.fma(f, h2.neg())).intoArray(r, 8);
        h2.fma(DOWN, r3.fma(f, h3.neg())).intoArray(r, 12);
        h3.fma(DOWN, r4.fma(f, h4.neg())).intoArray(r, 16);
    }

    /** r = a·b lane by lane, reduced, with b at a place in an array. */
    static void multiply(double[] r, double[] a, double[] b, int at) {
        DoubleVector a0 = DoubleVector.fromArray(D, a, 0);
        DoubleVector a1 = DoubleVector.fromArray(D, a, 4);
        DoubleVector a2 = DoubleVector.fromArray(D, a, 8);
        DoubleVector a3 = DoubleVector.fromArray(D, a, 12);
        DoubleVector a4 = DoubleVector.fromArray(D, a, 16);
        DoubleVector b0 = DoubleVector.fromArray(D, b, at + 0);
        DoubleVector b1 = DoubleVector.fromArray(D, b, at + 4);
        DoubleVector b2 = DoubleVector.fromArray(D, b, at + 8);
        DoubleVector b3 = DoubleVector.fromArray(D, b, at + 12);
        DoubleVector b4 = DoubleVector.fromArray(D, b, at + 16);
        DoubleVector h = a0.fma(b0, HIGH);
        LongVector r1 = h.reinterpretAsLongs();
        LongVector r0 = a0.fma(b0, HIGH_AND_LOW.sub(h)).reinterpretAsLongs();
        h = a0.fma(b1, HIGH);
        LongVector r2 = h.reinterpretAsLongs();
        r1 = r1.add(a0.fma(b1, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a0.fma(b2, HIGH);
        LongVector r3 = h.reinterpretAsLongs();
        r2 = r2.add(a0.fma(b2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a0.fma(b3, HIGH);
        LongVector r4 = h.reinterpretAsLongs();
        r3 = r3.add(a0.fma(b3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a0.fma(b4, HIGH);
        LongVector r5 = h.reinterpretAsLongs();
        r4 = r4.add(a0.fma(b4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a1.fma(b0, HIGH);
        r2 = r2.add(h.reinterpretAsLongs());
        r1 = r1.add(a1.fma(b0, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a1.fma(b1, HIGH);
        r3 = r3.add(h.reinterpretAsLongs());
        r2 = r2.add(a1.fma(b1, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a1.fma(b2, HIGH);
        r4 = r4.add(h.reinterpretAsLongs());
        r3 = r3.add(a1.fma(b2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a1.fma(b3, HIGH);
        r5 = r5.add(h.reinterpretAsLongs());
        r4 = r4.add(a1.fma(b3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a1.fma(b4, HIGH);
        LongVector r6 = h.reinterpretAsLongs();
        r5 = r5.add(a1.fma(b4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a2.fma(b0, HIGH);
        r3 = r3.add(h.reinterpretAsLongs());
        r2 = r2.add(a2.fma(b0, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a2.fma(b1, HIGH);
        r4 = r4.add(h.reinterpretAsLongs());
        r3 = r3.add(a2.fma(b1, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a2.fma(b2, HIGH);
        r5 = r5.add(h.reinterpretAsLongs());
        r4 = r4.add(a2.fma(b2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a2.fma(b3, HIGH);
        r6 = r6.add(h.reinterpretAsLongs());
        r5 = r5.add(a2.fma(b3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a2.fma(b4, HIGH);
        LongVector r7 = h.reinterpretAsLongs();
        r6 = r6.add(a2.fma(b4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a3.fma(b0, HIGH);
        r4 = r4.add(h.reinterpretAsLongs());
        r3 = r3.add(a3.fma(b0, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a3.fma(b1, HIGH);
        r5 = r5.add(h.reinterpretAsLongs());
        r4 = r4.add(a3.fma(b1, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a3.fma(b2, HIGH);
        r6 = r6.add(h.reinterpretAsLongs());
        r5 = r5.add(a3.fma(b2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a3.fma(b3, HIGH);
        r7 = r7.add(h.reinterpretAsLongs());
        r6 = r6.add(a3.fma(b3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a3.fma(b4, HIGH);
        LongVector r8 = h.reinterpretAsLongs();
        r7 = r7.add(a3.fma(b4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a4.fma(b0, HIGH);
        r5 = r5.add(h.reinterpretAsLongs());
        r4 = r4.add(a4.fma(b0, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a4.fma(b1, HIGH);
        r6 = r6.add(h.reinterpretAsLongs());
        r5 = r5.add(a4.fma(b1, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a4.fma(b2, HIGH);
        r7 = r7.add(h.reinterpretAsLongs());
        r6 = r6.add(a4.fma(b2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a4.fma(b3, HIGH);
        r8 = r8.add(h.reinterpretAsLongs());
        r7 = r7.add(a4.fma(b3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a4.fma(b4, HIGH);
        LongVector r9 = h.reinterpretAsLongs();
        r8 = r8.add(a4.fma(b4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        LongVector z0 = r5.lanewise(VectorOperators.LSHL, 4)
                .add(r5.lanewise(VectorOperators.LSHL, 1))
                .add(r5)
                .add(r0)
                .add(PRODUCT_0);
        LongVector z1 = r6.lanewise(VectorOperators.LSHL, 4)
                .add(r6.lanewise(VectorOperators.LSHL, 1))
                .add(r6)
                .add(r1)
                .add(PRODUCT_1);
        LongVector z2 = r7.lanewise(VectorOperators.LSHL, 4)
                .add(r7.lanewise(VectorOperators.LSHL, 1))
                .add(r7)
                .add(r2)
                .add(PRODUCT_2);
        LongVector z3 = r8.lanewise(VectorOperators.LSHL, 4)
                .add(r8.lanewise(VectorOperators.LSHL, 1))
                .add(r8)
                .add(r3)
                .add(PRODUCT_3);
        LongVector z4 = r9.lanewise(VectorOperators.LSHL, 4)
                .add(r9.lanewise(VectorOperators.LSHL, 1))
                .add(r9)
                .add(r4)
                .add(PRODUCT_4);
        LongVector c0 = z0.lanewise(VectorOperators.LSHR, 51);
        LongVector c1 = z1.lanewise(VectorOperators.LSHR, 51);
        LongVector c2 = z2.lanewise(VectorOperators.LSHR, 51);
        LongVector c3 = z3.lanewise(VectorOperators.LSHR, 51);
        LongVector c4 = z4.lanewise(VectorOperators.LSHR, 51);
        c4 = c4.lanewise(VectorOperators.LSHL, 4)
                .add(c4.lanewise(VectorOperators.LSHL, 1))
                .add(c4);
        z0.and(MASK).add(c4).add(REST_0).reinterpretAsDoubles().sub(LOW).intoArray(r, 0);
        z1.and(MASK).add(c0).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 4);
        z2.and(MASK).add(c1).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 8);
        z3.and(MASK).add(c2).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 12);
        z4.and(MASK).add(c3).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 16);
    }

    /** r = a² lane by lane, reduced. */
    static void square(double[] r, double[] a) {
        DoubleVector a0 = DoubleVector.fromArray(D, a, 0);
        DoubleVector a1 = DoubleVector.fromArray(D, a, 4);
        DoubleVector a2 = DoubleVector.fromArray(D, a, 8);
        DoubleVector a3 = DoubleVector.fromArray(D, a, 12);
        DoubleVector a4 = DoubleVector.fromArray(D, a, 16);
        DoubleVector d0 = a0.add(a0);
        DoubleVector d1 = a1.add(a1);
        DoubleVector d2 = a2.add(a2);
        DoubleVector d3 = a3.add(a3);
        DoubleVector h = a0.fma(a0, HIGH);
        LongVector r1 = h.reinterpretAsLongs();
        LongVector r0 = a0.fma(a0, HIGH_AND_LOW.sub(h)).reinterpretAsLongs();
        h = d0.fma(a1, HIGH);
        LongVector r2 = h.reinterpretAsLongs();
        r1 = r1.add(d0.fma(a1, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d0.fma(a2, HIGH);
        LongVector r3 = h.reinterpretAsLongs();
        r2 = r2.add(d0.fma(a2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d0.fma(a3, HIGH);
        LongVector r4 = h.reinterpretAsLongs();
        r3 = r3.add(d0.fma(a3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d0.fma(a4, HIGH);
        LongVector r5 = h.reinterpretAsLongs();
        r4 = r4.add(d0.fma(a4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a1.fma(a1, HIGH);
        r3 = r3.add(h.reinterpretAsLongs());
        r2 = r2.add(a1.fma(a1, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d1.fma(a2, HIGH);
        r4 = r4.add(h.reinterpretAsLongs());
        r3 = r3.add(d1.fma(a2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d1.fma(a3, HIGH);
        r5 = r5.add(h.reinterpretAsLongs());
        r4 = r4.add(d1.fma(a3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d1.fma(a4, HIGH);
        LongVector r6 = h.reinterpretAsLongs();
        r5 = r5.add(d1.fma(a4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a2.fma(a2, HIGH);
        r5 = r5.add(h.reinterpretAsLongs());
        r4 = r4.add(a2.fma(a2, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d2.fma(a3, HIGH);
        r6 = r6.add(h.reinterpretAsLongs());
        r5 = r5.add(d2.fma(a3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d2.fma(a4, HIGH);
        LongVector r7 = h.reinterpretAsLongs();
        r6 = r6.add(d2.fma(a4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a3.fma(a3, HIGH);
        r7 = r7.add(h.reinterpretAsLongs());
        r6 = r6.add(a3.fma(a3, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = d3.fma(a4, HIGH);
        LongVector r8 = h.reinterpretAsLongs();
        r7 = r7.add(d3.fma(a4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        h = a4.fma(a4, HIGH);
        LongVector r9 = h.reinterpretAsLongs();
        r8 = r8.add(a4.fma(a4, HIGH_AND_LOW.sub(h)).reinterpretAsLongs());
        LongVector z0 = r5.lanewise(VectorOperators.LSHL, 4)
                .add(r5.lanewise(VectorOperators.LSHL, 1))
                .add(r5)
                .add(r0)
                .add(SQUARE_0);
        LongVector z1 = r6.lanewise(VectorOperators.LSHL, 4)
                .add(r6.lanewise(VectorOperators.LSHL, 1))
                .add(r6)
                .add(r1)
                .add(SQUARE_1);
        LongVector z2 = r7.lanewise(VectorOperators.LSHL, 4)
                .add(r7.lanewise(VectorOperators.LSHL, 1))
                .add(r7)
                .add(r2)
                .add(SQUARE_2);
        LongVector z3 = r8.lanewise(VectorOperators.LSHL, 4)
                .add(r8.lanewise(VectorOperators.LSHL, 1))
                .add(r8)
                .add(r3)
                .add(SQUARE_3);
        LongVector z4 = r9.lanewise(VectorOperators.LSHL, 4)
                .add(r9.lanewise(VectorOperators.LSHL, 1))
                .add(r9)
                .add(r4)
                .add(SQUARE_4);
        LongVector c0 = z0.lanewise(VectorOperators.LSHR, 51);
        LongVector c1 = z1.lanewise(VectorOperators.LSHR, 51);
        LongVector c2 = z2.lanewise(VectorOperators.LSHR, 51);
        LongVector c3 = z3.lanewise(VectorOperators.LSHR, 51);
        LongVector c4 = z4.lanewise(VectorOperators.LSHR, 51);
        c4 = c4.lanewise(VectorOperators.LSHL, 4)
                .add(c4.lanewise(VectorOperators.LSHL, 1))
                .add(c4);
        z0.and(MASK).add(c4).add(REST_0).reinterpretAsDoubles().sub(LOW).intoArray(r, 0);
        z1.and(MASK).add(c0).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 4);
        z2.and(MASK).add(c1).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 8);
        z3.and(MASK).add(c2).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 12);
        z4.and(MASK).add(c3).add(REST).reinterpretAsDoubles().sub(LOW).intoArray(r, 16);
    }
}

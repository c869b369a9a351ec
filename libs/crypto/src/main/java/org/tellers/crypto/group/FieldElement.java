package org.tellers.crypto.group;

import java.math.BigInteger;

/**
 * An element of the field of 2^255 − 19, mutable, as five limbs of radix 2^51.
 *
 * <p>A result of {@link #mul} or {@link #square} is <em>reduced</em>: its limbs are below 2^51 + 2^17. {@link #add} and
 * {@link #sub} do not carry; operands of {@code mul} and {@code square} may have limbs up to 3·2^52 + 2^18, which every
 * formula of {@link EdwardsPoint} keeps to. With that bound no column sum below leaves the 63 bits of a positive long.
 */
final class FieldElement {
    /** The number of limbs. */
    static final int LIMBS = 5;

    private static final long MASK = (1L << 51) - 1;
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    long l0;
    long l1;
    long l2;
    long l3;
    long l4;

    FieldElement() {}

    static FieldElement one() {
        FieldElement r = new FieldElement();
        r.l0 = 1;
        return r;
    }

    static FieldElement of(BigInteger value) {
        BigInteger v = value.mod(P);
        FieldElement r = new FieldElement();
        r.l0 = v.longValue() & MASK;
        r.l1 = v.shiftRight(51).longValue() & MASK;
        r.l2 = v.shiftRight(102).longValue() & MASK;
        r.l3 = v.shiftRight(153).longValue() & MASK;
        r.l4 = v.shiftRight(204).longValue() & MASK;
        return r;
    }

    /** Reads four 64-bit words, least significant first; the value must be below 2^255. */
    static FieldElement ofWords(long w0, long w1, long w2, long w3) {
        FieldElement r = new FieldElement();
        r.l0 = w0 & MASK;
        r.l1 = (w0 >>> 51 | w1 << 13) & MASK;
        r.l2 = (w1 >>> 38 | w2 << 26) & MASK;
        r.l3 = (w2 >>> 25 | w3 << 39) & MASK;
        r.l4 = w3 >>> 12 & MASK;
        return r;
    }

    FieldElement copy() {
        FieldElement r = new FieldElement();
        r.set(this);
        return r;
    }

    void set(FieldElement a) {
        l0 = a.l0;
        l1 = a.l1;
        l2 = a.l2;
        l3 = a.l3;
        l4 = a.l4;
    }

    /** Writes the limbs into an array. */
    void store(long[] into, int offset) {
        into[offset] = l0;
        into[offset + 1] = l1;
        into[offset + 2] = l2;
        into[offset + 3] = l3;
        into[offset + 4] = l4;
    }

    /** Reads the limbs from an array. */
    void load(long[] from, int offset) {
        l0 = from[offset];
        l1 = from[offset + 1];
        l2 = from[offset + 2];
        l3 = from[offset + 3];
        l4 = from[offset + 4];
    }

    void setZero() {
        l0 = l1 = l2 = l3 = l4 = 0;
    }

    void setOne() {
        setZero();
        l0 = 1;
    }

    /** this = a + b, without carry. */
    void add(FieldElement a, FieldElement b) {
        l0 = a.l0 + b.l0;
        l1 = a.l1 + b.l1;
        l2 = a.l2 + b.l2;
        l3 = a.l3 + b.l3;
        l4 = a.l4 + b.l4;
    }

    /** this = a − b + 2p, without carry; b must be reduced. */
    void sub(FieldElement a, FieldElement b) {
        l0 = a.l0 + 0xFFFFFFFFFFFDAL - b.l0;
        l1 = a.l1 + 0xFFFFFFFFFFFFEL - b.l1;
        l2 = a.l2 + 0xFFFFFFFFFFFFEL - b.l2;
        l3 = a.l3 + 0xFFFFFFFFFFFFEL - b.l3;
        l4 = a.l4 + 0xFFFFFFFFFFFFEL - b.l4;
    }

    /** this = a − b + 4p, without carry; the limbs of b may be up to 2^53 − 76. */
    void subWide(FieldElement a, FieldElement b) {
        l0 = a.l0 + 0x1FFFFFFFFFFFB4L - b.l0;
        l1 = a.l1 + 0x1FFFFFFFFFFFFCL - b.l1;
        l2 = a.l2 + 0x1FFFFFFFFFFFFCL - b.l2;
        l3 = a.l3 + 0x1FFFFFFFFFFFFCL - b.l3;
        l4 = a.l4 + 0x1FFFFFFFFFFFFCL - b.l4;
    }

    /** this = −a, reduced; a must be reduced. */
    void negate(FieldElement a) {
        l0 = 0xFFFFFFFFFFFDAL - a.l0;
        l1 = 0xFFFFFFFFFFFFEL - a.l1;
        l2 = 0xFFFFFFFFFFFFEL - a.l2;
        l3 = 0xFFFFFFFFFFFFEL - a.l3;
        l4 = 0xFFFFFFFFFFFFEL - a.l4;
        carry();
    }

    /** Brings limbs of any admissible size below 2^51 + 2^17. */
    void carry() {
        carryInto(l0, l1, l2, l3, l4);
    }

    /**
     * Sets this to limbs below 2^63 after one carry. All carries are taken at the same time: none exceeds 2^12, so one
     * pass is enough, and no limb waits for its neighbour.
     */
    private void carryInto(long r0, long r1, long r2, long r3, long r4) {
        l0 = (r0 & MASK) + 19 * (r4 >>> 51);
        l1 = (r1 & MASK) + (r0 >>> 51);
        l2 = (r2 & MASK) + (r1 >>> 51);
        l3 = (r3 & MASK) + (r2 >>> 51);
        l4 = (r4 & MASK) + (r3 >>> 51);
    }

    /**
     * this = a·b, reduced.
     *
     * <p>{@code multiplyHigh} of operands shifted by 8 and 5 bits is a product's part above 2^51, the low word of the same
     * operands shifted back is the part below. The mixed products are taken in pairs,
     * a_i·b_j + a_j·b_i = a_i·b_i + a_j·b_j + (a_i − a_j)·(b_j − b_i): 15 instead of 25, since multiplications are what the
     * time goes into. The last factor may be negative; its floors lower a column by a few units at most, which adding p
     * makes up for.
     */
    void mul(FieldElement a, FieldElement b) {
        long a0 = a.l0 << 8;
        long a1 = a.l1 << 8;
        long a2 = a.l2 << 8;
        long a3 = a.l3 << 8;
        long a4 = a.l4 << 8;
        long b0 = b.l0 << 5;
        long b1 = b.l1 << 5;
        long b2 = b.l2 << 5;
        long b3 = b.l3 << 5;
        long b4 = b.l4 << 5;
        long h0 = Math.multiplyHigh(a0, b0);
        long h1 = Math.multiplyHigh(a1, b1);
        long h2 = Math.multiplyHigh(a2, b2);
        long h3 = Math.multiplyHigh(a3, b3);
        long h4 = Math.multiplyHigh(a4, b4);
        long l0 = a0 * b0 >>> 13;
        long l1 = a1 * b1 >>> 13;
        long l2 = a2 * b2 >>> 13;
        long l3 = a3 * b3 >>> 13;
        long l4 = a4 * b4 >>> 13;
        // The products of limbs of equal index: their parts fall into columns i to i + 4 and i + 1 to i + 5.
        long t0 = h0 + l0;
        long t1 = h1 + l1;
        long t2 = h2 + l2;
        long t3 = h3 + l3;
        long t4 = h4 + l4;
        long t01 = t0 + t1;
        long t012 = t01 + t2;
        long t34 = t3 + t4;
        long t234 = t2 + t34;
        long r0 = l0;
        long r1 = t0 + l1;
        long r2 = t01 + l2;
        long r3 = t012 + l3;
        long r4 = t012 + t3 + l4;
        long r5 = t1 + t234 + h0;
        long r6 = t234 + h1;
        long r7 = t34 + h2;
        long r8 = t4 + h3;
        long r9 = h4;
        long x01 = a0 - a1;
        long y01 = b1 - b0;
        r1 += x01 * y01 >>> 13;
        r2 += Math.multiplyHigh(x01, y01);
        long x02 = a0 - a2;
        long y02 = b2 - b0;
        r2 += x02 * y02 >>> 13;
        r3 += Math.multiplyHigh(x02, y02);
        long x03 = a0 - a3;
        long y03 = b3 - b0;
        r3 += x03 * y03 >>> 13;
        r4 += Math.multiplyHigh(x03, y03);
        long x04 = a0 - a4;
        long y04 = b4 - b0;
        r4 += x04 * y04 >>> 13;
        r5 += Math.multiplyHigh(x04, y04);
        long x12 = a1 - a2;
        long y12 = b2 - b1;
        r3 += x12 * y12 >>> 13;
        r4 += Math.multiplyHigh(x12, y12);
        long x13 = a1 - a3;
        long y13 = b3 - b1;
        r4 += x13 * y13 >>> 13;
        r5 += Math.multiplyHigh(x13, y13);
        long x14 = a1 - a4;
        long y14 = b4 - b1;
        r5 += x14 * y14 >>> 13;
        r6 += Math.multiplyHigh(x14, y14);
        long x23 = a2 - a3;
        long y23 = b3 - b2;
        r5 += x23 * y23 >>> 13;
        r6 += Math.multiplyHigh(x23, y23);
        long x24 = a2 - a4;
        long y24 = b4 - b2;
        r6 += x24 * y24 >>> 13;
        r7 += Math.multiplyHigh(x24, y24);
        long x34 = a3 - a4;
        long y34 = b4 - b3;
        r7 += x34 * y34 >>> 13;
        r8 += Math.multiplyHigh(x34, y34);
        carryInto(
                r0 + 19 * r5 + MASK - 18,
                r1 + 19 * r6 + MASK,
                r2 + 19 * r7 + MASK,
                r3 + 19 * r8 + MASK,
                r4 + 19 * r9 + MASK);
    }

    /**
     * this = a², reduced. {@code multiplyHigh} of operands shifted by 8 and 5 bits gives a product's part above 2^51; the
     * parts below add up to less than 2^54, so their sum is what the wrapped low products leave once the high parts are
     * taken off, and needs no masking of each product.
     */
    void square(FieldElement a) {
        long a0 = a.l0;
        long a1 = a.l1;
        long a2 = a.l2;
        long a3 = a.l3;
        long a4 = a.l4;
        long n3 = 19 * a3;
        long n4 = 19 * a4;
        long s0 = a0 * a0 + (a1 * n4 + a2 * n3 << 1);
        long s1 = (a0 * a1 + a2 * n4 << 1) + a3 * n3;
        long s2 = (a0 * a2 + a3 * n4 << 1) + a1 * a1;
        long s3 = (a0 * a3 + a1 * a2 << 1) + a4 * n4;
        long s4 = (a0 * a4 + a1 * a3 << 1) + a2 * a2;
        // The factor 2 of the mixed products goes into the shifted operand: a floor of 2ab, not twice a floor of ab.
        long d0 = a0 << 9;
        long d1 = a1 << 9;
        long d2 = a2 << 9;
        long d3 = a3 << 9;
        long b1 = a1 << 5;
        long b2 = a2 << 5;
        long b3 = a3 << 5;
        long b4 = a4 << 5;
        n3 <<= 5;
        n4 <<= 5;
        long h0 = Math.multiplyHigh(a0 << 8, a0 << 5) + Math.multiplyHigh(d1, n4) + Math.multiplyHigh(d2, n3);
        long h1 = Math.multiplyHigh(d0, b1) + Math.multiplyHigh(d2, n4) + Math.multiplyHigh(a3 << 8, n3);
        long h2 = Math.multiplyHigh(d0, b2) + Math.multiplyHigh(d3, n4) + Math.multiplyHigh(a1 << 8, b1);
        long h3 = Math.multiplyHigh(d0, b3) + Math.multiplyHigh(d1, b2) + Math.multiplyHigh(a4 << 8, n4);
        long h4 = Math.multiplyHigh(d0, b4) + Math.multiplyHigh(d1, b3) + Math.multiplyHigh(a2 << 8, b2);
        carryInto(
                s0 - (h0 << 51) + 19 * h4,
                s1 - (h1 << 51) + h0,
                s2 - (h2 << 51) + h1,
                s3 - (h3 << 51) + h2,
                s4 - (h4 << 51) + h3);
    }

    private void squareTimes(FieldElement a, int times) {
        square(a);
        for (int i = 1; i < times; i++) {
            square(this);
        }
    }

    /** this = a^(2^252 − 3), the exponent (p − 5)/8 of the square root; this must not be a. */
    void powP58(FieldElement a) {
        FieldElement a11 = new FieldElement();
        FieldElement t = powCommon(a, a11);
        squareTimes(t, 2);
        mul(this, a);
    }

    /** this = 1/a, or 0 of 0; this must not be a. */
    void invert(FieldElement a) {
        FieldElement a11 = new FieldElement();
        FieldElement t = powCommon(a, a11);
        squareTimes(t, 5);
        mul(this, a11);
    }

    /** a^(2^250 − 1); a11 becomes a^11. */
    private static FieldElement powCommon(FieldElement a, FieldElement a11) {
        FieldElement a2 = new FieldElement();
        a2.square(a);
        FieldElement a9 = new FieldElement();
        a9.squareTimes(a2, 2);
        a9.mul(a9, a);
        a11.mul(a9, a2);
        FieldElement e5 = new FieldElement();
        e5.square(a11);
        e5.mul(e5, a9);
        FieldElement e10 = stretch(e5, 5, e5);
        FieldElement e20 = stretch(e10, 10, e10);
        FieldElement e40 = stretch(e20, 20, e20);
        FieldElement e50 = stretch(e40, 10, e10);
        FieldElement e100 = stretch(e50, 50, e50);
        FieldElement e200 = stretch(e100, 100, e100);
        return stretch(e200, 50, e50);
    }

    /** a^(2^times)·b. */
    private static FieldElement stretch(FieldElement a, int times, FieldElement b) {
        FieldElement r = new FieldElement();
        r.squareTimes(a, times);
        r.mul(r, b);
        return r;
    }

    /** The unique representative below p as four 64-bit words, least significant first. */
    long[] words() {
        FieldElement t = copy();
        t.carryInTurn();
        t.carryInTurn();
        // q is 1 exactly if the value is at least p: adding 19 then carries out of 255 bits.
        long q = t.l0 + 19 >>> 51;
        q = t.l1 + q >>> 51;
        q = t.l2 + q >>> 51;
        q = t.l3 + q >>> 51;
        q = t.l4 + q >>> 51;
        long r0 = t.l0 + 19 * q;
        long r1 = t.l1 + (r0 >>> 51);
        long r2 = t.l2 + (r1 >>> 51);
        long r3 = t.l3 + (r2 >>> 51);
        long r4 = t.l4 + (r3 >>> 51);
        r0 &= MASK;
        r1 &= MASK;
        r2 &= MASK;
        r3 &= MASK;
        r4 &= MASK;
        return new long[] {r0 | r1 << 51, r1 >>> 13 | r2 << 38, r2 >>> 26 | r3 << 25, r3 >>> 39 | r4 << 12};
    }

    /** Carries from limb to limb, so that after two rounds every limb but the first is below 2^51. */
    private void carryInTurn() {
        l1 += l0 >>> 51;
        l2 += l1 >>> 51;
        l3 += l2 >>> 51;
        l4 += l3 >>> 51;
        l0 = (l0 & MASK) + 19 * (l4 >>> 51);
        l1 &= MASK;
        l2 &= MASK;
        l3 &= MASK;
        l4 &= MASK;
    }

    boolean isZero() {
        long[] w = words();
        return (w[0] | w[1] | w[2] | w[3]) == 0;
    }

    /** The least significant bit of the representative below p: 1 is what the specification calls negative. */
    int parity() {
        return (int) (words()[0] & 1);
    }

    boolean sameAs(FieldElement b) {
        return java.util.Arrays.equals(words(), b.words());
    }

    BigInteger toBigInteger() {
        BigInteger r = BigInteger.ZERO;
        long[] w = words();
        for (int i = 3; i >= 0; i--) {
            r = r.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(w[i])));
        }
        return r;
    }

    /** this = b where mask is all ones, unchanged where it is zero; no branch depends on mask. */
    void setIf(FieldElement b, long mask) {
        l0 ^= mask & (l0 ^ b.l0);
        l1 ^= mask & (l1 ^ b.l1);
        l2 ^= mask & (l2 ^ b.l2);
        l3 ^= mask & (l3 ^ b.l3);
        l4 ^= mask & (l4 ^ b.l4);
    }
}

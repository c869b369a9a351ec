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
     * this = a·b, reduced. {@code multiplyHigh} of operands shifted by 8 and 5 bits gives a product's part above 2^51;
     * the parts below add up to less than 2^54, so their sum is what the wrapped low products leave once the high
     * parts are taken off, and needs no masking of each product.
     */
    void mul(FieldElement a, FieldElement b) {
        long a0 = a.l0;
        long a1 = a.l1;
        long a2 = a.l2;
        long a3 = a.l3;
        long a4 = a.l4;
        long b0 = b.l0;
        long b1 = b.l1;
        long b2 = b.l2;
        long b3 = b.l3;
        long b4 = b.l4;
        long n1 = 19 * b1;
        long n2 = 19 * b2;
        long n3 = 19 * b3;
        long n4 = 19 * b4;
        long s0 = a0 * b0 + a1 * n4 + a2 * n3 + a3 * n2 + a4 * n1;
        long s1 = a0 * b1 + a1 * b0 + a2 * n4 + a3 * n3 + a4 * n2;
        long s2 = a0 * b2 + a1 * b1 + a2 * b0 + a3 * n4 + a4 * n3;
        long s3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * n4;
        long s4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        a0 <<= 8;
        a1 <<= 8;
        a2 <<= 8;
        a3 <<= 8;
        a4 <<= 8;
        b0 <<= 5;
        b1 <<= 5;
        b2 <<= 5;
        b3 <<= 5;
        b4 <<= 5;
        n1 <<= 5;
        n2 <<= 5;
        n3 <<= 5;
        n4 <<= 5;
        long h0 = Math.multiplyHigh(a0, b0)
                + Math.multiplyHigh(a1, n4)
                + Math.multiplyHigh(a2, n3)
                + Math.multiplyHigh(a3, n2)
                + Math.multiplyHigh(a4, n1);
        long h1 = Math.multiplyHigh(a0, b1)
                + Math.multiplyHigh(a1, b0)
                + Math.multiplyHigh(a2, n4)
                + Math.multiplyHigh(a3, n3)
                + Math.multiplyHigh(a4, n2);
        long h2 = Math.multiplyHigh(a0, b2)
                + Math.multiplyHigh(a1, b1)
                + Math.multiplyHigh(a2, b0)
                + Math.multiplyHigh(a3, n4)
                + Math.multiplyHigh(a4, n3);
        long h3 = Math.multiplyHigh(a0, b3)
                + Math.multiplyHigh(a1, b2)
                + Math.multiplyHigh(a2, b1)
                + Math.multiplyHigh(a3, b0)
                + Math.multiplyHigh(a4, n4);
        long h4 = Math.multiplyHigh(a0, b4)
                + Math.multiplyHigh(a1, b3)
                + Math.multiplyHigh(a2, b2)
                + Math.multiplyHigh(a3, b1)
                + Math.multiplyHigh(a4, b0);
        carryInto(
                s0 - (h0 << 51) + 19 * h4,
                s1 - (h1 << 51) + h0,
                s2 - (h2 << 51) + h1,
                s3 - (h3 << 51) + h2,
                s4 - (h4 << 51) + h3);
    }

    /** this = a², reduced. */
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

package org.tellers.crypto.group;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;

/**
 * An element of the group Ed25519, immutable. It is written as the 64 lower-case hexadecimal digits of
 * z = y XOR (x mod 2)·2^255, most significant first (specification, section Ed25519; not RFC 8032's byte order).
 * The group is written additively here: {@code times} is the specification's exponentiation.
 */
public final class Point {
    /** The name of the group in election.json and in hashes. */
    public static final String GROUP = "Ed25519";

    /** The neutral element. */
    public static final Point IDENTITY = new Point(new EdwardsPoint());

    /** The generator g: y = 4/5, x even. */
    public static final Point GENERATOR = generator();

    private static final int SECRET_WINDOWS = 64;

    private final EdwardsPoint p;
    private volatile String hex;

    Point(EdwardsPoint p) {
        this.p = p;
    }

    private static Point generator() {
        FieldElement y = new FieldElement();
        FieldElement five = FieldElement.ofWords(5, 0, 0, 0);
        y.invert(five);
        y.mul(y, FieldElement.ofWords(4, 0, 0, 0));
        return new Point(EdwardsPoint.ofOrdinate(y, 0));
    }

    /**
     * Reads an element other than the identity. Variable-time.
     *
     * @throws ProtocolViolation POINT_ENCODING, POINT_IDENTITY or POINT_OUTSIDE_SUBGROUP at the given place
     */
    public static Point parse(String hex, String place) {
        Point point = parseOnCurve(hex, place);
        if (!point.inPrimeOrderSubgroup()) {
            throw new ProtocolViolation(FormatFault.POINT_OUTSIDE_SUBGROUP, place);
        }
        return point;
    }

    /**
     * Reads an element that may be the identity: sums and decryption factors, which are the identity in an empty tally.
     *
     * @throws ProtocolViolation POINT_ENCODING or POINT_OUTSIDE_SUBGROUP at the given place
     */
    public static Point parseOrIdentity(String hex, String place) {
        return hex.equals(IDENTITY.hex()) ? IDENTITY : parse(hex, place);
    }

    /**
     * Reads a point of the curve other than the identity and leaves out the costly check of its order, which the caller
     * must do otherwise: {@link CommitmentBatch} does it along with the proofs.
     *
     * @throws ProtocolViolation POINT_ENCODING or POINT_IDENTITY at the given place
     */
    public static Point parseOnCurve(String hex, String place) {
        if (hex.length() != 64) {
            throw new ProtocolViolation(FormatFault.POINT_ENCODING, place);
        }
        long[] w = new long[4];
        for (int i = 0; i < 64; i++) {
            char c = hex.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                throw new ProtocolViolation(FormatFault.POINT_ENCODING, place);
            }
            w[3 - (i >>> 4)] = w[3 - (i >>> 4)] << 4 | digit;
        }
        int parity = (int) (w[3] >>> 63);
        long[] y = {w[0], w[1], w[2], w[3] & Long.MAX_VALUE};
        FieldElement ordinate = FieldElement.ofWords(y[0], y[1], y[2], y[3]);
        if (!Arrays.equals(ordinate.words(), y)) { // y is not below p
            throw new ProtocolViolation(FormatFault.POINT_ENCODING, place);
        }
        EdwardsPoint p = EdwardsPoint.ofOrdinate(ordinate, parity);
        if (p == null) {
            throw new ProtocolViolation(FormatFault.POINT_ENCODING, place);
        }
        if (p.isIdentity()) {
            throw new ProtocolViolation(FormatFault.POINT_IDENTITY, place);
        }
        Point point = new Point(p);
        point.hex = hex;
        return point;
    }

    /** g to a public exponent. Variable-time. */
    public static Point ofExponent(Scalar exponent) {
        return FixedBase.GENERATOR.times(exponent);
    }

    /** g to a secret exponent, see {@link #timesSecret}. */
    public static Point ofSecretExponent(Scalar exponent) {
        return GENERATOR.timesSecret(exponent);
    }

    /** A uniformly random element. */
    public static Point random(SecureRandom random) {
        return ofSecretExponent(Scalar.random(random));
    }

    /** The sum; the specification's product. */
    public Point plus(Point other) {
        EdwardsPoint sum = new EdwardsPoint();
        sum.add(p, CachedPoint.of(other.p), false, new EdwardsPoint.Scratch());
        return new Point(sum);
    }

    /** The difference; the specification's quotient. */
    public Point minus(Point other) {
        EdwardsPoint sum = new EdwardsPoint();
        sum.add(p, CachedPoint.of(other.p), true, new EdwardsPoint.Scratch());
        return new Point(sum);
    }

    /** This point times a public number; the specification's power. Variable-time: time depends on the number. */
    public Point times(Scalar exponent) {
        return times(PointArithmetic.here(), exponent.digits());
    }

    private <P, C> Point times(PointArithmetic<P, C> arithmetic, byte[] digits) {
        return new Point(arithmetic.edwards(PublicPowers.with(arithmetic).power(p, digits)));
    }

    /**
     * This point times a secret number: the same operations in the same order for every number, and table look-ups that
     * read the whole table. (The number's own recoding and {@link Scalar}'s arithmetic are not constant-time.)
     */
    public Point timesSecret(Scalar exponent) {
        EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();
        CachedPoint[] multiples = new CachedPoint[9];
        EdwardsPoint m = new EdwardsPoint();
        multiples[0] = CachedPoint.of(m);
        CachedPoint self = CachedPoint.of(p);
        for (int i = 1; i <= 8; i++) {
            m.add(m, self, false, scratch);
            multiples[i] = CachedPoint.of(m);
        }
        // Signed digits of radix 16, each in [−8, 8)
        long[] words = exponent.words();
        int[] digits = new int[SECRET_WINDOWS];
        int carry = 0;
        for (int i = 0; i < SECRET_WINDOWS; i++) {
            int digit = (int) (words[i >>> 4] >>> (i & 15) * 4 & 15) + carry;
            carry = digit + 8 >>> 4;
            digits[i] = digit - (carry << 4);
        }
        EdwardsPoint r = new EdwardsPoint();
        CachedPoint chosen = new CachedPoint();
        CachedPoint negated = new CachedPoint();
        for (int i = SECRET_WINDOWS - 1; i >= 0; i--) {
            r.dbl(r, false, scratch);
            r.dbl(r, false, scratch);
            r.dbl(r, false, scratch);
            r.dbl(r, true, scratch);
            int sign = digits[i] >> 31;
            int magnitude = (digits[i] ^ sign) - sign;
            for (int j = 0; j <= 8; j++) {
                int difference = j ^ magnitude;
                chosen.setIf(multiples[j], ((long) difference - 1) >> 63);
            }
            negated.yPlusX.set(chosen.yMinusX);
            negated.yMinusX.set(chosen.yPlusX);
            negated.z2.set(chosen.z2);
            negated.t2d.negate(chosen.t2d);
            chosen.setIf(negated, sign);
            r.add(r, chosen, false, scratch);
        }
        return new Point(r);
    }

    /** Whether this is the neutral element. */
    public boolean isIdentity() {
        return p.isIdentity();
    }

    /** Whether the order of this point divides q: false for points of small or mixed order. Variable-time. */
    public boolean inPrimeOrderSubgroup() {
        return PublicPowers.with(PointArithmetic.here()).isOfPrimeOrder(p);
    }

    /** The canonical encoding: 64 lower-case hexadecimal digits. */
    public String hex() {
        String h = hex;
        if (h == null) {
            encodeAll(List.of(this));
            h = hex;
        }
        return h;
    }

    /** Computes the encodings of many points with one field inversion, so that later {@link #hex()} is free. */
    public static void encodeAll(List<Point> points) {
        List<Point> open = points.stream().filter(point -> point.hex == null).toList();
        if (open.isEmpty()) {
            return;
        }
        FieldElement[] products = new FieldElement[open.size()];
        FieldElement product = FieldElement.one();
        for (int i = 0; i < products.length; i++) {
            products[i] = product.copy();
            product.mul(product, open.get(i).p.z);
        }
        FieldElement inverse = new FieldElement();
        inverse.invert(product);
        FieldElement zInverse = new FieldElement();
        FieldElement x = new FieldElement();
        FieldElement y = new FieldElement();
        for (int i = products.length - 1; i >= 0; i--) {
            Point point = open.get(i);
            zInverse.mul(inverse, products[i]);
            inverse.mul(inverse, point.p.z);
            x.mul(point.p.x, zInverse);
            y.mul(point.p.y, zInverse);
            point.hex = hex(y.words(), x.parity());
        }
    }

    private static String hex(long[] y, int parity) {
        StringBuilder text = new StringBuilder(64);
        HexFormat format = HexFormat.of();
        text.append(format.toHexDigits(y[3] | (long) parity << 63));
        text.append(format.toHexDigits(y[2]));
        text.append(format.toHexDigits(y[1]));
        return text.append(format.toHexDigits(y[0])).toString();
    }

    EdwardsPoint edwards() {
        return p;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point && point.hex().equals(hex());
    }

    @Override
    public int hashCode() {
        return hex().hashCode();
    }

    @Override
    public String toString() {
        return hex();
    }
}

package org.tellers.crypto.group;

import java.math.BigInteger;

/**
 * A point of the curve in extended coordinates (x = X/Z, y = Y/Z, T = XY/Z), mutable; the working form behind
 * {@link Point}. The addition law is complete: it holds for equal points, the identity and points of small order.
 */
final class EdwardsPoint {
    /** d = −121665/121666 (specification, Ed25519). */
    static final FieldElement D = FieldElement.of(BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666)
                    .modInverse(BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19)))));

    static final FieldElement D2;
    private static final FieldElement SQRT_MINUS_ONE = FieldElement.of(BigInteger.TWO.modPow(
            BigInteger.ONE.shiftLeft(253).subtract(BigInteger.valueOf(5)),
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19))));

    static {
        D2 = new FieldElement();
        D2.add(D, D);
        D2.carry();
    }

    final FieldElement x = new FieldElement();
    final FieldElement y = new FieldElement();
    final FieldElement z = new FieldElement();
    final FieldElement t = new FieldElement();

    /** Room for what the formulas need on the way; not to be shared between threads. */
    static final class Scratch {
        private final FieldElement a = new FieldElement();
        private final FieldElement b = new FieldElement();
        private final FieldElement c = new FieldElement();
        private final FieldElement d = new FieldElement();
        private final FieldElement q = new FieldElement();
    }

    /** The identity (0, 1). */
    EdwardsPoint() {
        setIdentity();
    }

    static EdwardsPoint copyOf(EdwardsPoint p) {
        EdwardsPoint r = new EdwardsPoint();
        r.set(p);
        return r;
    }

    void setIdentity() {
        x.setZero();
        y.setOne();
        z.setOne();
        t.setZero();
    }

    void set(EdwardsPoint p) {
        x.set(p.x);
        y.set(p.y);
        z.set(p.z);
        t.set(p.t);
    }

    /**
     * The point of ordinate y whose abscissa has the given parity, or null if the curve has none.
     *
     * <p>For x = 0 only parity 0 exists: "negative zero" would be a second encoding of the same point.
     */
    static EdwardsPoint ofOrdinate(FieldElement y, int parity) {
        FieldElement y2 = new FieldElement();
        y2.square(y);
        FieldElement u = new FieldElement();
        u.sub(y2, FieldElement.one());
        u.carry();
        FieldElement v = new FieldElement();
        v.mul(y2, D);
        v.add(v, FieldElement.one());
        // x = u·v³·(u·v⁷)^((p−5)/8), a square root of u/v or of −u/v if either has one
        FieldElement v3 = new FieldElement();
        v3.square(v);
        v3.mul(v3, v);
        FieldElement uv7 = new FieldElement();
        uv7.square(v3);
        uv7.mul(uv7, v);
        uv7.mul(uv7, u);
        FieldElement x = new FieldElement();
        x.powP58(uv7);
        x.mul(x, v3);
        x.mul(x, u);
        FieldElement check = new FieldElement();
        check.square(x);
        check.mul(check, v);
        if (!check.sameAs(u)) {
            FieldElement minusU = new FieldElement();
            minusU.negate(u);
            if (!check.sameAs(minusU)) {
                return null;
            }
            x.mul(x, SQRT_MINUS_ONE);
        }
        if (x.isZero() && parity == 1) {
            return null;
        }
        if (x.parity() != parity) {
            x.negate(x.copy());
        }
        EdwardsPoint p = new EdwardsPoint();
        p.x.set(x);
        p.y.set(y);
        p.z.setOne();
        p.t.mul(x, y);
        return p;
    }

    /** this = 2p; T is computed only if asked for, and a point without it may only be doubled or normalised. */
    void dbl(EdwardsPoint p, boolean withT, Scratch scratch) {
        FieldElement a = scratch.a;
        FieldElement b = scratch.b;
        FieldElement c = scratch.c;
        FieldElement d = scratch.d;
        a.square(p.x);
        b.square(p.y);
        c.square(p.z);
        d.add(p.x, p.y);
        d.square(d);
        t.add(a, b); // H
        d.subWide(d, t); // E
        b.sub(b, a); // G
        c.add(c, c);
        c.subWide(c, b); // F
        x.mul(d, c);
        y.mul(t, b);
        z.mul(b, c);
        if (withT) {
            t.mul(d, t);
        }
    }

    /** this = p + q, or p − q if negative. */
    void add(EdwardsPoint p, CachedPoint q, boolean negative, Scratch scratch) {
        FieldElement a = scratch.a;
        FieldElement b = scratch.b;
        FieldElement c = scratch.c;
        FieldElement d = scratch.d;
        a.sub(p.y, p.x);
        b.add(p.y, p.x);
        if (negative) {
            a.mul(a, q.yPlusX);
            b.mul(b, q.yMinusX);
        } else {
            a.mul(a, q.yMinusX);
            b.mul(b, q.yPlusX);
        }
        c.mul(p.t, q.t2d);
        d.mul(p.z, q.z2);
        finishAddition(negative, scratch);
    }

    /** this = p + q for the affine q whose y + x, y − x and 2dxy stand in a table, or p − q if negative. */
    void addAffine(EdwardsPoint p, long[] table, int entry, boolean negative, Scratch scratch) {
        FieldElement a = scratch.a;
        FieldElement b = scratch.b;
        FieldElement c = scratch.c;
        FieldElement d = scratch.d;
        FieldElement q = scratch.q;
        a.sub(p.y, p.x);
        b.add(p.y, p.x);
        q.load(table, negative ? entry : entry + FieldElement.LIMBS);
        a.mul(a, q);
        q.load(table, negative ? entry + FieldElement.LIMBS : entry);
        b.mul(b, q);
        q.load(table, entry + 2 * FieldElement.LIMBS);
        c.mul(p.t, q);
        d.add(p.z, p.z);
        finishAddition(negative, scratch);
    }

    private void finishAddition(boolean negative, Scratch scratch) {
        FieldElement a = scratch.a;
        FieldElement b = scratch.b;
        FieldElement c = scratch.c;
        FieldElement d = scratch.d;
        x.sub(b, a); // E
        y.add(b, a); // H
        if (negative) {
            z.add(d, c); // F
            a.sub(d, c); // G
        } else {
            z.sub(d, c); // F
            a.add(d, c); // G
        }
        t.mul(x, y);
        x.mul(x, z);
        y.mul(a, y);
        z.mul(z, a);
    }

    void negate(EdwardsPoint p) {
        x.negate(p.x.copy());
        y.set(p.y);
        z.set(p.z);
        t.negate(p.t.copy());
    }

    boolean isIdentity() {
        return x.isZero() && y.sameAs(z);
    }
}

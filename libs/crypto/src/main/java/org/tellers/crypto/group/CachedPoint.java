package org.tellers.crypto.group;

/** A summand prepared for {@link EdwardsPoint#add(EdwardsPoint, CachedPoint, boolean)}: Y+X, Y−X, 2Z and 2dT. */
final class CachedPoint {
    final FieldElement yPlusX = new FieldElement();
    final FieldElement yMinusX = new FieldElement();
    final FieldElement z2 = new FieldElement();
    final FieldElement t2d = new FieldElement();

    /** Sets this to p, whose T must be valid. */
    void set(EdwardsPoint p) {
        yPlusX.add(p.y, p.x);
        yMinusX.sub(p.y, p.x);
        z2.add(p.z, p.z);
        t2d.mul(p.t, EdwardsPoint.D2);
    }

    static CachedPoint of(EdwardsPoint p) {
        CachedPoint c = new CachedPoint();
        c.set(p);
        return c;
    }

    void setIf(CachedPoint b, long mask) {
        yPlusX.setIf(b.yPlusX, mask);
        yMinusX.setIf(b.yMinusX, mask);
        z2.setIf(b.z2, mask);
        t2d.setIf(b.t2d, mask);
    }
}

package org.tellers.crypto.group;

/** Points as {@link EdwardsPoint} computes with them. */
final class LimbArithmetic implements PointArithmetic<EdwardsPoint, CachedPoint> {
    private final EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();

    @Override
    public EdwardsPoint identity() {
        return new EdwardsPoint();
    }

    @Override
    public EdwardsPoint of(EdwardsPoint p) {
        return EdwardsPoint.copyOf(p);
    }

    @Override
    public EdwardsPoint edwards(EdwardsPoint p) {
        return EdwardsPoint.copyOf(p);
    }

    @Override
    public CachedPoint summand() {
        return new CachedPoint();
    }

    @Override
    public void set(EdwardsPoint to, EdwardsPoint from) {
        to.set(from);
    }

    @Override
    public void setNegative(EdwardsPoint to, EdwardsPoint from) {
        to.negate(from);
    }

    @Override
    public void dbl(EdwardsPoint p, boolean withT) {
        p.dbl(p, withT, scratch);
    }

    @Override
    public void prepare(CachedPoint summand, EdwardsPoint from) {
        summand.set(from);
    }

    @Override
    public void add(EdwardsPoint sum, CachedPoint summand, boolean negative) {
        sum.add(sum, summand, negative, scratch);
    }

    @Override
    public void add(EdwardsPoint sum, FixedBase table, int entry, boolean negative) {
        sum.addAffine(sum, table.limbs(), entry * FixedBase.ENTRY, negative, scratch);
    }
}

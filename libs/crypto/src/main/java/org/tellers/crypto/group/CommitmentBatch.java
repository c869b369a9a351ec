package org.tellers.crypto.group;

import java.util.ArrayList;
import java.util.List;

/**
 * The commitments that the verification of proofs recomputes, g^a · y^b · P^c with public exponents, collected for a
 * whole ballot and computed together: a base used several times shares its doublings, the order of a base is checked
 * along with them, and all results are encoded with one inversion. Variable-time; not safe for concurrent use.
 */
public final class CommitmentBatch {
    private static final class Base {
        private final Point point;
        private final boolean checkOrder;
        private final List<Scalar> exponents = new ArrayList<>(4);
        private final List<Integer> targets = new ArrayList<>(4);

        private Base(Point point, boolean checkOrder) {
            this.point = point;
            this.checkOrder = checkOrder;
        }
    }

    private final FixedBase key;
    private final PointArithmetic<?, ?> arithmetic;
    private final List<Base> bases = new ArrayList<>();
    private final List<Scalar> onGenerator = new ArrayList<>();
    private final List<Scalar> onKey = new ArrayList<>();
    private Point[] commitments;

    /** A batch whose fixed bases are g and the given election public key. */
    public CommitmentBatch(FixedBase key) {
        this(key, PointArithmetic.here());
    }

    CommitmentBatch(FixedBase key, PointArithmetic<?, ?> arithmetic) {
        this.key = key;
        this.arithmetic = arithmetic;
    }

    /**
     * Registers a variable base.
     *
     * @param checkOrder whether its order is still to be checked (not for sums of bases that are checked themselves)
     * @return its handle
     */
    public int base(Point point, boolean checkOrder) {
        bases.add(new Base(point, checkOrder));
        return bases.size() - 1;
    }

    /**
     * Registers the commitment g^onGenerator · y^onKey · base^exponent.
     *
     * @return its handle
     */
    public int commitment(Scalar onGenerator, Scalar onKey, int base, Scalar exponent) {
        int handle = this.onGenerator.size();
        this.onGenerator.add(onGenerator);
        this.onKey.add(onKey);
        Base b = bases.get(base);
        b.exponents.add(exponent);
        b.targets.add(handle);
        return handle;
    }

    /**
     * Computes everything registered.
     *
     * @return the handle of the first base that is not of prime order, or −1 if there is none
     */
    public int compute() {
        return compute(arithmetic);
    }

    private <P, C> int compute(PointArithmetic<P, C> with) {
        commitments = new Point[onGenerator.size()];
        PublicPowers<P, C> publicPowers = PublicPowers.with(with);
        for (int i = 0; i < bases.size(); i++) {
            Base base = bases.get(i);
            EdwardsPoint point = base.point.edwards();
            List<P> powers;
            if (base.exponents.size() == 1 && !base.checkOrder) {
                powers = List.of(
                        publicPowers.power(point, base.exponents.getFirst().digits()));
            } else {
                powers = publicPowers.powers(point, base.exponents, base.checkOrder);
                if (powers == null) {
                    return i;
                }
            }
            for (int j = 0; j < powers.size(); j++) {
                int target = base.targets.get(j);
                P sum = powers.get(j);
                FixedBase.GENERATOR.addTo(with, sum, onGenerator.get(target));
                key.addTo(with, sum, onKey.get(target));
                commitments[target] = new Point(with.edwards(sum));
            }
        }
        Point.encodeAll(List.of(commitments));
        return -1;
    }

    /** The computed commitment of a handle. */
    public Point get(int commitment) {
        return commitments[commitment];
    }
}

package org.tellers.crypto.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Multiples of points by public numbers. Everything here is variable-time. An instance is room to compute in, which later
 * calls use again; it is not safe for concurrent use.
 *
 * @param <P> the points of its arithmetic
 * @param <C> the summands of its arithmetic
 */
final class PublicPowers<P, C> {
    private static final int BUCKETS = 1 << Scalar.DIGIT_WIDTH - 2;
    private static final byte[] ORDER_DIGITS = Scalar.nonAdjacentForm(Scalar.words(Scalar.ORDER), Scalar.DIGIT_WIDTH);

    private final PointArithmetic<P, C> arithmetic;
    private final P chain;
    private final P weighted;
    private final C summand;
    private final List<C> odd = new ArrayList<>(BUCKETS);

    /** For each use of a base, the bucket of every odd digit. */
    private final List<List<P>> buckets = new ArrayList<>();

    private boolean[][] filled = new boolean[0][];

    private PublicPowers(PointArithmetic<P, C> arithmetic) {
        this.arithmetic = arithmetic;
        this.chain = arithmetic.identity();
        this.weighted = arithmetic.identity();
        this.summand = arithmetic.summand();
    }

    /** Room to compute in with the given arithmetic. */
    static <P, C> PublicPowers<P, C> with(PointArithmetic<P, C> arithmetic) {
        return new PublicPowers<>(arithmetic);
    }

    /** Whether q·p is the identity. */
    boolean isOfPrimeOrder(EdwardsPoint p) {
        return arithmetic.edwards(power(p, ORDER_DIGITS)).isIdentity();
    }

    /** One multiple of a point: digits from the top, with a table of the odd multiples up to 15. */
    P power(EdwardsPoint p, byte[] digits) {
        int top = digits.length - 1;
        while (top >= 0 && digits[top] == 0) {
            top--;
        }
        P r = arithmetic.identity();
        if (top < 0) {
            return r;
        }
        while (odd.size() < BUCKETS) {
            odd.add(arithmetic.summand());
        }
        P multiple = arithmetic.of(p);
        arithmetic.prepare(odd.getFirst(), multiple);
        arithmetic.set(r, multiple);
        arithmetic.dbl(r, true);
        arithmetic.prepare(summand, r);
        for (int i = 1; i < BUCKETS; i++) {
            arithmetic.add(multiple, summand, false);
            arithmetic.prepare(odd.get(i), multiple);
        }
        r = arithmetic.identity();
        for (int i = top; i >= 0; i--) {
            int digit = digits[i];
            arithmetic.dbl(r, digit != 0 || i == 0);
            if (digit != 0) {
                arithmetic.add(r, odd.get(Math.abs(digit) >> 1), digit < 0);
            }
        }
        return r;
    }

    /**
     * Several multiples of the same point with one chain of doublings: 2^i·P is added to the bucket of the digit that a
     * number has at i; at the end each number's buckets are weighted by their digits and added up.
     *
     * @param checkOrder whether to compute q·P on the way
     * @return the multiples in the order of the numbers, or null if the order was to be checked and is not q
     */
    List<P> powers(EdwardsPoint p, List<Scalar> numbers, boolean checkOrder) {
        int n = numbers.size();
        int uses = checkOrder ? n + 1 : n;
        byte[][] digits = new byte[uses][];
        for (int i = 0; i < n; i++) {
            digits[i] = numbers.get(i).digits();
        }
        if (checkOrder) {
            digits[n] = ORDER_DIGITS;
        }
        makeRoom(uses);
        int top = 0;
        boolean[] used = new boolean[256];
        for (byte[] d : digits) {
            for (int i = 0; i < 256; i++) {
                if (d[i] != 0) {
                    used[i] = true;
                    top = Math.max(top, i);
                }
            }
        }
        arithmetic.set(chain, arithmetic.of(p));
        for (int i = 0; i <= top; i++) {
            if (i > 0) {
                arithmetic.dbl(chain, used[i]);
            }
            if (!used[i]) {
                continue;
            }
            arithmetic.prepare(summand, chain);
            for (int use = 0; use < uses; use++) {
                int digit = digits[use][i];
                if (digit != 0) {
                    drop(use, Math.abs(digit) >> 1, digit < 0);
                }
            }
        }
        List<P> results = new ArrayList<>(n);
        for (int use = 0; use < uses; use++) {
            P result = weigh(use);
            if (use < n) {
                results.add(result);
            } else if (!arithmetic.edwards(result).isIdentity()) {
                return null;
            }
        }
        return results;
    }

    private void makeRoom(int uses) {
        while (buckets.size() < uses) {
            List<P> row = new ArrayList<>(BUCKETS);
            for (int i = 0; i < BUCKETS; i++) {
                row.add(arithmetic.identity());
            }
            buckets.add(row);
        }
        if (filled.length < uses) {
            filled = new boolean[uses][BUCKETS];
        }
        for (boolean[] row : filled) {
            Arrays.fill(row, false);
        }
    }

    /** Adds the point that the chain has reached to a bucket, or subtracts it. */
    private void drop(int use, int bucket, boolean negative) {
        P sum = buckets.get(use).get(bucket);
        if (filled[use][bucket]) {
            arithmetic.add(sum, summand, negative);
        } else {
            filled[use][bucket] = true;
            if (negative) {
                arithmetic.setNegative(sum, chain);
            } else {
                arithmetic.set(sum, chain);
            }
        }
    }

    /** Σ (2i + 1)·bucket[i]: twice Σ i·bucket[i], by running sums from the top, plus the sum of all. */
    private P weigh(int use) {
        P running = arithmetic.identity();
        boolean any = false;
        boolean anyWeighted = false;
        for (int i = BUCKETS - 1; i >= 0; i--) {
            if (filled[use][i]) {
                add(running, buckets.get(use).get(i), any);
                any = true;
            }
            if (i > 0 && any) {
                add(weighted, running, anyWeighted);
                anyWeighted = true;
            }
        }
        if (anyWeighted) {
            arithmetic.dbl(weighted, true);
            add(running, weighted, true);
        }
        return running;
    }

    /** Adds b to a, or sets a to b if there is nothing in it yet. */
    private void add(P a, P b, boolean toSomething) {
        if (toSomething) {
            arithmetic.prepare(summand, b);
            arithmetic.add(a, summand, false);
        } else {
            arithmetic.set(a, b);
        }
    }
}

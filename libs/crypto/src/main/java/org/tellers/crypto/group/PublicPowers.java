package org.tellers.crypto.group;

import java.util.List;

/**
 * Multiples of points by public numbers. Everything here is variable-time. An instance is room to compute in, which later
 * calls use again; it is not safe for concurrent use.
 */
final class PublicPowers {
    private static final int BUCKETS = 1 << Scalar.DIGIT_WIDTH - 2;
    private static final byte[] ORDER_DIGITS = Scalar.nonAdjacentForm(Scalar.words(Scalar.ORDER), Scalar.DIGIT_WIDTH);

    private final EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();
    private final EdwardsPoint chain = new EdwardsPoint();
    private final EdwardsPoint weighted = new EdwardsPoint();
    private final CachedPoint cached = new CachedPoint();
    private EdwardsPoint[][] buckets = new EdwardsPoint[0][];
    private boolean[][] filled = new boolean[0][];

    /** One multiple of a point: digits from the top, with a table of the odd multiples up to 15. */
    static EdwardsPoint power(EdwardsPoint p, byte[] digits) {
        int top = digits.length - 1;
        while (top >= 0 && digits[top] == 0) {
            top--;
        }
        EdwardsPoint r = new EdwardsPoint();
        if (top < 0) {
            return r;
        }
        EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();
        CachedPoint[] odd = new CachedPoint[BUCKETS];
        odd[0] = CachedPoint.of(p);
        r.dbl(p, true, scratch);
        CachedPoint twice = CachedPoint.of(r);
        EdwardsPoint multiple = EdwardsPoint.copyOf(p);
        for (int i = 1; i < odd.length; i++) {
            multiple.add(multiple, twice, false, scratch);
            odd[i] = CachedPoint.of(multiple);
        }
        r.setIdentity();
        for (int i = top; i >= 0; i--) {
            int digit = digits[i];
            r.dbl(r, digit != 0 || i == 0, scratch);
            if (digit != 0) {
                r.add(r, odd[Math.abs(digit) >> 1], digit < 0, scratch);
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
    EdwardsPoint[] powers(EdwardsPoint p, List<Scalar> numbers, boolean checkOrder) {
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
        chain.set(p);
        for (int i = 0; i <= top; i++) {
            if (i > 0) {
                chain.dbl(chain, used[i], scratch);
            }
            if (!used[i]) {
                continue;
            }
            cached.set(chain);
            for (int use = 0; use < uses; use++) {
                int digit = digits[use][i];
                if (digit != 0) {
                    drop(use, Math.abs(digit) >> 1, digit < 0);
                }
            }
        }
        EdwardsPoint[] results = new EdwardsPoint[n];
        for (int use = 0; use < uses; use++) {
            EdwardsPoint result = new EdwardsPoint();
            weigh(use, result);
            if (use < n) {
                results[use] = result;
            } else if (!result.isIdentity()) {
                return null;
            }
        }
        return results;
    }

    private void makeRoom(int uses) {
        if (buckets.length < uses) {
            buckets = new EdwardsPoint[uses][BUCKETS];
            for (EdwardsPoint[] row : buckets) {
                java.util.Arrays.setAll(row, i -> new EdwardsPoint());
            }
            filled = new boolean[uses][BUCKETS];
        }
        for (int use = 0; use < uses; use++) {
            java.util.Arrays.fill(filled[use], false);
        }
    }

    /** Adds the point that the chain has reached to a bucket, or subtracts it. */
    private void drop(int use, int bucket, boolean negative) {
        EdwardsPoint sum = buckets[use][bucket];
        if (filled[use][bucket]) {
            sum.add(sum, cached, negative, scratch);
        } else {
            filled[use][bucket] = true;
            if (negative) {
                sum.negate(chain);
            } else {
                sum.set(chain);
            }
        }
    }

    /**
     * Sets the result, an identity so far, to Σ (2i + 1)·bucket[i]: twice Σ i·bucket[i], by running sums from the top, plus
     * the sum of all.
     */
    private void weigh(int use, EdwardsPoint running) {
        boolean any = false;
        boolean anyWeighted = false;
        for (int i = BUCKETS - 1; i >= 0; i--) {
            if (filled[use][i]) {
                add(running, buckets[use][i], any);
                any = true;
            }
            if (i > 0 && any) {
                add(weighted, running, anyWeighted);
                anyWeighted = true;
            }
        }
        if (anyWeighted) {
            weighted.dbl(weighted, true, scratch);
            add(running, weighted, true);
        }
    }

    /** Adds b to a, or sets a to b if there is nothing in it yet. */
    private void add(EdwardsPoint a, EdwardsPoint b, boolean toSomething) {
        if (toSomething) {
            cached.set(b);
            a.add(a, cached, false, scratch);
        } else {
            a.set(b);
        }
    }
}

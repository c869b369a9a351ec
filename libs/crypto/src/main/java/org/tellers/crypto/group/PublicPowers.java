package org.tellers.crypto.group;

import java.util.List;

/** Multiples of points by public numbers. Everything here is variable-time. */
final class PublicPowers {
    /** Width of the digits in {@link #powers}: digits ±1, ±3 … ±15, eight buckets a number. */
    private static final int SHARED_WIDTH = 5;

    private static final int BUCKETS = 1 << SHARED_WIDTH - 2;
    private static final byte[] ORDER_DIGITS = Scalar.nonAdjacentForm(Scalar.words(Scalar.ORDER), SHARED_WIDTH);

    private PublicPowers() {}

    /** One multiple of a point: digits of width 5 from the top, with a table of the odd multiples up to 15. */
    static EdwardsPoint power(EdwardsPoint p, byte[] digits) {
        int top = digits.length - 1;
        while (top >= 0 && digits[top] == 0) {
            top--;
        }
        EdwardsPoint r = new EdwardsPoint();
        if (top < 0) {
            return r;
        }
        CachedPoint[] odd = new CachedPoint[8];
        odd[0] = CachedPoint.of(p);
        r.dbl(p, true);
        CachedPoint twice = CachedPoint.of(r);
        EdwardsPoint multiple = EdwardsPoint.copyOf(p);
        for (int i = 1; i < odd.length; i++) {
            multiple.add(multiple, twice, false);
            odd[i] = CachedPoint.of(multiple);
        }
        r.setIdentity();
        for (int i = top; i >= 0; i--) {
            int digit = digits[i];
            r.dbl(r, digit != 0 || i == 0);
            if (digit != 0) {
                r.add(r, odd[Math.abs(digit) >> 1], digit < 0);
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
    static EdwardsPoint[] powers(EdwardsPoint p, List<Scalar> numbers, boolean checkOrder) {
        int n = numbers.size();
        int uses = checkOrder ? n + 1 : n;
        byte[][] digits = new byte[uses][];
        for (int i = 0; i < n; i++) {
            digits[i] = Scalar.nonAdjacentForm(numbers.get(i).words(), SHARED_WIDTH);
        }
        if (checkOrder) {
            digits[n] = ORDER_DIGITS;
        }
        int top = 0;
        boolean[] used = new boolean[256];
        for (int i = 0; i < 256; i++) {
            for (byte[] d : digits) {
                if (d[i] != 0) {
                    used[i] = true;
                    top = i;
                }
            }
        }
        EdwardsPoint[][] buckets = new EdwardsPoint[uses][BUCKETS];
        EdwardsPoint chain = EdwardsPoint.copyOf(p);
        CachedPoint cached = new CachedPoint();
        for (int i = 0; i <= top; i++) {
            if (i > 0) {
                chain.dbl(chain, used[i]);
            }
            if (!used[i]) {
                continue;
            }
            cached.set(chain);
            for (int use = 0; use < uses; use++) {
                int digit = digits[use][i];
                if (digit != 0) {
                    int bucket = Math.abs(digit) >> 1;
                    EdwardsPoint b = buckets[use][bucket];
                    if (b != null) {
                        b.add(b, cached, digit < 0);
                    } else {
                        b = new EdwardsPoint();
                        if (digit < 0) {
                            b.negate(chain);
                        } else {
                            b.set(chain);
                        }
                        buckets[use][bucket] = b;
                    }
                }
            }
        }
        EdwardsPoint[] results = new EdwardsPoint[n];
        for (int use = 0; use < uses; use++) {
            EdwardsPoint result = weigh(buckets[use], cached);
            if (use < n) {
                results[use] = result;
            } else if (!result.isIdentity()) {
                return null;
            }
        }
        return results;
    }

    /**
     * Σ (2i + 1)·bucket[i]: twice Σ i·bucket[i], by running sums from the top, plus the sum of all. Buckets may be null
     * for the identity; the others are used up.
     */
    private static EdwardsPoint weigh(EdwardsPoint[] buckets, CachedPoint cached) {
        EdwardsPoint running = null;
        EdwardsPoint weighted = null;
        for (int i = buckets.length - 1; i >= 0; i--) {
            running = sum(running, buckets[i], cached);
            if (i > 0 && running != null) {
                weighted = weighted == null ? EdwardsPoint.copyOf(running) : sum(weighted, running, cached);
            }
        }
        if (running == null) {
            return new EdwardsPoint();
        }
        if (weighted == null) {
            return running;
        }
        weighted.dbl(weighted, true);
        return sum(weighted, running, cached);
    }

    /** Adds b to a, either of which may be null; a is used up. */
    private static EdwardsPoint sum(EdwardsPoint a, EdwardsPoint b, CachedPoint cached) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        cached.set(b);
        a.add(a, cached, false);
        return a;
    }
}

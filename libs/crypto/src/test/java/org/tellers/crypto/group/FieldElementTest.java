package org.tellers.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldElementTest {
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final long SEED = 20_260_101;

    /** Random values, and those at the edges of limbs and of the field. */
    private static List<BigInteger> values() {
        Random random = new Random(SEED);
        List<BigInteger> values = new ArrayList<>(List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.valueOf(18),
                BigInteger.valueOf(19),
                P.subtract(BigInteger.ONE),
                P.subtract(BigInteger.valueOf(19)),
                P.shiftRight(1)));
        for (int limb = 1; limb < 5; limb++) {
            BigInteger edge = BigInteger.ONE.shiftLeft(51 * limb);
            values.add(edge);
            values.add(edge.subtract(BigInteger.ONE));
        }
        for (int i = 0; i < 60; i++) {
            values.add(new BigInteger(255, random).mod(P));
        }
        return values;
    }

    @Test
    void everyOperationAgreesWithBigIntegers() {
        FieldElement r = new FieldElement();
        for (BigInteger a : values()) {
            FieldElement fa = FieldElement.of(a);
            assertThat(fa.toBigInteger()).isEqualTo(a);
            r.square(fa);
            assertThat(r.toBigInteger()).isEqualTo(a.multiply(a).mod(P));
            r.negate(fa);
            assertThat(r.toBigInteger()).isEqualTo(a.negate().mod(P));
            r.invert(fa);
            assertThat(r.toBigInteger()).isEqualTo(a.signum() == 0 ? BigInteger.ZERO : a.modInverse(P));
            r.powP58(fa);
            assertThat(r.toBigInteger())
                    .isEqualTo(a.modPow(P.subtract(BigInteger.valueOf(5)).shiftRight(3), P));
            for (BigInteger b : values()) {
                FieldElement fb = FieldElement.of(b);
                r.mul(fa, fb);
                assertThat(r.toBigInteger()).isEqualTo(a.multiply(b).mod(P));
                r.add(fa, fb);
                assertThat(r.toBigInteger()).isEqualTo(a.add(b).mod(P));
                r.sub(fa, fb);
                assertThat(r.toBigInteger()).isEqualTo(a.subtract(b).mod(P));
                r.subWide(fa, fb);
                assertThat(r.toBigInteger()).isEqualTo(a.subtract(b).mod(P));
            }
        }
    }

    private static FieldElement limbs(long... limbs) {
        FieldElement r = new FieldElement();
        r.l0 = limbs[0];
        r.l1 = limbs[1];
        r.l2 = limbs[2];
        r.l3 = limbs[3];
        r.l4 = limbs[4];
        return r;
    }

    private static BigInteger value(FieldElement e) {
        BigInteger value = BigInteger.ZERO;
        for (long limb : new long[] {e.l4, e.l3, e.l2, e.l1, e.l0}) {
            value = value.shiftLeft(51).add(BigInteger.valueOf(limb));
        }
        return value;
    }

    /** Elements each of whose limbs is 0, 1, nearly full or the largest admissible, in every combination. */
    private static List<FieldElement> extremes(long... limbs) {
        List<FieldElement> extremes = new ArrayList<>();
        int n = limbs.length;
        for (int i = 0; i < n * n * n * n * n; i++) {
            extremes.add(limbs(
                    limbs[i % n],
                    limbs[i / n % n],
                    limbs[i / (n * n) % n],
                    limbs[i / (n * n * n) % n],
                    limbs[i / (n * n * n * n)]));
        }
        return extremes;
    }

    @Test
    void productsOfExtremeLimbsAreRightAndReduced() {
        long most = (3L << 52) + (1L << 18);
        FieldElement r = new FieldElement();
        for (FieldElement a : extremes(0, 1, (1L << 51) - 1, most)) {
            r.square(a);
            assertThat(r.toBigInteger()).isEqualTo(value(a).pow(2).mod(P));
            assertReduced(r);
            for (FieldElement b : extremes(0, most)) {
                r.mul(a, b);
                assertThat(r.toBigInteger())
                        .isEqualTo(value(a).multiply(value(b)).mod(P));
                assertReduced(r);
            }
        }
    }

    private static void assertReduced(FieldElement r) {
        assertThat(List.of(r.l0, r.l1, r.l2, r.l3, r.l4)).allMatch(l -> l >= 0 && l < (1L << 51) + (1L << 17));
    }
}

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

    @Test
    void productsOfTheLargestAdmissibleLimbsDoNotOverflow() {
        FieldElement most = new FieldElement();
        long limb = (3L << 52) + (1L << 18);
        most.l0 = limb;
        most.l1 = limb;
        most.l2 = limb;
        most.l3 = limb;
        most.l4 = limb;
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < 5; i++) {
            value = value.shiftLeft(51).add(BigInteger.valueOf(limb));
        }
        BigInteger expected = value.multiply(value).mod(P);
        FieldElement r = new FieldElement();
        r.mul(most, most);
        assertThat(r.toBigInteger()).isEqualTo(expected);
        r.square(most);
        assertThat(r.toBigInteger()).isEqualTo(expected);
        assertThat(List.of(r.l0, r.l1, r.l2, r.l3, r.l4)).allMatch(l -> l >= 0 && l < (1L << 51) + (1L << 17));
    }
}

package org.tellers.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LaneArithmeticTest {
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final double REDUCED = 0x1p50 + 0x1p23;

    /** What the factors of a doubling reach: D - A - B of three reduced elements. */
    private static final double WIDEST = 3 * REDUCED;

    private final Random random = new Random(20_260_101);

    @Test
    void productsAndSquaresAreRightAndReducedUpToTheWidestLimbs() {
        for (DoubleUnaryOperator choice : new DoubleUnaryOperator[] {
            most -> most,
            most -> -most,
            most -> random.nextBoolean() ? most : -most,
            most -> Math.rint((random.nextDouble() * 2 - 1) * most),
            most -> random.nextInt(3) - 1,
            most -> most - random.nextInt(3),
            // The halves of a product that lie between two multiples of 2^51.
            most -> Math.scalb(random.nextInt(3) - 1, 25) + random.nextInt(3) - 1,
        }) {
            for (int i = 0; i < 500; i++) {
                double[] wide = limbs(choice, WIDEST);
                double[] narrow = limbs(choice, REDUCED);
                double[] result = new double[20];
                LaneArithmetic.multiply(result, wide, narrow, 0);
                for (int lane = 0; lane < 4; lane++) {
                    assertThat(value(result, lane))
                            .isEqualTo(value(wide, lane)
                                    .multiply(value(narrow, lane))
                                    .mod(P));
                }
                assertThat(Arrays.stream(result).map(Math::abs)).allMatch(limb -> limb <= REDUCED);
                LaneArithmetic.square(result, narrow);
                for (int lane = 0; lane < 4; lane++) {
                    assertThat(value(result, lane))
                            .isEqualTo(value(narrow, lane).pow(2).mod(P));
                }
                assertThat(Arrays.stream(result).map(Math::abs)).allMatch(limb -> limb <= REDUCED);
            }
        }
    }

    private double[] limbs(DoubleUnaryOperator choice, double most) {
        double[] limbs = new double[20];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = choice.applyAsDouble(most);
        }
        return limbs;
    }

    private static BigInteger value(double[] limbs, int lane) {
        BigInteger value = BigInteger.ZERO;
        for (int k = 4; k >= 0; k--) {
            value = value.shiftLeft(51).add(BigInteger.valueOf((long) limbs[4 * k + lane]));
        }
        return value.mod(P);
    }
}

package org.tellers.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;

class PointTest {
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final SecureRandom RANDOM = Seeded.random(1);

    /** The textbook's affine addition on integers: slow, and independent of what is tested. */
    private record Reference(BigInteger x, BigInteger y) {
        static final Reference IDENTITY = new Reference(BigInteger.ZERO, BigInteger.ONE);

        Reference plus(Reference b) {
            BigInteger product = D.multiply(x).multiply(b.x).multiply(y).multiply(b.y);
            BigInteger newX = x.multiply(b.y)
                    .add(y.multiply(b.x))
                    .multiply(BigInteger.ONE.add(product).modInverse(P));
            BigInteger newY = y.multiply(b.y)
                    .add(x.multiply(b.x))
                    .multiply(BigInteger.ONE.subtract(product).modInverse(P));
            return new Reference(newX.mod(P), newY.mod(P));
        }

        Reference times(BigInteger n) {
            Reference r = IDENTITY;
            for (int i = n.bitLength() - 1; i >= 0; i--) {
                r = r.plus(r);
                if (n.testBit(i)) {
                    r = r.plus(this);
                }
            }
            return r;
        }

        static Reference of(Point p) {
            FieldElement z = new FieldElement();
            z.invert(p.edwards().z);
            BigInteger inverse = z.toBigInteger();
            return new Reference(
                    p.edwards().x.toBigInteger().multiply(inverse).mod(P),
                    p.edwards().y.toBigInteger().multiply(inverse).mod(P));
        }

        String hex() {
            BigInteger z = x.testBit(0) ? y.setBit(255) : y;
            return "%064x".formatted(z);
        }
    }

    private static Scalar scalar() {
        return Scalar.random(RANDOM);
    }

    static List<Scalar> scalars() {
        BigInteger q = Scalar.ORDER;
        return List.of(
                Scalar.ZERO,
                Scalar.ONE,
                Scalar.of(2),
                Scalar.of(q.subtract(BigInteger.ONE)),
                Scalar.of(q.shiftRight(1)),
                Scalar.of(BigInteger.ONE.shiftLeft(252)),
                Scalar.of(BigInteger.ONE.shiftLeft(252).subtract(BigInteger.ONE)),
                Scalar.of(new BigInteger("8".repeat(62), 16)),
                Scalar.of(new BigInteger("7f".repeat(31), 16)),
                scalar(),
                scalar(),
                scalar());
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void everyWayToMultiplyGivesTheTextbooksPoint(Scalar n) {
        Point p = Point.random(RANDOM);
        String expected = Reference.of(p).times(n.value()).hex();
        assertThat(p.times(n).hex()).isEqualTo(expected);
        assertThat(p.timesSecret(n).hex()).isEqualTo(expected);
        assertThat(new FixedBase(p).times(n).hex()).isEqualTo(expected);
        arithmetics()
                .forEach(arithmetic -> assertThat(products(arithmetic, p, n))
                        .extracting(Point::hex)
                        .containsOnly(expected));
    }

    static Stream<PointArithmetic<?, ?>> arithmetics() {
        return Stream.of(new LimbArithmetic(), new LaneArithmetic());
    }

    private static <P, C> List<Point> products(PointArithmetic<P, C> arithmetic, Point p, Scalar n) {
        PublicPowers<P, C> powers = PublicPowers.with(arithmetic);
        P byTable = arithmetic.identity();
        new FixedBase(p).addTo(arithmetic, byTable, n);
        return Stream.of(
                        powers.power(p.edwards(), n.digits()),
                        powers.powers(p.edwards(), List.of(n), true).getFirst(),
                        byTable)
                .map(product -> new Point(arithmetic.edwards(product)))
                .toList();
    }

    /** Sums, differences, doubles and opposites, in turn and at random, of points of every order. */
    @Test
    void lanesComputeWhatLimbsDoForPointsOfEveryOrder() {
        List<Point> points =
                new ArrayList<>(List.of(Point.IDENTITY, Point.GENERATOR, Torsion.mixed(Point.random(RANDOM))));
        for (int i = 0; i < 5; i++) {
            points.add(Point.random(RANDOM));
        }
        List<List<String>> walks = arithmetics()
                .map(arithmetic -> walk(arithmetic, points, new Random(7)))
                .toList();
        assertThat(walks.getLast()).isEqualTo(walks.getFirst());
    }

    private static <P, C> List<String> walk(PointArithmetic<P, C> arithmetic, List<Point> points, Random turns) {
        List<String> seen = new ArrayList<>();
        C summand = arithmetic.summand();
        P sum = arithmetic.identity();
        for (int i = 0; i < 2_000; i++) {
            boolean negative = turns.nextBoolean();
            switch (turns.nextInt(4)) {
                case 0 -> arithmetic.dbl(sum, true);
                case 1 -> {
                    P opposite = arithmetic.identity();
                    arithmetic.setNegative(opposite, sum);
                    arithmetic.set(sum, opposite);
                }
                case 2 -> {
                    // Its own double or the identity: the law is complete.
                    arithmetic.prepare(summand, sum);
                    arithmetic.add(sum, summand, negative);
                }
                default -> {
                    Point other = points.get(turns.nextInt(points.size()));
                    arithmetic.prepare(summand, arithmetic.of(other.edwards()));
                    arithmetic.add(sum, summand, negative);
                }
            }
            seen.add(new Point(arithmetic.edwards(sum)).hex());
        }
        return seen;
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void aBatchComputesEachCommitmentAsWritten(PointArithmetic<?, ?> arithmetic) {
        Point y = Point.random(RANDOM);
        CommitmentBatch batch = new CommitmentBatch(new FixedBase(y), arithmetic);
        Point a = Point.random(RANDOM);
        Point b = Point.random(RANDOM);
        int baseA = batch.base(a, true);
        int baseB = batch.base(b, false);
        Scalar[] s = new Scalar[12];
        for (int i = 0; i < s.length; i++) {
            s[i] = scalar();
        }
        int first = batch.commitment(s[0], s[1], baseA, s[2]);
        int second = batch.commitment(s[3], s[4], baseB, s[5]);
        int third = batch.commitment(Scalar.ZERO, s[7], baseA, s[8]);
        int fourth = batch.commitment(s[9], Scalar.ZERO, baseA, s[11]);
        assertThat(batch.compute()).isEqualTo(-1);
        assertThat(batch.get(first))
                .isEqualTo(Point.ofExponent(s[0]).plus(y.times(s[1])).plus(a.times(s[2])));
        assertThat(batch.get(second))
                .isEqualTo(Point.ofExponent(s[3]).plus(y.times(s[4])).plus(b.times(s[5])));
        assertThat(batch.get(third)).isEqualTo(y.times(s[7]).plus(a.times(s[8])));
        assertThat(batch.get(fourth)).isEqualTo(Point.ofExponent(s[9]).plus(a.times(s[11])));
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void aBatchNamesTheBaseThatIsNotOfPrimeOrder(PointArithmetic<?, ?> arithmetic) {
        CommitmentBatch batch = new CommitmentBatch(FixedBase.GENERATOR, arithmetic);
        batch.commitment(scalar(), scalar(), batch.base(Point.random(RANDOM), true), scalar());
        int mixed = batch.base(Torsion.mixed(Point.random(RANDOM)), true);
        batch.commitment(scalar(), scalar(), mixed, scalar());
        assertThat(batch.compute()).isEqualTo(mixed);
    }

    @Test
    void sumsAgreeWithTheTextbook() {
        Point p = Point.random(RANDOM);
        Point q = Point.random(RANDOM);
        assertThat(p.plus(q).hex())
                .isEqualTo(Reference.of(p).plus(Reference.of(q)).hex());
        assertThat(p.plus(p).hex())
                .isEqualTo(Reference.of(p).plus(Reference.of(p)).hex());
        assertThat(p.plus(q).minus(q)).isEqualTo(p);
        assertThat(p.minus(p).isIdentity()).isTrue();
        assertThat(p.plus(Point.IDENTITY)).isEqualTo(p);
    }

    @Test
    void theGeneratorIsTheOneOfTheSpecification() {
        Reference g = Reference.of(Point.GENERATOR);
        assertThat(g.y().multiply(BigInteger.valueOf(5)).mod(P)).isEqualTo(BigInteger.valueOf(4));
        assertThat(g.x().testBit(0)).isFalse();
        assertThat(g.times(Scalar.ORDER)).isEqualTo(Reference.IDENTITY);
    }

    @Test
    void anEncodingIsReadAsThePointThatItWasWrittenFrom() {
        for (int i = 0; i < 50; i++) {
            Point p = Point.random(RANDOM);
            Point read = Point.parse(p.hex(), "");
            assertThat(Reference.of(read)).isEqualTo(Reference.of(p));
        }
    }

    static List<String> notCanonical() {
        BigInteger sign = BigInteger.ONE.shiftLeft(255);
        String good = Point.ofExponent(Scalar.of(3)).hex();
        return List.of(
                "",
                good.substring(1),
                "0" + good,
                good.toUpperCase(java.util.Locale.ROOT),
                good.substring(0, 63) + "g",
                " " + good.substring(1),
                // y ≥ p
                "%064x".formatted(P),
                "%064x".formatted(P.add(BigInteger.ONE)),
                "%064x".formatted(P.add(BigInteger.ONE).or(sign)),
                "%064x".formatted(sign.subtract(BigInteger.ONE)),
                "f".repeat(64),
                // x = 0 with the sign of a negative x
                "%064x".formatted(BigInteger.ONE.or(sign)),
                "%064x".formatted(P.subtract(BigInteger.ONE).or(sign)),
                // no point of the curve has this ordinate
                "%064x".formatted(BigInteger.TWO));
    }

    @ParameterizedTest
    @MethodSource("notCanonical")
    void onlyTheCanonicalEncodingOfAPointIsRead(String hex) {
        assertFault(hex, FormatFault.POINT_ENCODING);
    }

    @Test
    void theIdentityIsReadOnlyWhereItMayBe() {
        assertFault(Point.IDENTITY.hex(), FormatFault.POINT_IDENTITY);
        assertThat(Point.parseOrIdentity(Point.IDENTITY.hex(), "").isIdentity()).isTrue();
    }

    @Test
    void pointsOfSmallAndMixedOrderAreRefused() {
        List<Point> small = Torsion.points();
        assertThat(small).hasSize(8);
        for (Point torsion : small) {
            assertThat(Reference.of(torsion).times(BigInteger.valueOf(8))).isEqualTo(Reference.IDENTITY);
            if (!torsion.isIdentity()) {
                assertFault(torsion.hex(), FormatFault.POINT_OUTSIDE_SUBGROUP);
                assertFault(Point.random(RANDOM).plus(torsion).hex(), FormatFault.POINT_OUTSIDE_SUBGROUP);
            }
        }
    }

    private static void assertFault(String hex, FormatFault fault) {
        assertThatThrownBy(() -> Point.parse(hex, "here")).isInstanceOfSatisfying(ProtocolViolation.class, e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e.place()).isEqualTo("here");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "01", "-1", "+1", "1 ", "0x1", "1e3", "１"})
    void onlyPlainDecimalsAreScalars(String text) {
        assertThatThrownBy(() -> Scalar.parse(text, ""))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class, e -> assertThat(e.fault()).isEqualTo(FormatFault.SCALAR_ENCODING));
    }

    @Test
    void scalarsAreBelowTheOrder() {
        assertThat(Scalar.parse(Scalar.ORDER.subtract(BigInteger.ONE).toString(), "")
                        .plus(Scalar.ONE))
                .isEqualTo(Scalar.ZERO);
        assertThatThrownBy(() -> Scalar.parse(Scalar.ORDER.toString(), "")).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void scalarsDoNotShowTheirValue() {
        assertThat("" + Scalar.of(424_242)).doesNotContain("42");
    }
}

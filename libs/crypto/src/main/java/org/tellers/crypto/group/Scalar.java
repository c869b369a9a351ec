package org.tellers.crypto.group;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;

/**
 * An exponent: an integer in [0, q), q the order of the group. Arithmetic is that of {@link BigInteger} and not
 * constant-time. {@link #toString()} hides the value, since many scalars are secret keys.
 */
public final class Scalar {
    /** q = 2^252 + 27742317777372353535851937790883648493 (specification, Ed25519). */
    public static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** The scalar 0. */
    public static final Scalar ZERO = new Scalar(BigInteger.ZERO);

    /** The scalar 1. */
    public static final Scalar ONE = new Scalar(BigInteger.ONE);

    private static final int MOST_DIGITS = ORDER.toString().length();

    /** Width of {@link #digits()}: they are 0, ±1, ±3 … ±15. */
    static final int DIGIT_WIDTH = 5;

    private final BigInteger value;
    private volatile byte[] digits;

    private Scalar(BigInteger value) {
        this.value = value;
    }

    /** The residue of any integer. */
    public static Scalar of(BigInteger value) {
        return new Scalar(value.signum() >= 0 && value.compareTo(ORDER) < 0 ? value : value.mod(ORDER));
    }

    /** The residue of a small integer. */
    public static Scalar of(long value) {
        return of(BigInteger.valueOf(value));
    }

    /**
     * Reads a scalar of a protocol message: decimal, no sign, no leading zero, below q.
     *
     * @throws ProtocolViolation {@link FormatFault#SCALAR_ENCODING} at the given place
     */
    public static Scalar parse(String decimal, String place) {
        int length = decimal.length();
        if (length == 0 || length > MOST_DIGITS || decimal.charAt(0) == '0' && length > 1) {
            throw new ProtocolViolation(FormatFault.SCALAR_ENCODING, place);
        }
        for (int i = 0; i < length; i++) {
            char c = decimal.charAt(i);
            if (c < '0' || c > '9') {
                throw new ProtocolViolation(FormatFault.SCALAR_ENCODING, place);
            }
        }
        BigInteger value = new BigInteger(decimal);
        if (value.compareTo(ORDER) >= 0) {
            throw new ProtocolViolation(FormatFault.SCALAR_ENCODING, place);
        }
        return new Scalar(value);
    }

    /** A hash, read as a 256-bit big-endian number, modulo q: a challenge. */
    public static Scalar ofHash(byte[] hash) {
        return of(new BigInteger(1, hash));
    }

    /** A uniformly random scalar: 512 random bits modulo q, so the bias is below 2^-250. */
    public static Scalar random(SecureRandom random) {
        byte[] bytes = new byte[64];
        random.nextBytes(bytes);
        return of(new BigInteger(1, bytes));
    }

    /** The sum modulo q. */
    public Scalar plus(Scalar other) {
        BigInteger sum = value.add(other.value);
        return new Scalar(sum.compareTo(ORDER) >= 0 ? sum.subtract(ORDER) : sum);
    }

    /** The difference modulo q. */
    public Scalar minus(Scalar other) {
        BigInteger difference = value.subtract(other.value);
        return new Scalar(difference.signum() < 0 ? difference.add(ORDER) : difference);
    }

    /** The product modulo q. */
    public Scalar times(Scalar other) {
        return of(value.multiply(other.value));
    }

    /** The negative modulo q. */
    public Scalar negated() {
        return ZERO.minus(this);
    }

    /**
     * The inverse modulo q.
     *
     * @throws ArithmeticException of 0
     */
    public Scalar inverted() {
        return new Scalar(value.modInverse(ORDER));
    }

    /** The value in [0, q). For a secret scalar the caller keeps it secret. */
    public BigInteger value() {
        return value;
    }

    /** The form of protocol messages: decimal digits. For a secret scalar the caller keeps it secret. */
    public String decimal() {
        return value.toString();
    }

    /** Four 64-bit words, least significant first. */
    long[] words() {
        return words(value);
    }

    /**
     * The digits for variable-time multiplication, see {@link #nonAdjacentForm}; kept, since a challenge is the exponent of
     * two points. The caller does not change them.
     */
    byte[] digits() {
        byte[] d = digits;
        if (d == null) {
            d = nonAdjacentForm(words(), DIGIT_WIDTH);
            digits = d;
        }
        return d;
    }

    static long[] words(BigInteger value) {
        return new long[] {
            value.longValue(),
            value.shiftRight(64).longValue(),
            value.shiftRight(128).longValue(),
            value.shiftRight(192).longValue()
        };
    }

    /**
     * Width-w non-adjacent form: 256 digits, zero or odd of absolute value below 2^(w−1), any w consecutive ones with at
     * most one that is not zero. The value must be below 2^254.
     */
    static byte[] nonAdjacentForm(long[] words, int width) {
        byte[] digits = new byte[256];
        long mask = (1L << width) - 1;
        int position = 0;
        long carry = 0;
        while (position < 256) {
            int word = position >>> 6;
            int bit = position & 63;
            long bits = words[word] >>> bit;
            if (bit + width > 64 && word < 3) {
                bits |= words[word + 1] << 64 - bit;
            }
            long window = carry + (bits & mask);
            if ((window & 1) == 0) {
                position++;
                continue;
            }
            if (window < 1L << width - 1) {
                carry = 0;
                digits[position] = (byte) window;
            } else {
                carry = 1;
                digits[position] = (byte) (window - (1L << width));
            }
            position += width;
        }
        return digits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scalar s && s.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Hides the value. */
    @Override
    public String toString() {
        return "Scalar";
    }
}

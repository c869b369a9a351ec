package org.tellers.crypto.trustee;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Scalar;

/**
 * Whose decryptions an entry of trustees.json asks for.
 *
 * @param owners the numbers of its trustees, consecutive
 * @param threshold how many of them must decrypt, and no more
 */
public record Quorum(List<Integer> owners, int threshold) {
    /** Takes a copy. */
    public Quorum {
        owners = List.copyOf(owners);
    }

    static Quorum of(int first, TrusteeKind kind) {
        return new Quorum(
                IntStream.range(first, first + kind.keys().size()).boxed().toList(), kind.threshold());
    }

    /** Those of the given owners who belong to this entry, in ascending order. */
    public List<Integer> among(Collection<Integer> given) {
        return owners.stream().filter(given::contains).toList();
    }

    /** How many more of this entry's trustees must decrypt when the given owners have; 0 if they suffice. */
    public int missing(Collection<Integer> given) {
        return Math.max(0, threshold - among(given).size());
    }

    /**
     * Requires that exactly as many of this entry's trustees have decrypted as are needed: with fewer there is no count,
     * with more it would not be determined whose decryptions make it.
     *
     * @throws ProtocolViolation {@link KeyFault#DECRYPTION_MISSING} for the one trustee of a "Single" entry,
     *     {@link KeyFault#QUORUM_NOT_REACHED} or {@link KeyFault#QUORUM_EXCEEDED}
     */
    public void require(Collection<Integer> given) {
        int present = among(given).size();
        if (present < threshold && owners.size() == 1) {
            throw new ProtocolViolation(KeyFault.DECRYPTION_MISSING, "owner " + owners.getFirst());
        }
        if (present != threshold) {
            throw new ProtocolViolation(
                    present < threshold ? KeyFault.QUORUM_NOT_REACHED : KeyFault.QUORUM_EXCEEDED,
                    "owners " + owners.getFirst() + " to " + owners.getLast() + ", " + present + " of " + threshold);
        }
    }

    /**
     * The exponent of an owner's factor when the given owners' factors are combined: the Lagrange coefficient at 0
     * (specification, Election result); 1 for a "Single" trustee.
     *
     * @param chosen as many of the owners as the threshold says
     */
    public Scalar coefficient(int owner, Collection<Integer> chosen) {
        Scalar numerator = Scalar.ONE;
        Scalar denominator = Scalar.ONE;
        int delta = place(owner);
        for (int other : among(chosen)) {
            if (other != owner) {
                int k = place(other);
                numerator = numerator.times(Scalar.of(k));
                denominator = denominator.times(Scalar.of(k - delta));
            }
        }
        return numerator.times(denominator.inverted());
    }

    private int place(int owner) {
        return owner - owners.getFirst() + 1;
    }
}

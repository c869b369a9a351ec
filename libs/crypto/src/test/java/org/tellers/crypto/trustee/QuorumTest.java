package org.tellers.crypto.trustee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Scalar;

class QuorumTest {
    private static final Quorum TWO_OF_THREE = new Quorum(List.of(2, 3, 4), 2);

    @Test
    void exactlyTheThresholdIsAskedForWhoeverElseDecrypted() {
        assertThatNoException().isThrownBy(() -> TWO_OF_THREE.require(Set.of(1, 2, 4, 5)));
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> TWO_OF_THREE.require(Set.of(1, 4)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(KeyFault.QUORUM_NOT_REACHED))
                .satisfies(e -> assertThat(e.place()).isEqualTo("owners 2 to 4, 1 of 2"));
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> TWO_OF_THREE.require(Set.of(2, 3, 4)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(KeyFault.QUORUM_EXCEEDED));
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> new Quorum(List.of(1), 1).require(Set.of(2, 3)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(KeyFault.DECRYPTION_MISSING));
        assertThat(TWO_OF_THREE.missing(Set.of(1))).isEqualTo(2);
        assertThat(TWO_OF_THREE.missing(Set.of(2, 3, 4))).isZero();
    }

    @Test
    void theCoefficientsGiveAPolynomialsValueAtNoughtWhoeverIsChosen() {
        SecureRandom random = Seeded.random(21);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(7);
            int threshold = 1 + random.nextInt(size);
            int first = 1 + random.nextInt(3);
            List<Scalar> polynomial = IntStream.range(0, threshold)
                    .mapToObj(k -> Scalar.random(random))
                    .toList();
            List<Integer> owners =
                    new ArrayList<>(IntStream.range(first, first + size).boxed().toList());
            Quorum quorum = new Quorum(owners, threshold);
            Collections.shuffle(owners, random);
            List<Integer> chosen = owners.subList(0, threshold);
            Scalar sum = Scalar.ZERO;
            for (int owner : chosen) {
                Scalar x = Scalar.of(owner - first + 1);
                Scalar value = Scalar.ZERO;
                for (int k = threshold - 1; k >= 0; k--) {
                    value = value.times(x).plus(polynomial.get(k));
                }
                sum = sum.plus(value.times(quorum.coefficient(owner, chosen)));
            }
            assertThat(sum).isEqualTo(polynomial.getFirst());
        }
    }
}

package org.tellers.crypto.trustee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Mutations;
import org.tellers.crypto.Mutations.Mutation;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Proof;

/** Whatever is changed in the trustees of an election with a threshold, it is found. */
class ThresholdMutationTest {
    private static final byte[] BYTES = new Vectors("threshold").json("trustees.json");
    private static final Trustees TRUSTEES = Trustees.parse(BYTES);
    private static final ThresholdParameters GROUP =
            (ThresholdParameters) TRUSTEES.kinds().getLast();

    @Test
    void noMutationOfTheTrusteesSurvives() {
        Point electionKey = new Vectors("threshold").election().publicKey();
        List<Mutation> mutations = Mutations.of(BYTES);
        List<Mutation> survivors = new ArrayList<>();
        for (Mutation mutation : mutations) {
            try {
                Trustees trustees = Trustees.parse(mutation.bytes());
                trustees.check();
                if (trustees.publicKey().equals(electionKey)) {
                    survivors.add(mutation);
                }
            } catch (ProtocolViolation refused) {
                assertThat(refused.fault().code()).as("%s", mutation).isNotBlank();
            }
        }
        assertThat(mutations).hasSizeGreaterThan(700);
        // The entries in another order are as good as these; in an archive the decryptions' owners then do not match.
        assertThat(survivors).extracting(Mutation::what).containsExactly("[0] moved");
    }

    private static Fault refusal(ThresholdParameters group) {
        ProtocolViolation violation = catchThrowableOfType(ProtocolViolation.class, group::check);
        return violation == null ? null : violation.fault();
    }

    private static <T> List<T> with(List<T> list, int index, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, change.apply(changed.get(index)));
        return changed;
    }

    private static Proof next(Proof proof) {
        return new Proof(proof.challenge(), proof.response().plus(Scalar.ONE));
    }

    private static ThresholdParameters group(
            List<Cert> certs, List<Coefexps> coefexps, List<Proof> signatures, List<TrusteePublicKey> keys) {
        return new ThresholdParameters(GROUP.threshold(), new Certs(certs), coefexps, signatures, keys);
    }

    @Test
    void everyPartThatIsNotItsOwnersIsNamed() {
        List<Cert> certs = GROUP.certs().certs();
        List<TrusteePublicKey> keys = GROUP.verificationKeys();
        assertThat(refusal(GROUP)).isNull();
        assertThat(refusal(group(
                        with(
                                certs,
                                1,
                                cert -> new Cert(
                                        new SignedMessage(
                                                cert.signed().message(),
                                                next(cert.signed().signature())),
                                        cert.context(),
                                        cert.verification(),
                                        cert.encryption())),
                        GROUP.coefexps(),
                        GROUP.signatures(),
                        keys)))
                .isEqualTo(KeyFault.CERTIFICATE);
        assertThat(refusal(group(with(certs, 1, cert -> certs.get(2)), GROUP.coefexps(), GROUP.signatures(), keys)))
                .isEqualTo(KeyFault.CERTIFICATE_CONTEXT);
        assertThat(refusal(group(
                        certs, with(GROUP.coefexps(), 0, c -> GROUP.coefexps().get(1)), GROUP.signatures(), keys)))
                .isEqualTo(KeyFault.COEFEXPS_SIGNATURE);
        assertThat(refusal(group(
                        certs,
                        GROUP.coefexps(),
                        with(GROUP.signatures(), 2, s -> GROUP.signatures().get(0)),
                        keys)))
                .isEqualTo(KeyFault.POLYNOMIAL_SIGNATURE);
        assertThat(refusal(group(certs, GROUP.coefexps(), GROUP.signatures(), with(keys, 0, key -> keys.get(1)))))
                .isEqualTo(KeyFault.VERIFICATION_KEY);
        assertThat(refusal(group(
                        certs,
                        GROUP.coefexps(),
                        GROUP.signatures(),
                        with(keys, 0, k -> new TrusteePublicKey(next(k.pok()), k.publicKey(), k.signature())))))
                .isEqualTo(KeyFault.PROOF_OF_KNOWLEDGE);
        assertThat(refusal(group(
                        certs,
                        GROUP.coefexps(),
                        GROUP.signatures(),
                        with(
                                keys,
                                0,
                                k -> new TrusteePublicKey(
                                        k.pok(), k.publicKey(), keys.get(1).signature())))))
                .isEqualTo(KeyFault.VERIFICATION_KEY_SIGNATURE);
    }

    @Test
    void aFaultsPlaceIsItsPathInTheFile() {
        ThresholdParameters wrong = group(
                GROUP.certs().certs(),
                GROUP.coefexps(),
                with(GROUP.signatures(), 2, ThresholdMutationTest::next),
                GROUP.verificationKeys());
        Trustees trustees = new Trustees(List.of(TRUSTEES.kinds().getFirst(), wrong));
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(trustees::check)
                .extracting(ProtocolViolation::place)
                .isEqualTo("[1][1].signatures[2]");
        byte[] unsupported = new String(BYTES, java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("group\\\\\":\\\\\"Ed25519", "group\\\\\":\\\\\"Ed25520")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> Trustees.parse(unsupported))
                .extracting(ProtocolViolation::place)
                .isEqualTo("[1][1].certs[0].message.context.group");
    }

    @Test
    void aSignedKeyCannotStandAsASingleTrustee() {
        assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> new Trustees(GROUP.verificationKeys()));
    }
}

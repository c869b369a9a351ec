package org.tellers.crypto.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Mutations;
import org.tellers.crypto.Mutations.Mutation;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.fault.CeremonyFault;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.Coefexps;
import org.tellers.crypto.trustee.Quorum;
import org.tellers.crypto.trustee.ThresholdParameters;
import org.tellers.crypto.trustee.Trustees;

class CeremonyTest {
    private static final SecureRandom RANDOM = Seeded.random(31);
    private static final Ceremony CEREMONY = Ceremony.of(3, 2, RANDOM);
    private static final Ceremony OTHER = Ceremony.of(3, 2, RANDOM);

    private static void refused(Fault fault, String place, ThrowingCallable step) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(step)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                .satisfies(e -> assertThat(e.place()).isEqualTo(place));
    }

    private static <T> List<T> with(List<T> list, int index, T other) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, other);
        return changed;
    }

    @Test
    void everyQuorumOfEverySizeOpensWhatTheGroupsKeyCloses() {
        for (int size = 2; size <= 5; size++) {
            for (int threshold = 1; threshold < size; threshold++) {
                Ceremony ceremony = Ceremony.of(size, threshold, RANDOM);
                Trustees trustees = new Trustees(List.of(ceremony.parameters()));
                trustees.check();
                assertThat(Trustees.parse(trustees.bytes())).isEqualTo(trustees);
                Quorum quorum = trustees.quorums().getFirst();
                Scalar r = Scalar.random(RANDOM);
                Point alpha = Point.ofExponent(r);
                List<Integer> owners = new ArrayList<>(quorum.owners());
                for (int round = 0; round < 3; round++) {
                    Collections.shuffle(owners, RANDOM);
                    List<Integer> chosen = owners.subList(0, threshold);
                    Point factor = Point.IDENTITY;
                    for (int owner : chosen) {
                        Point share = ceremony.key(owner).factor(alpha);
                        factor = factor.plus(share.times(quorum.coefficient(owner, chosen)));
                    }
                    assertThat(factor).isEqualTo(trustees.publicKey().times(r));
                }
            }
        }
    }

    @Test
    void everyMessageIsReadAndWrittenAgainInTheSameBytes() {
        assertThat(Cert.parse(CEREMONY.certs().at(1).bytes()))
                .isEqualTo(CEREMONY.certs().at(1));
        Polynomial polynomial = CEREMONY.polynomials().getFirst();
        assertThat(Polynomial.parse(polynomial.bytes())).isEqualTo(polynomial);
        Vinput vinput = CEREMONY.vinputs().getFirst();
        assertThat(Vinput.parse(vinput.bytes())).isEqualTo(vinput);
        Voutput voutput = CEREMONY.voutputs().getFirst();
        assertThat(Voutput.parse(voutput.bytes())).isEqualTo(voutput);
        TrusteeSeed seed = CEREMONY.seeds().getFirst();
        assertThat(TrusteeSeed.parse(seed.reveal()).verification()).isEqualTo(seed.verification());
        assertThat(seed.toString()).doesNotContain(seed.reveal());
    }

    @Test
    void theLargestGroupFitsItsMessages() {
        int size = Cert.Context.MOST_TRUSTEES;
        List<TrusteeSeed> seeds = new ArrayList<>();
        List<Cert> certs = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            seeds.add(TrusteeSeed.random(RANDOM));
            certs.add(CeremonySteps.certificate(seeds.getLast(), new Cert.Context(size, size - 1, i), RANDOM));
        }
        Polynomial polynomial = CeremonySteps.polynomial(seeds.getFirst(), new Certs(certs), RANDOM);
        assertThat(Polynomial.parse(polynomial.bytes())).isEqualTo(polynomial);
        Vinput vinput = Vinput.of(Collections.nCopies(size, polynomial), 1);
        assertThat(vinput.bytes().length).isLessThan(1 << 20);
        assertThatThrownBy(() -> new Cert.Context(size + 1, 2, 1)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void aGroupAllOfWhomMustDecryptIsNotOne() {
        refused(FormatFault.VALUE_OUT_OF_RANGE, "", () -> new Cert.Context(3, 3, 1));
        refused(FormatFault.VALUE_OUT_OF_RANGE, "", () -> new Cert.Context(1, 1, 1));
        refused(FormatFault.VALUE_OUT_OF_RANGE, "", () -> new Cert.Context(3, 0, 1));
        refused(FormatFault.VALUE_OUT_OF_RANGE, "", () -> new Cert.Context(3, 2, 4));
    }

    @Test
    void certificatesOfAnotherPlaceOrSizeOrTwiceTheSameKeyAreRefused() {
        List<Cert> certs = CEREMONY.certs().certs();
        refused(KeyFault.CERTIFICATE_CONTEXT, "certs[0]", () -> new Certs(certs.reversed()).check());
        refused(KeyFault.CERTIFICATE_CONTEXT, "certs[0]", () -> new Certs(certs.subList(0, 2)).check());
        Cert again = CeremonySteps.certificate(CEREMONY.seeds().getFirst(), new Cert.Context(3, 2, 3), RANDOM);
        refused(KeyFault.CERTIFICATE_REPEATED, "certs[2]", () -> new Certs(with(certs, 2, again)).check());
        Cert lower = CeremonySteps.certificate(CEREMONY.seeds().getLast(), new Cert.Context(3, 1, 3), RANDOM);
        refused(KeyFault.CERTIFICATE_CONTEXT, "certs[2]", () -> new Certs(with(certs, 2, lower)).check());
        refused(
                CeremonyFault.NOT_A_MEMBER,
                "",
                () -> CeremonySteps.polynomial(TrusteeSeed.random(RANDOM), CEREMONY.certs(), RANDOM));
    }

    @Test
    void noMutationOfAPolynomialsPublicPartsSurvivesTheServer() {
        Polynomial polynomial = CEREMONY.polynomials().getFirst();
        List<Mutation> survivors = new ArrayList<>();
        for (Mutation mutation : Mutations.of(polynomial.bytes())) {
            try {
                Polynomial.parse(mutation.bytes()).check(CEREMONY.certs(), 1);
                survivors.add(mutation);
            } catch (ProtocolViolation refused) {
                assertThat(refused.place()).as("%s", mutation).doesNotContain("\"");
            }
        }
        // What is sealed only its recipient can check: see the tests of the third round.
        assertThat(survivors)
                .isNotEmpty()
                .allMatch(mutation -> mutation.what().startsWith(".polynomial.")
                        || mutation.what().startsWith(".secrets["));
        refused(KeyFault.COEFEXPS_SIGNATURE, "coefexps.signature", () -> polynomial.check(CEREMONY.certs(), 2));
        refused(KeyFault.COEFEXPS_SIGNATURE, "coefexps.signature", () -> polynomial.check(OTHER.certs(), 1));
    }

    @Test
    void noMutationOfWhatATrusteeGetsSurvivesThatTrustee() {
        TrusteeSeed seed = CEREMONY.seeds().get(1);
        for (Mutation mutation : Mutations.of(CEREMONY.vinputs().get(1).bytes())) {
            assertThatThrownBy(
                            () -> CeremonySteps.voutput(seed, CEREMONY.certs(), Vinput.parse(mutation.bytes()), RANDOM))
                    .as("%s", mutation)
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void noMutationOfAnAnswerSurvivesTheServer() {
        Voutput voutput = CEREMONY.voutputs().get(2);
        List<Mutation> survivors = new ArrayList<>();
        for (Mutation mutation : Mutations.of(voutput.bytes())) {
            try {
                Voutput.parse(mutation.bytes()).check(CEREMONY.certs(), CEREMONY.polynomials(), 3);
                survivors.add(mutation);
            } catch (ProtocolViolation refused) {
                assertThat(refused.place()).as("%s", mutation).doesNotContain("\"");
            }
        }
        // The private key is the trustee's own affair: it is sealed for nobody else.
        assertThat(survivors).isNotEmpty().allMatch(mutation -> mutation.what().startsWith(".private_key."));
        refused(
                KeyFault.VERIFICATION_KEY,
                "public_key.public_key",
                () -> voutput.check(CEREMONY.certs(), CEREMONY.polynomials(), 2));
    }

    private static Voutput third(UnaryOperator<Vinput> change) {
        return CeremonySteps.voutput(
                CEREMONY.seeds().getLast(),
                CEREMONY.certs(),
                change.apply(CEREMONY.vinputs().getLast()),
                RANDOM);
    }

    private static Vinput secret(Vinput vinput, int sender, String secret) {
        return new Vinput(
                vinput.polynomial(), with(vinput.secrets(), sender, secret), vinput.coefexps(), vinput.signatures());
    }

    private static Json share(Scalar value) {
        return Json.object().put("secret", value.decimal()).build();
    }

    @Test
    void whoeverCheatsWithAShareIsNamed() {
        TrusteeSeed cheat = CEREMONY.seeds().getFirst();
        Point recipient = CEREMONY.seeds().getLast().encryption();
        Json lie = share(Scalar.random(RANDOM));
        refused(
                CeremonyFault.SECRET,
                "secrets[0]",
                () -> third(v -> secret(v, 0, Channel.send(cheat, recipient, lie, RANDOM))));
        refused(
                CeremonyFault.MESSAGE_SIGNATURE,
                "secrets[1]",
                () -> third(v -> secret(v, 1, Channel.send(cheat, recipient, lie, RANDOM))));
        refused(
                CeremonyFault.MESSAGE_UNREADABLE,
                "secrets[0]",
                () -> third(v ->
                        secret(v, 0, CEREMONY.polynomials().getFirst().secrets().get(1))));
        // A message to another, sealed anew for this trustee by whoever received it.
        String forwarded = EncryptedMessage.parse(
                        CEREMONY.polynomials().getFirst().secrets().get(1))
                .decrypt(CEREMONY.seeds().get(1).decryptionKey());
        String sealed = EncryptedMessage.encrypt(recipient, forwarded, RANDOM).text();
        refused(CeremonyFault.MESSAGE_RECIPIENT, "secrets[0]", () -> third(v -> secret(v, 0, sealed)));
    }

    @Test
    void messagesOfAnotherCeremonyAreRefused() {
        refused(
                CeremonyFault.OTHER_POLYNOMIAL,
                "polynomial",
                () -> third(v -> new Vinput(
                        Channel.send(
                                CEREMONY.seeds().getLast(),
                                CEREMONY.seeds().getLast().encryption(),
                                Json.object()
                                        .put("polynomial", Json.array(List.of("1", "2"), Json.Text::new))
                                        .build(),
                                RANDOM),
                        v.secrets(),
                        v.coefexps(),
                        v.signatures())));
        Polynomial again = CeremonySteps.polynomial(CEREMONY.seeds().getFirst(), CEREMONY.certs(), RANDOM);
        refused(
                KeyFault.POLYNOMIAL_SIGNATURE,
                "signatures[0]",
                () -> third(v -> new Vinput(
                        v.polynomial(), v.secrets(), with(v.coefexps(), 0, again.coefexps()), v.signatures())));
        assertThatThrownBy(() -> CeremonySteps.decryptionKey(
                        CEREMONY.seeds().getFirst(),
                        CEREMONY.voutputs().getLast().privateKey()))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void parametersNeedEveryonesAnswer() {
        List<Coefexps> coefexps =
                CEREMONY.polynomials().stream().map(Polynomial::coefexps).toList();
        assertThat(coefexps).hasSize(3);
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> CeremonySteps.parameters(
                        CEREMONY.certs(),
                        CEREMONY.polynomials(),
                        CEREMONY.voutputs().subList(0, 2)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(KeyFault.THRESHOLD_SHAPE));
        assertThat(ThresholdParameters.parse(CEREMONY.parameters().bytes())).isEqualTo(CEREMONY.parameters());
    }

    @Test
    void aSeedIsOfTwentyTwoCharacters() {
        Set<String> seeds = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            seeds.add(TrusteeSeed.random(RANDOM).reveal());
        }
        assertThat(seeds).hasSize(20).allMatch(seed -> seed.matches("[1-9A-HJ-NP-Za-km-z]{22}"));
        refused(CeremonyFault.SEED_FORM, "", () -> TrusteeSeed.parse("3XWFGnZK3m1B1VpD44hM1"));
        refused(CeremonyFault.SEED_FORM, "", () -> TrusteeSeed.parse("3XWFGnZK3m1B1VpD44hM1l"));
    }
}

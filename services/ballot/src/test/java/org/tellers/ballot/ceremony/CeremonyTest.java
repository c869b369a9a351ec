package org.tellers.ballot.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.draft.KeyHolders;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.crypto.ceremony.CeremonySteps;
import org.tellers.crypto.ceremony.TrusteeSeed;
import org.tellers.crypto.ceremony.Vinput;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.ThresholdParameters;

@NullUnmarked
class CeremonyTest {

    private static final Instant NOW = Instant.parse("2026-02-05T12:00:00Z");
    private static final KeyHolders TWO_OF_THREE = new KeyHolders(2, 3);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Ceremony NONE = new Ceremony(TWO_OF_THREE, List.of());

    private final List<TrusteeSeed> seeds =
            List.of(TrusteeSeed.random(RANDOM), TrusteeSeed.random(RANDOM), TrusteeSeed.random(RANDOM));

    @Test
    void threeTrusteesInThreeRoundsMakeAKeyOfWhichTwoSuffice() {
        Ceremony ceremony = seated();
        assertThat(ceremony.round()).contains(Round.CERTIFICATES);
        assertThat(ceremony.certificates()).isEmpty();
        ceremony = certified(ceremony);
        assertThat(ceremony.round()).contains(Round.POLYNOMIALS);
        assertThat(ceremony.certificates()).hasSize(3);
        ceremony = shared(ceremony);
        assertThat(ceremony.round()).contains(Round.CONFIRMATIONS);
        ceremony = confirmed(ceremony);
        assertThat(ceremony.isDone()).isTrue();
        assertThat(ceremony.missing()).isEmpty();
        ThresholdParameters parameters = ceremony.parameters();
        assertThat(parameters.threshold()).isEqualTo(2);
        for (int seat = 1; seat <= 3; seat++) {
            assertThat(Ceremony.verificationKey(ceremony.seat(seat).orElseThrow()))
                    .contains(parameters.keys().get(seat - 1));
        }
    }

    @Test
    void eachSeatIsAnotherPersons() {
        Ceremony one = NONE.take(person(1), "A. Trustee", NOW);
        assertThat(refusal(() -> one.take(person(1), "A. Trustee again", NOW)).code())
                .isEqualTo("seat-yours");
        assertThat(refusal(() -> seated().take(person(4), "D. Trustee", NOW)).code())
                .isEqualTo("seats-taken");
        assertThat(refusal(() -> NONE.certificate(person(1), "{}")).code()).isEqualTo("no-seat");
    }

    @Test
    void oneFewerOfHeadquartersThanTheThresholdMaySitAndNoMore() {
        Ceremony one = NONE.take(headquarters(1), "An officer", NOW);
        Refusal refusal = refusal(() -> one.take(headquarters(2), "Another officer", NOW));
        assertThat(refusal.code()).isEqualTo("headquarters-seats-full");
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(one.take(person(2), "B. Trustee", NOW).seats()).hasSize(2);
        Ceremony three = new Ceremony(new KeyHolders(3, 4), List.of())
                .take(headquarters(1), "One", NOW)
                .take(headquarters(2), "Two", NOW);
        assertThat(refusal(() -> three.take(headquarters(3), "Three", NOW)).code())
                .isEqualTo("headquarters-seats-full");
    }

    @Test
    void whoTakesUpAHeadquartersRoleAfterSittingDownIsStoppedAtTheNextStep() {
        Ceremony seated =
                NONE.take(headquarters(1), "A", NOW).take(person(2), "B", NOW).take(person(3), "C", NOW);
        assertThat(refusal(() -> seated.certificate(headquarters(2), cert(2))).code())
                .isEqualTo("headquarters-seats-full");
        // And who laid theirs down leaves room for another.
        Ceremony released = seated.certificate(person(1), cert(1));
        assertThat(released.certificate(headquarters(2), cert(2))
                        .seat(2)
                        .orElseThrow()
                        .headquarters())
                .isTrue();
    }

    @Test
    void nobodyBeginsARoundBeforeTheLastIsOver() {
        Ceremony certified = seated().certificate(person(1), cert(1));
        Refusal refusal = refusal(() -> certified.polynomial(person(1), "{}"));
        assertThat(refusal.code()).isEqualTo("ceremony-waits");
        assertThat(refusal.sentence())
                .contains("trustee 2 has not sent the certificate, trustee 3 has not sent the certificate");
        assertThat(refusal(() -> certified.input(certified.seat(1).orElseThrow()))
                        .code())
                .isEqualTo("ceremony-waits");
    }

    @Test
    void aContributionMayBeSentAnewUntilItsRoundIsOverAndTheSameOneAlways() {
        String second = cert(1);
        Ceremony ceremony = seated().certificate(person(1), cert(1)).certificate(person(1), second);
        assertThat(ceremony.seat(1).orElseThrow().certificate()).isEqualTo(second);
        Ceremony over = ceremony.certificate(person(2), cert(2)).certificate(person(3), cert(3));
        assertThat(refusal(() -> over.certificate(person(1), cert(1))).code()).isEqualTo("round-over");
        assertThat(over.certificate(person(1), second)).isEqualTo(over);
    }

    @Test
    void aCertificateOfAnotherSeatOrCeremonyOrKeyIsRefused() {
        Ceremony seated = seated().certificate(person(2), cert(2));
        Refusal foreign = refusal(() -> seated.certificate(person(1), cert(3)));
        assertThat(foreign.code()).isEqualTo("certificate-context");
        assertThat(foreign.field()).isEqualTo("cert");
        assertThat(refusal(() -> seated.certificate(person(1), text(seeds.get(0), new Cert.Context(4, 2, 1))))
                        .code())
                .isEqualTo("certificate-context");
        assertThat(refusal(() -> seated.certificate(person(1), text(seeds.get(1), new Cert.Context(3, 2, 1))))
                        .code())
                .isEqualTo("key-already-registered");
        Refusal unsigned =
                refusal(() -> seated.certificate(person(1), cert(1).replaceFirst("\"response\":\"[0-9]{2}", "$012")));
        assertThat(unsigned.kind()).isEqualTo(Refusal.Kind.BAD_VALUE);
        assertThat(unsigned.field()).startsWith("cert");
        assertThat(refusal(() -> seated.certificate(person(1), "nonsense")).code())
                .isEqualTo("malformed-json");
    }

    @Test
    void aPolynomialOrConfirmationOfAnotherSeatIsRefused() {
        Ceremony certified = certified(seated());
        String second = polynomial(certified, 2);
        Refusal polynomial = refusal(() -> certified.polynomial(person(1), second));
        assertThat(polynomial.kind()).isEqualTo(Refusal.Kind.BAD_VALUE);
        assertThat(polynomial.field()).startsWith("polynomial");
        Ceremony shared = shared(certified);
        String confirmation = confirmation(shared, 2);
        Refusal voutput = refusal(() -> shared.confirmation(person(1), confirmation));
        assertThat(voutput.kind()).isEqualTo(Refusal.Kind.BAD_VALUE);
        assertThat(voutput.field()).startsWith("voutput");
    }

    @Test
    void aReplacedTrusteeFreesTheSeatAndAllBeginAgain() {
        Ceremony done = confirmed(shared(certified(seated())));
        Ceremony freed = done.free(2);
        assertThat(freed.round()).contains(Round.CERTIFICATES);
        assertThat(freed.seats())
                .hasSize(2)
                .allMatch(seat -> seat.certificate() == null
                        && seat.polynomial() == null
                        && seat.confirmation() == null
                        && !seat.rehearsed());
        assertThat(freed.missing())
                .isEqualTo("trustee 1 has not sent the certificate, seat 2 is free,"
                        + " trustee 3 has not sent the certificate");
        assertThat(freed.take(person(4), "D. Trustee", NOW)
                        .own(person(4).person())
                        .number())
                .isEqualTo(2);
        assertThat(refusal(() -> freed.free(2)).code()).isEqualTo("seat-free");
        assertThat(refusal(() -> freed.free(4)).code()).isEqualTo("seat-out-of-range");
    }

    private static Ceremony seated() {
        return NONE.take(person(1), "A. Trustee", NOW)
                .take(person(2), "B. Trustee", NOW)
                .take(person(3), "C. Trustee", NOW);
    }

    private Ceremony certified(Ceremony ceremony) {
        Ceremony after = ceremony;
        for (int seat = 3; seat >= 1; seat--) {
            after = after.certificate(person(seat), cert(seat));
        }
        return after;
    }

    private Ceremony shared(Ceremony ceremony) {
        Ceremony after = ceremony;
        for (int seat = 1; seat <= 3; seat++) {
            after = after.polynomial(person(seat), polynomial(ceremony, seat));
        }
        return after;
    }

    private Ceremony confirmed(Ceremony ceremony) {
        Ceremony after = ceremony;
        for (int seat = 1; seat <= 3; seat++) {
            after = after.confirmation(person(seat), confirmation(ceremony, seat));
        }
        return after;
    }

    private String cert(int seat) {
        return text(seeds.get(seat - 1), new Cert.Context(3, 2, seat));
    }

    private static String text(TrusteeSeed seed, Cert.Context context) {
        return utf8(CeremonySteps.certificate(seed, context, RANDOM).bytes());
    }

    private String polynomial(Ceremony ceremony, int seat) {
        return utf8(CeremonySteps.polynomial(seeds.get(seat - 1), certs(ceremony), RANDOM)
                .bytes());
    }

    private String confirmation(Ceremony ceremony, int seat) {
        Vinput input = ceremony.input(ceremony.seat(seat).orElseThrow());
        return utf8(CeremonySteps.voutput(seeds.get(seat - 1), certs(ceremony), input, RANDOM)
                .bytes());
    }

    private static Certs certs(Ceremony ceremony) {
        List<Cert> certs = new ArrayList<>();
        ceremony.certificates().forEach(text -> certs.add(Cert.parse(text.getBytes(StandardCharsets.UTF_8))));
        return new Certs(certs);
    }

    private static Holder person(int number) {
        return new Holder(new Person("s-" + number, "trustee" + number), false);
    }

    private static Holder headquarters(int number) {
        return new Holder(new Person("s-" + number, "officer" + number), true);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Refusal refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        Refusal refusal = catchThrowableOfType(Refusal.class, action);
        assertThat(refusal).isNotNull();
        return refusal;
    }
}

package org.tellers.ballot.trusteeship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.crypto.trustee.TrusteeKeyPair;

@NullUnmarked
class KeyRingTest {

    private static final Instant NOW = Instant.parse("2026-02-05T12:00:00Z");
    private static final Person SCRUTINEER = new Person("s-scrutineer", "scrutineer");
    private static final Person OTHER = new Person("s-other", "other");
    private static final KeyRing NONE = new KeyRing(List.of());

    @Test
    void theRingIsCompleteWithThePlatformsAndTheScrutineersKeyInEitherOrder() {
        KeyRing one = register(NONE, key()).withPlatform(key(), NOW);
        assertThat(one.isComplete()).isTrue();
        assertThat(one.keys()).extracting(TrusteeKey::owner).containsExactly(1, 2);
        one.trustees().check();
        assertThat(NONE.withPlatform(key(), NOW).isComplete()).isFalse();
        assertThat(register(NONE, key()).isComplete()).isFalse();
    }

    @Test
    void nobodyOfHeadquartersHoldsTheKeyThatIsNeededAlone() {
        Refusal refusal = refusal(() -> NONE.withScrutineer("A", key(), SCRUTINEER, true, NOW));
        assertThat(refusal.code()).isEqualTo("headquarters-role");
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void whoeverHasARoleOfHeadquartersOrWroteOrApprovedTheBallotWorksForIt() {
        BallotRow row = new BallotRow();
        row.editedBySubject = "s-editor";
        row.approvedBySubject = "s-approver";
        for (String role : List.of("officer", "approver", "helpdesk", "organiser")) {
            assertThat(Trusteeship.isHeadquarters(row, SCRUTINEER, Set.of("scrutineer", role)))
                    .isTrue();
        }
        assertThat(Trusteeship.isHeadquarters(row, SCRUTINEER, Set.of("scrutineer", "trustee", "auditor")))
                .isFalse();
        assertThat(Trusteeship.isHeadquarters(row, new Person("s-editor", "x"), Set.of("scrutineer")))
                .isTrue();
        assertThat(Trusteeship.isHeadquarters(row, new Person("s-approver", "x"), Set.of("scrutineer")))
                .isTrue();
    }

    @Test
    void theScrutineerMayReplaceTheirKeyAndNobodyElseMay() {
        String second = key();
        KeyRing first = register(NONE, key());
        assertThat(register(first, second).of(2).orElseThrow().publicKey()).isEqualTo(second);
        assertThat(register(first, second).keys()).hasSize(1);
        assertThat(refusal(() -> first.withScrutineer("B", key(), OTHER, false, NOW))
                        .code())
                .isEqualTo("trustee-present");
    }

    @Test
    void oneKeyCannotStandForTwoTrustees() {
        String key = key();
        assertThat(refusal(() -> register(NONE.withPlatform(key, NOW), key)).code())
                .isEqualTo("key-already-registered");
    }

    @Test
    void thePlatformsFirstKeyStays() {
        String first = key();
        assertThat(NONE.withPlatform(first, NOW)
                        .withPlatform(key(), NOW)
                        .of(1)
                        .orElseThrow()
                        .publicKey())
                .isEqualTo(first);
    }

    @Test
    void aKeyWithoutTheProofThatSomebodyKnowsItsPrivatePartIsRefused() {
        String mine = key();
        String proofOfAnother = key();
        String pok = proofOfAnother.substring(0, proofOfAnother.indexOf(",\"public_key\""));
        String stolen = pok + mine.substring(mine.indexOf(",\"public_key\""));
        Refusal refusal = refusal(() -> register(NONE, stolen));
        assertThat(refusal.field()).isEqualTo("publicKey.pok");
        assertThat(refusal.code()).isEqualTo("proof-of-knowledge-invalid");
    }

    @Test
    void aKeyOfTheWrongFormIsRefusedWithItsPlace() {
        Refusal identity = refusal(() -> register(
                NONE, "{\"pok\":{\"challenge\":\"1\",\"response\":\"1\"},\"public_key\":\"" + "0".repeat(63) + "1\"}"));
        assertThat(identity.kind()).isEqualTo(Refusal.Kind.BAD_VALUE);
        assertThat(identity.field()).isEqualTo("publicKey.public_key");
        assertThat(refusal(() -> register(NONE, "{}")).code()).isEqualTo("missing-field");
        assertThat(refusal(() -> register(NONE, "x")).code()).isEqualTo("malformed-json");
    }

    private static KeyRing register(KeyRing ring, String key) {
        return ring.withScrutineer("A. Scrutineer", key, SCRUTINEER, false, NOW);
    }

    private static String key() {
        SecureRandom random = new SecureRandom();
        return new String(TrusteeKeyPair.generate(random).prove(random).bytes(), StandardCharsets.UTF_8);
    }

    private static Refusal refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        Refusal refusal = catchThrowableOfType(Refusal.class, action);
        assertThat(refusal).isNotNull();
        return refusal;
    }
}

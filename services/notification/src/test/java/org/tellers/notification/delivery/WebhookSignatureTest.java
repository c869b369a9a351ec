package org.tellers.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIME = "1614265330";
    private static final Instant THEN = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    /** Of the published test of the specification's reference libraries. */
    private static final String FITTING = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final WebhookSignature secret = WebhookSignature.withSecret(SECRET + "\n");

    @Test
    void aSignatureMadeByOthersFits() {
        assertThat(secret.sign(ID, TIME, BODY)).isEqualTo(FITTING);
        assertThat(secret.fits(ID, TIME, FITTING, BODY, THEN)).isTrue();
        assertThat(WebhookSignature.withSecret(SECRET.substring(6)).fits(ID, TIME, FITTING, BODY, THEN))
                .isTrue();
    }

    @Test
    void whileASecretIsBeingChangedOneOfSeveralSignaturesIsEnough() {
        assertThat(secret.fits(ID, TIME, "v1,AAAA v2,x " + FITTING, BODY, THEN)).isTrue();
    }

    @Test
    void nothingElseFits() {
        byte[] other = BODY.clone();
        other[3] ^= 1;
        assertThat(secret.fits(ID, TIME, FITTING, other, THEN)).isFalse();
        assertThat(secret.fits(ID + "x", TIME, FITTING, BODY, THEN)).isFalse();
        assertThat(secret.fits(ID, "1614265331", FITTING, BODY, THEN)).isFalse();
        assertThat(secret.fits(ID, TIME, FITTING.substring(3), BODY, THEN)).isFalse();
        assertThat(secret.fits(ID, TIME, "", BODY, THEN)).isFalse();
        assertThat(secret.fits(ID, "soon", FITTING, BODY, THEN)).isFalse();
        assertThat(secret.fits(ID, "-1614265330", FITTING, BODY, THEN)).isFalse();
        WebhookSignature another = WebhookSignature.withSecret("A".repeat(32));
        assertThat(another.fits(ID, TIME, FITTING, BODY, THEN)).isFalse();
    }

    @Test
    void aRequestIsGoodForFiveMinutesBeforeAndAfter() {
        for (int seconds : new int[] {-300, 300}) {
            assertThat(secret.fits(ID, TIME, FITTING, BODY, THEN.plusSeconds(seconds)))
                    .isTrue();
        }
        for (int seconds : new int[] {-301, 301}) {
            assertThat(secret.fits(ID, TIME, FITTING, BODY, THEN.plusSeconds(seconds)))
                    .isFalse();
        }
    }

    @Test
    void aSecretThatIsTooShortOrNoneIsRefusedWithoutBeingQuoted() {
        for (String bad : new String[] {"", "whsec_", "c2hvcnQ=", "not base64 at all!"}) {
            assertThatThrownBy(() -> WebhookSignature.withSecret(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("A webhook secret");
        }
    }
}

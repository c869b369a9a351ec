package org.tellers.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tellers.testing.MutableClock;

class ThrottleTest {

    private static final Instant START = Instant.parse("2026-02-10T12:00:00Z");

    private final MutableClock clock = new MutableClock();

    @Test
    void noMoreThanASecondsMailsLeaveAtOnceAndTheyComeBackEvenly() {
        Throttle throttle = throttle(100, 100);

        assertThat(throttle.take(64)).isEqualTo(64);
        assertThat(throttle.take(64)).isEqualTo(36);
        assertThat(throttle.take(64)).isZero();
        clock.set(START.plusMillis(500));
        assertThat(throttle.take(64)).isEqualTo(50);
    }

    @Test
    void whatWasNotUsedIsThereForTheNext() {
        Throttle throttle = throttle(10, 10);
        assertThat(throttle.take(10)).isEqualTo(10);

        throttle.giveBack(7);
        throttle.giveBack(0);

        assertThat(throttle.take(10)).isEqualTo(7);
    }

    @Test
    void aDomainThatHadItsShareRestsAndTheOthersDoNot() {
        Throttle throttle = throttle(1000, 2);

        assertThat(throttle.admit("busy.example")).isZero();
        assertThat(throttle.admit("busy.example")).isZero();
        assertThat(throttle.admit("busy.example")).isPositive();
        assertThat(throttle.resting()).containsExactly("busy.example");
        assertThat(throttle.admit("other.example")).isZero();

        clock.set(START.plusSeconds(1));
        assertThat(throttle.resting()).isEmpty();
        assertThat(throttle.admit("busy.example")).isZero();
    }

    @Test
    void overAMinuteADomainGetsItsRateAndNoMore() {
        Throttle throttle = throttle(1000, 5);
        int sent = 0;
        for (int second = 0; second < 60; second++) {
            clock.set(START.plusSeconds(second));
            for (int i = 0; i < 50; i++) {
                if (throttle.admit("busy.example").isZero()) {
                    sent++;
                }
            }
        }
        assertThat(sent).isEqualTo(300);
    }

    @Test
    void aDomainMayHaveARateOfItsOwn() {
        clock.set(START);
        Throttle throttle = new Throttle(new Throttle.Limits(1000, 1, DomainRates.parse("own.example=3")), clock);

        for (int i = 0; i < 3; i++) {
            assertThat(throttle.admit("own.example")).isZero();
        }
        assertThat(throttle.admit("own.example")).isPositive();
    }

    @Test
    void ratesOfDomainsAreReadFromOneSettingOrRefusedNamingWhatIsWrong() {
        assertThat(DomainRates.parse("Employer.example=20, mail-2.provider.example=50")
                        .aSecond())
                .containsExactlyInAnyOrderEntriesOf(Map.of("employer.example", 20, "mail-2.provider.example", 50));
        for (String wrong :
                List.of("employer.example", "employer=3", "employer.example=0", "employer.example=1.5", "=3")) {
            assertThatThrownBy(() -> DomainRates.parse("own.example=3," + wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("\"" + wrong + "\"");
        }
        assertThatThrownBy(() -> DomainRates.parse("own.example=3,OWN.example=4"))
                .hasMessage("own.example stands there twice");
    }

    private Throttle throttle(int overall, int perDomain) {
        clock.set(START);
        return new Throttle(new Throttle.Limits(overall, perDomain, DomainRates.none()), clock);
    }
}

package org.tellers.crypto.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;

class PrivateCredentialTest {
    @RepeatedTest(20)
    void aFreshCodeHasTheFormOfTheSpecificationAndIsReadAgain() {
        PrivateCredential code = PrivateCredential.random(new SecureRandom());
        assertThat(code.reveal())
                .matches("[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-"
                        + "[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}");
        assertThat(PrivateCredential.parse(code.reveal())).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EpWfR-ZZUMJQ-oMD59-621bC5",
                "  EpWfR-ZZUMJQ-oMD59-621bC5\n",
                "EpWfRZZUMJQoMD59621bC5",
                "EpWfR ZZUMJQ oMD59 621bC5",
                "EpWfR - ZZUMJQ - oMD59 - 621bC5\u00a0"
            })
    void spacesAndMissingHyphensAreForgiven(String typed) {
        assertThat(PrivateCredential.parse(typed).reveal()).isEqualTo("EpWfR-ZZUMJQ-oMD59-621bC5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EpWfR-ZZUMJQ-oMD59-621bC",
                "EpWfR-ZZUMJQ-oMD59-621bC55",
                "EpWfR-ZZUMJQ-oMD59-621bC0",
                "EpWfR_ZZUMJQ-oMD59-621bC5",
                "ÉpWfR-ZZUMJQ-oMD59-621bC5"
            })
    void anythingElseIsRefusedWithoutRepeatingIt(String typed) {
        assertThatThrownBy(() -> PrivateCredential.parse(typed))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class, e -> assertThat(e.fault()).isEqualTo(FormatFault.CREDENTIAL_FORM))
                .hasMessage(FormatFault.CREDENTIAL_FORM.description());
    }

    @org.junit.jupiter.api.Test
    void caseCounts() {
        assertThat(PrivateCredential.parse("epwfR-ZZUMJQ-oMD59-621bC5"))
                .isNotEqualTo(PrivateCredential.parse("EpWfR-ZZUMJQ-oMD59-621bC5"));
    }

    @org.junit.jupiter.api.Test
    void aCodeDoesNotShowInText() {
        PrivateCredential code = PrivateCredential.random(new SecureRandom());
        assertThat("" + code).doesNotContain(code.reveal().substring(0, 5));
    }
}

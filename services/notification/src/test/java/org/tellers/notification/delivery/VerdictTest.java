package org.tellers.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "5.1.1,  HARD,    address-unknown,  true",
        "5.1.10, HARD,    address-unknown,  true",
        "5.1.2,  HARD,    address-unknown,  true",
        "5.2.1,  HARD,    mailbox-disabled, true",
        "5.1.7,  BLOCKED, sender-refused,   false",
        "5.1.8,  BLOCKED, sender-refused,   false",
        "5.7.1,  BLOCKED, policy-block,     false",
        "5.7.26, BLOCKED, policy-block,     false",
        "5.2.2,  SOFT,    mailbox-full,     false",
        "4.2.2,  SOFT,    mailbox-full,     false",
        "4.4.7,  SOFT,    unreachable,      false",
        "4.7.1,  SOFT,    policy-deferral,  false",
        "4.3.0,  SOFT,    deferred,         false",
        "5.0.0,  HARD,    refused,          false",
        "5.4.4,  HARD,    refused,          false",
        "'',     HARD,    refused,          false",
        "5.1,    HARD,    refused,          false",
    })
    void aFailureMeansWhatItsStatusSays(String status, ReportKind kind, String diagnostic, boolean dead) {
        assertThat(Verdict.ofFailure(status)).isEqualTo(new Verdict(kind, diagnostic, dead));
    }

    @Test
    void onlyFailedAndDelayedAreTrouble() {
        assertThat(Verdict.ofAction(" Failed ", "5.1.1")).contains(Verdict.ofFailure("5.1.1"));
        assertThat(Verdict.ofAction("delayed", "4.4.1"))
                .contains(new Verdict(ReportKind.DELAYED, "unreachable", false));
        assertThat(Verdict.ofAction("delayed", "5.1.1"))
                .hasValueSatisfying(verdict -> assertThat(verdict.deadAddress()).isFalse());
        for (String action : new String[] {"delivered", "relayed", "expanded", ""}) {
            assertThat(Verdict.ofAction(action, "5.1.1")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1,             smtp; 550 5.7.1 elsewhere,                     5.1.1",
        "5.0.0,             smtp; 550-5.1.1 The email account,             5.1.1",
        "5.0.0,             'smtp;550 5.1.10 RESOLVER.ADR.NotFound',       5.1.10",
        "5.0.0,             smtp; 550 5.1.1,                               5.1.1",
        "'',                smtp; 552 #5.2.2 mailbox full,                 5.2.2",
        "4.0.0,             smtp; 550 5.1.1 no,                            4.0.0",
        "5.0.0,             X-Postfix; unknown user: 5.1.1,                5.0.0",
        "5.0.0,             smtp; 550 no such user (see rule 5.1.1),       5.0.0",
        "'5.2.2 (full)',    '',                                            5.2.2",
        "'',                '',                                            ''",
        "nonsense,          smtp; 9999 5.1.1,                              ''",
    })
    void aStatusThatSaysNothingIsReadFromTheReplyItQuotes(String status, String diagnosticCode, String sharper) {
        assertThat(Verdict.sharper(status, diagnosticCode)).isEqualTo(sharper);
    }
}

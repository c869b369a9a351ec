package org.tellers.events;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "57014", "42P01", "42501"})
    void aDatabaseThatIsAwayBusyOrNotInstalledIsNotTheFactsFault(String sqlState) {
        assertThat(Fault.of(new IllegalStateException(new SQLException("x", sqlState))))
                .isEqualTo(Fault.SURROUNDINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23503", "22001", "22P02"})
    void valuesThatTheDatabaseRefusesAreTheFactsFault(String sqlState) {
        Exception refused = new SQLException("x", sqlState);
        RollbackException rollback = new RollbackException();
        rollback.initCause(refused);
        assertThat(Fault.of(refused)).isEqualTo(Fault.FACT);
        assertThat(Fault.of(new IllegalStateException(rollback))).isEqualTo(Fault.FACT);
    }

    @Test
    void aRollbackWithoutReasonIsNotTheFactsFault() {
        assertThat(Fault.of(new IllegalStateException(new RollbackException()))).isEqualTo(Fault.SURROUNDINGS);
    }

    @Test
    void aBrokenRuleIsTheFactsFaultAndABrokenConnectionIsNot() {
        assertThat(Fault.of(new IllegalArgumentException("x"))).isEqualTo(Fault.FACT);
        assertThat(Fault.of(new NullPointerException())).isEqualTo(Fault.FACT);
        assertThat(Fault.of(new IllegalArgumentException(new ConnectException("x"))))
                .isEqualTo(Fault.SURROUNDINGS);
    }
}

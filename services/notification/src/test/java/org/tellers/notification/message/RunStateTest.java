package org.tellers.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tellers.notification.dispatch.SendingWindow.Hold;

class RunStateTest {

    private static final Instant NOW = Instant.parse("2026-02-10T12:00:00Z");

    @Test
    void aMessageGoesFromScheduledToDone() {
        assertThat(state("waiting", false, NOW.plusSeconds(1), null, true)).isEqualTo(RunState.SCHEDULED);
        assertThat(state("waiting", false, NOW, Hold.NOT_OPEN, true)).isEqualTo(RunState.WAITING);
        assertThat(state("queueing", false, NOW, null, true)).isEqualTo(RunState.SENDING);
        assertThat(state("queued", false, NOW, null, false)).isEqualTo(RunState.DONE);
    }

    @Test
    void whatStandsInItsWayIsNamed() {
        assertThat(state("queued", true, null, null, true)).isEqualTo(RunState.PAUSED);
        assertThat(state("queued", false, null, Hold.TOO_LATE, true)).isEqualTo(RunState.STOPPED);
        assertThat(state("queued", false, null, Hold.CLOSED, true)).isEqualTo(RunState.OVER);
        assertThat(state("over", false, null, null, true)).isEqualTo(RunState.OVER);
        assertThat(state("cancelled", true, null, Hold.CLOSED, true)).isEqualTo(RunState.CANCELLED);
        assertThat(RunState.of("queued", false, null, Optional.empty(), true, true, NOW))
                .isEqualTo(RunState.RELAY_DOWN);
    }

    private static RunState state(String stage, boolean paused, Instant notBefore, Hold held, boolean more) {
        return RunState.of(stage, paused, notBefore, Optional.ofNullable(held), more, false, NOW);
    }
}

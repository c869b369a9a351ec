package org.tellers.voting.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Sha256;

class TrackerTest {
    @Test
    void aTrackerIsReadHoweverItIsWritten() {
        for (int i = 0; i < 50; i++) {
            byte[] ballot = ("ballot " + i).getBytes(StandardCharsets.UTF_8);
            String tracker = Sha256.base64(ballot);
            String hash = Sha256.hex(ballot);
            assertThat(Tracker.hash(tracker)).contains(hash);
            assertThat(Tracker.hash(tracker + "=")).contains(hash);
            assertThat(Tracker.hash(tracker.replace('+', '-').replace('/', '_')))
                    .contains(hash);
            assertThat(Tracker.hash(tracker.replaceAll("(.{5})", "$1 "))).contains(hash);
        }
    }

    @Test
    void whatIsNoTrackerIsNothing() {
        for (String text : new String[] {"", "abc", "ü".repeat(43), "A".repeat(42), "A".repeat(86)}) {
            assertThat(Tracker.hash(text)).isEmpty();
        }
    }
}

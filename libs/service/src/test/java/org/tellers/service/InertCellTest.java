package org.tellers.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InertCellTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+44 7700 900001", "-2", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")"})
    void whatASpreadsheetWouldComputeIsText(String value) {
        assertThat(InertCell.of(value)).isEqualTo("'" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hill", "O'Neill", "'s-Hertogenbosch", "0012345", "1 = 1"})
    void everythingElseStaysAsItIs(String value) {
        assertThat(InertCell.of(value)).isEqualTo(value);
    }

    @Test
    void anExportReadBackIsWhatItWas() {
        Random random = new Random(20260227);
        String alphabet = "=+-@'\"a1 ";
        for (int round = 0; round < 10_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String written = InertCell.of(value.toString());
            assertThat(InertCell.plain(written)).isEqualTo(value.toString());
            assertThat(written).doesNotMatch("(?s)[=+@\\t\\r\\n-].*");
        }
    }
}

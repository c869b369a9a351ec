package org.tellers.membership.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterRowTest {

    @ParameterizedTest
    @CsvSource({
        "membership_number, 1.23E+09, number-damaged-by-spreadsheet",
        "personal_email, nobody, not-an-email-address",
        "personal_email, a@b, not-an-email-address",
        "work_email, 'a@example.org,b@example.org', not-an-email-address",
        "work_email, 'a b@example.org', not-an-email-address",
        "preferred_email_type, home, unknown-value",
        "language, fr, unknown-value",
        "campaign_consent, maybe, unknown-value",
        "mobile, call me, not-a-telephone-number",
        "joined_at, 27/02/2026, not-an-iso-date",
        "joined_at, 2026-02-30, not-an-iso-date",
        "joined_at, 2026-02-26T09:30, not-an-iso-date",
        "joined_at, 0026-02-26, not-an-iso-date",
        "left_at, 2026-13-01, not-an-iso-date",
        "status, '', value-missing",
        "section, '   ', value-missing",
    })
    void aBadCellIsRefusedByColumnAndCode(String column, String cell, String code) {
        RegisterRow row = judge(Map.of(column, cell));
        assertThat(row.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.line()).isEqualTo(7);
            assertThat(fault.detail()).endsWith(".");
        });
    }

    @Test
    void aFaultNeverRepeatsTheCell() {
        RegisterRow row =
                judge(Map.of("personal_email", "secret-person", "mobile", "secret-number", "joined_at", "secret-day"));
        assertThat(row.faults()).hasSize(3).noneMatch(fault -> fault.detail().contains("secret"));
    }

    @Test
    void aControlCharacterAndAnOverlongValueAreRefused() {
        assertThat(judge(Map.of("last_name", "Hi\u0000ll")).faults())
                .extracting(RowFault::code)
                .containsExactly("control-character");
        assertThat(judge(Map.of("workplace", "x".repeat(201))).faults())
                .extracting(RowFault::code)
                .containsExactly("too-long");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-26, 2026-02-26T00:00:00Z, true",
        "2026-06-26, 2026-06-25T23:00:00Z, true",
        "2026-02-26T09:30Z, 2026-02-26T09:30:00Z, false",
        "2026-06-26T09:30:15+01:00, 2026-06-26T08:30:15Z, false",
    })
    void aDayIsItsStartInLondonAndATimeIsExact(String text, Instant at, boolean dayOnly) {
        assertThat(judge(Map.of("joined_at", text)).values())
                .containsEntry(RegisterColumn.JOINED_AT, new RegisterInstant(at, dayOnly));
    }

    @Test
    void nobodyLeavesBeforeJoining() {
        assertThat(judge(Map.of("joined_at", "2026-02-02", "left_at", "2026-02-01"))
                        .faults())
                .extracting(RowFault::code)
                .containsExactly("left-before-joined");
    }

    @Test
    void theSameNameTypedWithCombiningAccentsIsTheSameName() {
        assertThat(judge(Map.of("last_name", " Sia\u0302n\u00a0 Hill ")).values())
                .containsEntry(RegisterColumn.LAST_NAME, "Siân Hill");
    }

    private static RegisterRow judge(Map<String, String> cells) {
        Map<RegisterColumn, String> row = new EnumMap<>(RegisterColumn.class);
        row.put(RegisterColumn.MEMBERSHIP_NUMBER, "1");
        row.put(RegisterColumn.LAST_NAME, "Hill");
        row.put(RegisterColumn.SECTION, "Probation");
        row.put(RegisterColumn.STATUS, "active");
        cells.forEach((header, cell) -> row.put(RegisterColumn.named(header).orElseThrow(), cell));
        return RegisterRow.judge(7, row);
    }
}

package org.tellers.membership.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class RegisterFileTest {

    private static final String HEADER = "membership_number,last_name,section,status\n";

    @Test
    void leadingZerosAccentsQuotesAndLineBreaksInsideAValueSurvive() throws IOException {
        List<RegisterRow> rows =
                rows("\uFEFF" + HEADER + "0012345,\"Siân \"\"S\"\"\r\nO'Neill\",\"Court, Family\",Active\n");

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.faults()).isEmpty();
            assertThat(row.values())
                    .containsEntry(RegisterColumn.MEMBERSHIP_NUMBER, "0012345")
                    .containsEntry(RegisterColumn.LAST_NAME, "Siân \"S\" O'Neill")
                    .containsEntry(RegisterColumn.SECTION, "Court, Family")
                    .containsEntry(RegisterColumn.STATUS, "active");
        });
    }

    @Test
    void columnsComeInAnyOrderAndUnknownOnesAreIgnored() throws IOException {
        List<RegisterRow> rows =
                rows("Shoe size, STATUS ,section,Last Name,membership-number\n44,active,Probation,Hill,1\n");

        assertThat(rows.getFirst().membershipNumber()).isEqualTo("1");
        assertThat(rows.getFirst().values()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void theSeparatorsOfSpreadsheetsAreUnderstood(String separator) throws IOException {
        assertThat(rows((HEADER + "1,Hill,Probation,active\n").replace(",", separator)))
                .singleElement()
                .matches(RegisterRow::valid);
    }

    @Test
    void aRowIsNamedByTheLineOnWhichItBegins() throws IOException {
        List<RegisterRow> rows = rows(HEADER + "1,\"a\nb\",P,active\n\n2,,P,active\n3,x,P\n");

        assertThat(rows).extracting(RegisterRow::line).containsExactly(2, 5, 6);
        assertThat(rows.get(1).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(5);
            assertThat(fault.column()).isEqualTo("last_name");
            assertThat(fault.code()).isEqualTo("value-missing");
        });
        assertThat(rows.get(2).faults()).extracting(RowFault::code).containsExactly("wrong-number-of-values");
    }

    @Test
    void neededColumnsAreNamedWhenTheyAreMissing() {
        FileRefused refused = refusal("membership_number,last_name\n1,Hill\n");
        assertThat(refused.code()).isEqualTo("columns-missing");
        assertThat(refused.detail()).contains("section, status");
    }

    @Test
    void aColumnTwiceAndAnEmptyFileAreRefused() {
        assertThat(refusal("status," + HEADER).code()).isEqualTo("column-repeated");
        assertThat(refusal("").code()).isEqualTo("header-missing");
        assertThat(refusal("\n1,2\n").code()).isEqualTo("header-missing");
    }

    @Test
    void aQuotationMarkInTheWrongPlaceIsRefusedWithItsLine() {
        FileRefused wrong = refusal(HEADER + "1,Hill,P,active\n2,\"Hi\"ll,P,active\n");
        assertThat(wrong.code()).isEqualTo("not-csv");
        assertThat(wrong.line()).isEqualTo(3);

        FileRefused unclosed = refusal(HEADER + "1,Hill,P,active\n2,\"Hill,P,active\n");
        assertThat(unclosed.code()).isEqualTo("not-csv");
        assertThat(unclosed.line()).isEqualTo(3);
    }

    @Test
    void aQuotationMarkThatIsNeverClosedDoesNotFillTheMemory() {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream((HEADER + "1,Hill,P,active\n2,\"").getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        return 'a';
                    }
                });
        FileRefused refused = catchThrowableOfType(FileRefused.class, () -> rows(endless));
        assertThat(refused.code()).isEqualTo("row-too-long");
        assertThat(refused.line()).isEqualTo(3);
    }

    @Test
    void whateverBytesComeTheyAreRowsOrARefusalWithALine() throws IOException {
        Random random = new Random(20260227);
        String alphabet = HEADER + "\"\"\",,,\r\n;\t Âé\u0000😀";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? HEADER : "");
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            if (bytes.length > 0 && random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                for (RegisterRow row : rows(new ByteArrayInputStream(bytes))) {
                    assertThat(row.line()).isGreaterThan(1);
                    assertThat(row.valid() ? row.membershipNumber() : "").isNotNull();
                }
            } catch (FileRefused refused) {
                assertThat(refused.line()).isPositive();
            }
        }
    }

    private static FileRefused refusal(String text) {
        return catchThrowableOfType(FileRefused.class, () -> rows(text));
    }

    private static List<RegisterRow> rows(String text) throws IOException {
        return rows(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static List<RegisterRow> rows(InputStream in) throws IOException {
        RegisterFile file = RegisterFile.open(in, UTF_8);
        List<RegisterRow> rows = new ArrayList<>();
        ColumnMapping mapping = ColumnMapping.propose(file.headings(), Map.of());
        if (mapping.needsAPerson()) {
            return rows;
        }
        file.forEachRow(mapping.registerColumns(), rows::add);
        return rows;
    }
}

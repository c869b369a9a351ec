package org.tellers.membership.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ByteSurveyTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @Test
    void theBytesTellTheEncoding() {
        assertThat(encoding("a,b\n1,Hill\n".getBytes(UTF_8), null)).isEqualTo(Encoding.UTF_8);
        assertThat(encoding("a,b\n1,Siân 😀\n".getBytes(UTF_8), null)).isEqualTo(Encoding.UTF_8);
        assertThat(encoding("\uFEFFa,b\n1,Siân\n".getBytes(UTF_8), null)).isEqualTo(Encoding.UTF_8_BOM);
        assertThat(encoding("a,b\n1,Siân €\n".getBytes(WINDOWS_1252), null)).isEqualTo(Encoding.WINDOWS_1252);
        assertThat(encoding("a,b\n1,Siâ".getBytes(ISO_8859_1), null)).isEqualTo(Encoding.WINDOWS_1252);
    }

    @Test
    void utf16IsRefusedWithWhatToDoInstead() {
        for (byte[] bytes :
                new byte[][] {"a,b\n".getBytes(UTF_16), "a,b\n".getBytes(UTF_16LE), "\uFEFFŵ".getBytes(UTF_16LE)}) {
            FileRefused refused = refusal(bytes, null);
            assertThat(refused.code()).isEqualTo("utf-16");
            assertThat(refused.detail()).contains("UTF-16", "CSV UTF-8");
        }
        FileRefused spreadsheet = refusal("PK\3\4 and more\0".getBytes(UTF_8), null);
        assertThat(spreadsheet.code()).isEqualTo("not-text");
        assertThat(spreadsheet.detail()).contains(".xlsx");
    }

    @Test
    void aFileMadeOfTwoEncodingsIsRefusedWithTheLine() {
        byte[] mostly = "1,Siân\n2,Zoë\n3,Hill\n".getBytes(UTF_8);
        byte[] other = "4,René\n".getBytes(WINDOWS_1252);
        FileRefused refused = refusal(joined(mostly, other), null);
        assertThat(refused.code()).isEqualTo("encoding-mixed");
        assertThat(refused.line()).isEqualTo(4);
    }

    @Test
    void aStatedEncodingIsHeldTo() {
        byte[] windows = "1,a\n2,Siân\n".getBytes(WINDOWS_1252);
        FileRefused refused = refusal(windows, Encoding.UTF_8);
        assertThat(refused.code()).isEqualTo("not-utf-8");
        assertThat(refused.line()).isEqualTo(2);
        assertThat(refused.detail()).contains("CSV UTF-8");
        assertThat(encoding("Siân".getBytes(UTF_8), Encoding.WINDOWS_1252)).isEqualTo(Encoding.WINDOWS_1252);
        byte[] cut = java.util.Arrays.copyOf("Siâ".getBytes(UTF_8), 3);
        assertThat(refusal(cut, Encoding.UTF_8).code()).isEqualTo("not-utf-8");
    }

    @Test
    void bytesThatWindowsDoesNotKnowAreRefused() {
        FileRefused refused = refusal(new byte[] {'a', '\n', (byte) 0x81, '\n'}, null);
        assertThat(refused.code()).isEqualTo("encoding-unknown");
        assertThat(refused.line()).isEqualTo(2);
    }

    @Test
    void whateverIsFoundCanBeDecoded() {
        Random random = new Random(20260227);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextBoolean() ? 1 + random.nextInt(127) : random.nextInt(256));
            }
            Encoding found;
            try {
                found = encoding(bytes, null);
            } catch (FileRefused refused) {
                assertThat(refused.line()).isPositive();
                assertThat(decodes(bytes, UTF_8) && !holdsZero(bytes)).isFalse();
                continue;
            }
            assertThat(decodes(bytes, found.charset())).isTrue();
            assertThat(found == Encoding.WINDOWS_1252).isEqualTo(!decodes(bytes, UTF_8));
        }
    }

    @Test
    void linesAreCounted() {
        assertThat(lines("")).isZero();
        assertThat(lines("a\n1\n2")).isEqualTo(3);
        assertThat(lines("a\n1\n2\n")).isEqualTo(3);
    }

    private static boolean holdsZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static int lines(String text) {
        ByteSurvey survey = new ByteSurvey(null);
        survey.look(text.getBytes(UTF_8), 0, text.length());
        return survey.lines();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static FileRefused refusal(byte[] bytes, Encoding declared) {
        return catchThrowableOfType(FileRefused.class, () -> encoding(bytes, declared));
    }

    private static Encoding encoding(byte[] bytes, Encoding declared) {
        ByteSurvey survey = new ByteSurvey(declared);
        for (int i = 0; i < bytes.length; i++) {
            survey.look(bytes, i, 1);
        }
        return survey.encoding();
    }
}

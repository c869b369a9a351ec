package org.tellers.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {

    @TempDir
    Path folder;

    @Test
    void aSecretOpensForWhatItWasSealedForAndForNothingElse() throws IOException {
        Sealer sealer = Sealer.fromFile(key((byte) 1));
        byte[] sealed = sealer.seal("secret".getBytes(UTF_8), "ballot/credential");

        assertThat(sealer.open(sealed, "ballot/credential")).isEqualTo("secret".getBytes(UTF_8));
        assertThatThrownBy(() -> sealer.open(sealed, "ballot/other")).isInstanceOf(Sealer.SealBroken.class);
        assertThatThrownBy(() -> Sealer.fromFile(key((byte) 2)).open(sealed, "ballot/credential"))
                .isInstanceOf(Sealer.SealBroken.class);
    }

    @Test
    void anyChangedByteBreaksTheSeal() throws IOException {
        Sealer sealer = Sealer.fromFile(key((byte) 1));
        byte[] sealed = sealer.seal("secret".getBytes(UTF_8), "x");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealer.open(changed, "x")).as("byte %d", i).isInstanceOf(Sealer.SealBroken.class);
        }
    }

    @Test
    void aHashIsTheSameForTheSameKeyPurposeAndValueOnly() throws IOException {
        Sealer sealer = Sealer.fromFile(key((byte) 1));
        byte[] hash = sealer.hash("a@b.example", "mail-address");
        assertThat(hash).hasSize(32).isEqualTo(Sealer.fromFile(key((byte) 1)).hash("a@b.example", "mail-address"));
        assertThat(sealer.hash("b@b.example", "mail-address")).isNotEqualTo(hash);
        assertThat(sealer.hash("a@b.example", "other")).isNotEqualTo(hash);
        assertThat(Sealer.fromFile(key((byte) 2)).hash("a@b.example", "mail-address"))
                .isNotEqualTo(hash);
    }

    @Test
    void aMissingOrShortKeySaysWhatToDo() throws IOException {
        assertThatThrownBy(() -> Sealer.fromFile(folder.resolve("none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TELLERS_SEAL_KEY_FILE");
        Path shortKey = Files.writeString(folder.resolve("short"), "AAAA");
        assertThatThrownBy(() -> Sealer.fromFile(shortKey)).hasMessageContaining("must have 32");
    }

    private Path key(byte fill) throws IOException {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, fill);
        return Files.writeString(
                folder.resolve("key" + fill), Base64.getEncoder().encodeToString(key));
    }
}

package org.tellers.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    @TempDir
    Path folder;

    @Test
    void aSettingThatReferencesASecretGetsTheContentOfItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        var config = ConfigProviderResolver.instance()
                .getBuilder()
                .withSources(
                        secrets(Map.of("TELLERS_DB_PASSWORD_FILE", file.toString())),
                        new io.smallrye.config.PropertiesConfigSource(
                                Map.of("quarkus.datasource.password", "${TELLERS_DB_PASSWORD:local}"), "test", 100))
                .build();

        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo("s3cret");
    }

    @Test
    void withoutAFileTheDefaultStands() {
        assertThat(secrets(Map.of()).getValue("TELLERS_DB_PASSWORD")).isNull();
        assertThat(secrets(Map.of("TELLERS_UNION_FILE", "x")).getValue("TELLERS_UNION"))
                .isNull();
    }

    @Test
    void aFileThatIsMissingOrEmptyIsNamedWithItsVariable() throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThatThrownBy(() -> secrets(Map.of("TELLERS_SMTP_PASSWORD_FILE", missing.toString()))
                        .getValue("TELLERS_SMTP_PASSWORD"))
                .hasMessageContaining("TELLERS_SMTP_PASSWORD_FILE")
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> secrets(Map.of("TELLERS_SMTP_PASSWORD_FILE", empty.toString()))
                        .getValue("TELLERS_SMTP_PASSWORD"))
                .hasMessage("The file of TELLERS_SMTP_PASSWORD_FILE is empty: " + empty);
    }

    @Test
    void listsNoSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret");

        assertThat(secrets(Map.of("TELLERS_DB_PASSWORD_FILE", file.toString())).getProperties())
                .isEmpty();
    }

    private static SecretFiles secrets(Map<String, String> environment) {
        return new SecretFiles(environment::get);
    }
}

package org.tellers.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are secrets, read from the file that an environment variable names: a variable itself is shown by process
 * lists and by crash reports, and is handed on to every child.
 */
public final class SecretFiles implements ConfigSource {

    private static final Map<String, String> FILE_OF = Map.of(
            "TELLERS_DB_PASSWORD", "TELLERS_DB_PASSWORD_FILE",
            "TELLERS_DB_OWNER_PASSWORD", "TELLERS_DB_OWNER_PASSWORD_FILE",
            "TELLERS_KAFKA_KEYSTORE_PASSWORD", "TELLERS_KAFKA_KEYSTORE_PASSWORD_FILE",
            "TELLERS_SMTP_PASSWORD", "TELLERS_SMTP_PASSWORD_FILE");

    /** Below the environment, above every file of properties. */
    private static final int ORDINAL = 290;

    private final UnaryOperator<@Nullable String> environment;

    /** Called by the configuration itself. */
    public SecretFiles() {
        this(System::getenv);
    }

    SecretFiles(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    /** None: whoever lists settings must not come by a secret. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    /**
     * The secret of this name.
     *
     * @throws IllegalStateException when its file cannot be read or is empty; says which variable names it
     */
    @Override
    public @Nullable String getValue(String name) {
        String variable = FILE_OF.get(name);
        String file = variable == null ? null : environment.apply(variable);
        if (file == null || file.isBlank()) {
            return null;
        }
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.isEmpty()) {
                throw new IllegalStateException("The file of " + variable + " is empty: " + file);
            }
            return secret;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The file of " + variable + " cannot be read: put the secret into " + file
                            + ", readable by this user",
                    e);
        }
    }

    @Override
    public String getName() {
        return "secrets in files";
    }
}

package org.tellers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class HqClientTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8090", "http://127.0.0.1:8090", "http://[::1]:8090"})
    void aTrialOnOneMachineNeedsNoFiles(String origin) {
        OidcTenantConfig tenant = registered(Map.of("origin", origin));
        assertThat(tenant.authentication().pkceRequired()).hasValue(true);
        assertThat(tenant.authentication().cookieForceSecure()).isTrue();
        assertThat(tenant.authentication().forceRedirectHttpsScheme()).hasValue(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://hq.union.example", "http://localhost.union.example", "ftp://localhost", "localhost"})
    void peopleSignInOnlyWhereTheLineIsSafe(String origin) {
        assertThatThrownBy(() -> registered(Map.of("origin", origin)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TELLERS_HQ_ORIGIN is " + origin);
    }

    @Test
    void theDemoSecretIsForTheDemoOnly() throws IOException {
        assertThatThrownBy(() -> registered(Map.of("origin", "https://hq.union.example")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TELLERS_HQ_CLIENT_SECRET_FILE");
        Path secret = Files.writeString(folder.resolve("secret"), "of the union\n");
        OidcTenantConfig tenant =
                registered(Map.of("origin", "https://hq.union.example", "client-secret-file", secret.toString()));
        assertThat(tenant.credentials().secret()).hasValue("of the union");
        assertThat(tenant.authentication().forceRedirectHttpsScheme()).hasValue(true);
    }

    @Test
    void doorsWithOneKeyKnowEachOthersSessionsAndOthersDoNot() throws IOException {
        String file = Files.writeString(folder.resolve("key"), "k".repeat(44)).toString();
        Map<String, String> settings = Map.of("origin", "http://localhost:8090", "session-key-file", file);
        assertThat(key(registered(settings))).isEqualTo(key(registered(settings)));
        Map<String, String> without = Map.of("origin", "http://localhost:8090");
        assertThat(key(registered(without))).isNotEqualTo(key(registered(without)));
        OidcTenantConfig tenant = registered(settings);
        assertThat(tenant.authentication().stateSecret())
                .isPresent()
                .isNotEqualTo(tenant.tokenStateManager().encryptionSecret());
    }

    @Test
    void aKeyThatIsShortOrMissingIsRefusedInASentence() throws IOException {
        String file = Files.writeString(folder.resolve("key"), "short").toString();
        assertThatThrownBy(() -> registered(Map.of("origin", "http://localhost:8090", "session-key-file", file)))
                .hasMessageContaining("at least 32 random ones");
        assertThatThrownBy(() ->
                        registered(Map.of("origin", "http://localhost:8090", "session-key-file", folder + "/none")))
                .hasMessageContaining("TELLERS_SESSION_KEY_FILE cannot be read");
    }

    private static String key(OidcTenantConfig tenant) {
        return tenant.tokenStateManager().encryptionSecret().orElseThrow();
    }

    private static OidcTenantConfig registered(Map<String, String> signIn) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "tellers.gateway.host", "localhost",
                "tellers.gateway.voters-port", "0",
                "tellers.gateway.voting-app", "voting",
                "tellers.gateway.admin-app", "admin",
                "tellers.gateway.verify-page", "verify",
                "tellers.gateway.widget", "widget",
                "tellers.gateway.voters-origin", "http://localhost:8080",
                "tellers.gateway.services.ballot", "http://localhost:1",
                "tellers.gateway.sign-in.issuer", "http://localhost:2/realms/tellers"));
        signIn.forEach((name, value) -> settings.put("tellers.gateway.sign-in." + name, value));
        GatewayConfig config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(GatewayConfig.class);
        List<OidcTenantConfig> created = new ArrayList<>();
        new HqClient(config).register(new Oidc() {
            @Override
            public void create(OidcTenantConfig tenant) {
                created.add(tenant);
            }

            @Override
            public void createServiceApp(String server) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void createWebApp(String server, String client, String secret) {
                throw new UnsupportedOperationException();
            }
        });
        assertThat(created).hasSize(1);
        return created.getFirst();
    }
}

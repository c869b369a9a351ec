package org.tellers.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.EncryptionAlgorithm;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the door is to the OpenID provider: a confidential client that uses the authorization code with PKCE. */
@Singleton
class HqClient {

    /** The realm of the demo people knows it; everybody may, as their passwords. */
    private static final String DEMO_SECRET = "tellers-hq-demo";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final GatewayConfig.SignIn config;

    @Inject
    HqClient(GatewayConfig config) {
        this.config = config.signIn();
    }

    void register(@Observes Oidc oidc) {
        URI origin = config.origin();
        boolean local = "http".equals(origin.getScheme()) && THIS_MACHINE.contains(origin.getHost());
        if (!local && !"https".equals(origin.getScheme())) {
            throw new IllegalStateException("TELLERS_HQ_ORIGIN is " + origin
                    + ": people sign in there, so it has to be https://, or http://localhost for a trial on"
                    + " one machine");
        }
        byte[] key = sessionKey();
        oidc.create(OidcTenantConfig.authServerUrl(config.issuer().toString())
                .applicationType(ApplicationType.WEB_APP)
                .clientId(config.client())
                .credentials(clientSecret(local))
                // The door opens without the provider too: voters need none.
                .connectionTimeout(Duration.ofSeconds(5))
                .roles(Source.accesstoken, "realm_access/roles")
                .token()
                .principalClaim("preferred_username")
                .refreshExpired()
                .refreshTokenTimeSkew(Duration.ofSeconds(20))
                .end()
                .authentication()
                .redirectPath(HqSession.CALLBACK)
                .forceRedirectHttpsScheme(!local)
                .restorePathAfterRedirect(false)
                .pkceRequired()
                .nonceRequired()
                .stateSecret(derived(key, "sign-in under way"))
                .stateCookieAge(Duration.ofMinutes(10))
                .verifyAccessToken()
                .cookieForceSecure()
                .cookieSameSite(CookieSameSite.STRICT)
                .stateCookieSameSite(CookieSameSite.LAX)
                .sessionAgeExtension(config.idle())
                .end()
                .logout()
                .path(HqSession.SIGN_OUT)
                .postLogoutPath(HqSession.SIGNED_OUT)
                .end()
                // Three cookies rather than one: together the tokens pass the 4 KB that a browser keeps of one.
                .tokenStateManager()
                .splitTokens()
                .encryptionRequired()
                .encryptionAlgorithm(EncryptionAlgorithm.DIR)
                .encryptionSecret(derived(key, "session"))
                .end()
                .build());
    }

    private String clientSecret(boolean local) {
        Optional<Path> file = config.clientSecretFile();
        if (file.isPresent()) {
            return read(file.get(), "TELLERS_HQ_CLIENT_SECRET_FILE");
        }
        if (!local) {
            throw new IllegalStateException(
                    "TELLERS_HQ_CLIENT_SECRET_FILE is not set: name a file with the secret of the client "
                            + config.client() + "; the demo realm's secret is for a trial on one machine only");
        }
        return DEMO_SECRET;
    }

    private byte[] sessionKey() {
        Optional<Path> file = config.sessionKeyFile();
        if (file.isEmpty()) {
            byte[] made = new byte[32];
            new SecureRandom().nextBytes(made);
            return made;
        }
        String key = read(file.get(), "TELLERS_SESSION_KEY_FILE");
        if (key.length() < 32) {
            throw new IllegalStateException("the file of TELLERS_SESSION_KEY_FILE holds " + key.length()
                    + " characters: it needs at least 32 random ones, for example from `openssl rand -base64 32`");
        }
        return key.getBytes(UTF_8);
    }

    private static String read(Path file, String variable) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the file of " + variable + " cannot be read: " + file, e);
        }
    }

    /** A key for one purpose, as 32 characters. */
    private static String derived(byte[] key, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] hash = mac.doFinal(purpose.getBytes(UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, 24));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC with SHA-256", e);
        }
    }
}

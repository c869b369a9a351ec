package org.tellers.testing;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Access tokens as Keycloak's realm issues them: signed, with the roles in {@code realm_access.roles} and the person in
 * {@code preferred_username}. A service under {@link RealParts} verifies them with the public key of this test run.
 */
public final class TestTokens {
    private static final String PRIVATE_KEY = "tellers.testing.token.private";
    private static final String PUBLIC_KEY = "tellers.testing.token.public";

    private TestTokens() {}

    /** The value of an {@code Authorization} header for this person with these roles. */
    public static String bearer(String person, String... roles) {
        return "Bearer " + token(person, roles);
    }

    /** The token alone, valid for ten minutes. */
    public static String token(String person, String... roles) {
        return token(person, Instant.now().plus(Duration.ofMinutes(10)), roles);
    }

    /** The value of an {@code Authorization} header for a person whose sign-in states an e-mail address. */
    public static String bearerWithEmail(String person, String email, String... roles) {
        return "Bearer " + token(person, Instant.now().plus(Duration.ofMinutes(10)), Map.of("email", email), roles);
    }

    /** A token whose time is over, which every service must refuse. */
    public static String expired(String person, String... roles) {
        return token(person, Instant.now().minus(Duration.ofMinutes(10)), roles);
    }

    /** The public key as {@code quarkus.oidc.public-key} expects it: X.509, base64. */
    static String publicKey() {
        makeKeysOnce();
        return System.getProperty(PUBLIC_KEY);
    }

    private static String token(String person, Instant end, String... roles) {
        return token(person, end, Map.of(), roles);
    }

    private static String token(String person, Instant end, Map<String, Object> more, String... roles) {
        return Jwt.claims(more)
                .subject(person)
                .preferredUserName(person)
                .claim("realm_access", Map.of("roles", List.of(roles)))
                .issuedAt(end.minus(Duration.ofMinutes(10)))
                .expiresAt(end)
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .sign(privateKey());
    }

    private static PrivateKey privateKey() {
        makeKeysOnce();
        try {
            var encoded = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    /** One key pair for the whole JVM: Quarkus loads this class several times, the system properties are there once. */
    private static void makeKeysOnce() {
        synchronized (System.class) {
            if (System.getProperty(PUBLIC_KEY) != null) {
                return;
            }
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var keys = generator.generateKeyPair();
                var base64 = Base64.getEncoder();
                System.setProperty(
                        PRIVATE_KEY, base64.encodeToString(keys.getPrivate().getEncoded()));
                System.setProperty(
                        PUBLIC_KEY, base64.encodeToString(keys.getPublic().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has RSA", e);
            }
        }
    }
}

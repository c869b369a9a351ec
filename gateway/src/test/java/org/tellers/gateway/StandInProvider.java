package org.tellers.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * An OpenID provider that speaks the real protocol and signs everybody in at once as {@code trustee1}: it checks the
 * client's secret, the redirect address and the code verifier, and signs its tokens. Tests change what it does next.
 */
@NullUnmarked
public class StandInProvider implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "a secret of the client that only a file holds";

    /** How long tokens live that are given out from now on. */
    static volatile Duration lifespan = Duration.ofMinutes(5);

    /** What happens to the next requests for tokens. */
    static volatile Mood mood = Mood.HELPFUL;

    enum Mood {
        HELPFUL,
        REFUSING,
        SILENT
    }

    private static final String REALM = "/realms/tellers";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, MultiMap> codes = new HashMap<>();
    private HttpServer server;
    private KeyPair keys;
    private int issued;

    @Override
    public Map<String, String> start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            server = vertx.createHttpServer()
                    .requestHandler(this::answer)
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            Path folder = Files.createTempDirectory("sign-in");
            Path secret = Files.writeString(folder.resolve("client"), SECRET + "\n");
            Path key = Files.writeString(folder.resolve("session"), "0123456789abcdef0123456789abcdef0123456789ab\n");
            return Map.of(
                    "tellers.gateway.sign-in.issuer", issuer(),
                    "tellers.gateway.sign-in.client-secret-file", secret.toString(),
                    "tellers.gateway.sign-in.session-key-file", key.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String issuer() {
        return "http://localhost:" + server.actualPort() + REALM;
    }

    private void answer(HttpServerRequest request) {
        switch (request.path().substring(REALM.length())) {
            case "/.well-known/openid-configuration" ->
                json(
                        request,
                        200,
                        new JsonObject()
                                .put("issuer", issuer())
                                .put("authorization_endpoint", issuer() + "/auth")
                                .put("token_endpoint", issuer() + "/token")
                                .put("jwks_uri", issuer() + "/keys")
                                .put("end_session_endpoint", issuer() + "/logout"));
            case "/keys" -> json(request, 200, new JsonObject().put("keys", new JsonArray().add(publicKey())));
            case "/auth" -> {
                String code = UUID.randomUUID().toString();
                codes.put(code, request.params());
                request.response()
                        .setStatusCode(302)
                        .putHeader(
                                "Location",
                                request.getParam("redirect_uri") + "?code=" + code + "&state="
                                        + request.getParam("state"))
                        .end();
            }
            case "/token" -> {
                request.setExpectMultipart(true);
                request.endHandler(_ -> tokens(request));
            }
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void tokens(HttpServerRequest request) {
        MultiMap form = request.formAttributes();
        String client = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("tellers-hq:" + java.net.URLEncoder.encode(SECRET, UTF_8)).getBytes(UTF_8));
        String plainClient = "Basic " + Base64.getEncoder().encodeToString(("tellers-hq:" + SECRET).getBytes(UTF_8));
        if (mood == Mood.SILENT) {
            request.connection().close();
        } else if (mood == Mood.REFUSING || !Set.of(client, plainClient).contains(request.getHeader("Authorization"))) {
            json(request, 400, new JsonObject().put("error", "invalid_grant"));
        } else if ("refresh_token".equals(form.get("grant_type"))) {
            json(request, 200, newTokens(null));
        } else {
            MultiMap asked = codes.remove(form.get("code"));
            if (asked == null
                    || !"S256".equals(asked.get("code_challenge_method"))
                    || !asked.get("code_challenge").equals(hashed(form.get("code_verifier")))
                    || !asked.get("redirect_uri").equals(form.get("redirect_uri"))) {
                json(request, 400, new JsonObject().put("error", "invalid_grant"));
            } else {
                json(request, 200, newTokens(asked.get("nonce")));
            }
        }
    }

    private JsonObject newTokens(String nonce) {
        var id = Jwt.issuer(issuer())
                .audience("tellers-hq")
                .subject("6f1c")
                .claim("typ", "ID")
                .claim("preferred_username", "trustee1")
                .claim("name", "Tariq Trustee")
                .expiresIn(lifespan);
        if (nonce != null) {
            id.claim("nonce", nonce);
        }
        String access = Jwt.issuer(issuer())
                .subject("6f1c")
                .claim("typ", "Bearer")
                .claim("number", ++issued)
                .claim("preferred_username", "trustee1")
                .claim("realm_access", Map.of("roles", List.of("trustee")))
                .expiresIn(lifespan)
                .jws()
                .keyId("one")
                .sign(keys.getPrivate());
        return new JsonObject()
                .put("id_token", id.jws().keyId("one").sign(keys.getPrivate()))
                .put("access_token", access)
                .put("refresh_token", UUID.randomUUID().toString())
                .put("expires_in", lifespan.toSeconds())
                .put("token_type", "Bearer");
    }

    private JsonObject publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        byte[] modulus = key.getModulus().toByteArray();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", "one")
                .put("n", BASE64.encodeToString(java.util.Arrays.copyOfRange(modulus, 1, modulus.length)))
                .put("e", BASE64.encodeToString(key.getPublicExponent().toByteArray()));
    }

    private static String hashed(String verifier) {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }

    @Override
    public void stop() {
        server.close();
        vertx.close();
    }
}

package org.tellers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in at HQ's origin, by a browser that keeps cookies by hand. */
@NullUnmarked
@QuarkusTest
@WithTestResource(StandInServices.class)
@WithTestResource(StandInProvider.class)
class SessionTest {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Map<String, String> jar = new TreeMap<>();

    @TestHTTPResource("/")
    URI hq;

    /** A token's end is a whole second: one of a second's life may be over before it is read. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    @AfterEach
    void theProviderIsHelpfulAgain() {
        StandInProvider.lifespan = Duration.ofMinutes(5);
        StandInProvider.mood = StandInProvider.Mood.HELPFUL;
    }

    @Test
    void aPersonSignsInAtTheProviderAndComesBackToTheApp() throws Exception {
        HttpResponse<String> away = get("/session/sign-in");
        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(location(away).getQuery())
                .contains("response_type=code", "client_id=tellers-hq", "code_challenge_method=S256", "nonce=")
                .contains("redirect_uri=http://" + hq.getAuthority() + "/session/callback");
        assertThat(cookies(away))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Host-q_auth")
                        .contains("; Path=/", "; Secure", "; HTTPOnly", "; SameSite=Lax")
                        .doesNotContain("Domain"));

        HttpResponse<String> back = get(location(get(location(away))));
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.headers().firstValue("Location")).hasValue("/");
        List<String> session = cookies(back).stream()
                .filter(cookie -> cookie.startsWith("__Host-q_session"))
                .toList();
        assertThat(session)
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("; Path=/", "; Secure", "; HTTPOnly", "; SameSite=Strict")
                        .doesNotContain("Domain")
                        .hasSizeLessThan(4096));
        // The sign-in is over, so its cookie goes.
        assertThat(cookies(back))
                .anyMatch(cookie -> cookie.startsWith("__Host-q_auth") && cookie.contains("Max-Age=0"));

        JsonObject told = new JsonObject(get("/api/session").body());
        assertThat(told).isEqualTo(new JsonObject("""
            {"signedIn":true,"user":"trustee1","name":"Tariq Trustee","roles":["trustee"]}\
            """));
    }

    @Test
    void whoIsNotSignedInIsToldSo() throws Exception {
        HttpResponse<String> session = get("/api/session");
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(session.body())).isEqualTo(new JsonObject().put("signedIn", false));
        assertThat(get("/api/ballot/ballots").statusCode()).isEqualTo(401);
    }

    @Test
    void theServicesGetTheTokenAndTheBrowserNever() throws Exception {
        signIn();
        JsonObject seen = new JsonObject(get("/api/ballot/ballots").body());
        String authorization = seen.getJsonObject("headers").getString("authorization");
        assertThat(authorization).startsWith("Bearer ey");
        assertThat(seen.getJsonObject("headers").fieldNames()).doesNotContain("cookie", "tellers-request");
        assertThat(jar.toString()).doesNotContain(authorization.substring("Bearer ".length()));

        JsonObject open =
                new JsonObject(get("/api/voting/ballots/4hHx8PzLrTcQwV").body());
        assertThat(open.getJsonObject("headers").fieldNames()).doesNotContain("authorization", "cookie");
    }

    @Test
    void aStreamOfProgressOpensWithTheSessionAlone() throws Exception {
        signIn();
        StandInServices.work = new StandInServices.Work(200, "{\"done\":1}");
        HttpResponse<String> stream =
                send(HttpRequest.newBuilder(hq.resolve(StandInServices.IMPORT)).header("Accept", "text/event-stream"));
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(stream.body()).contains("data: {\"done\":1}");
        assertThat(StandInServices.workAskedWith).startsWith("Bearer ey");
        jar.clear();
        assertThat(send(HttpRequest.newBuilder(hq.resolve(StandInServices.IMPORT))
                                .header("Accept", "text/event-stream"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aChangeMustComeFromOurOwnPages() throws Exception {
        signIn();
        HttpResponse<String> bare = post();
        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(bare.body()).contains("urn:tellers:problem:session-header-missing");
        assertThat(post("Tellers-Request", "1", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(post("Tellers-Request", "1", "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);

        HttpResponse<String> own = post("Tellers-Request", "1", "Sec-Fetch-Site", "same-origin");
        assertThat(own.statusCode()).isEqualTo(200);
        JsonObject seen = new JsonObject(own.body());
        assertThat(seen.getInteger("length")).isEqualTo(2);
        assertThat(seen.getJsonObject("headers").getString("authorization")).startsWith("Bearer ey");
        // A program with a token of its own is no browser and needs no such header.
        assertThat(post("Authorization", "Bearer mine").body()).contains("Bearer mine");
    }

    @Test
    void aCookieUnderAnotherNameIsNoSession() throws Exception {
        signIn();
        Map<String, String> renamed = jar.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().replace("__Host-", ""), Map.Entry::getValue));
        jar.clear();
        jar.putAll(renamed);
        assertThat(get("/api/ballot/ballots").statusCode()).isEqualTo(401);
    }

    @Test
    void anAlteredSessionEnds() throws Exception {
        signIn();
        jar.computeIfPresent("__Host-q_session", (_, value) -> value.substring(0, value.length() - 2) + "AA");
        HttpResponse<String> refused = get("/api/ballot/ballots");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(jar).isEmpty();
    }

    @Test
    void tokensAreRenewedBeforeTheyEnd() throws Exception {
        StandInProvider.lifespan = Duration.ofSeconds(10);
        signIn();
        StandInProvider.lifespan = Duration.ofMinutes(5);
        String first = jar.get("__Host-q_session_at");
        assertThat(get("/api/ballot/ballots").statusCode()).isEqualTo(200);
        String second = jar.get("__Host-q_session_at");
        assertThat(second).isNotEqualTo(first);
        assertThat(get("/api/ballot/ballots").statusCode()).isEqualTo(200);
        assertThat(jar.get("__Host-q_session_at")).isEqualTo(second);
    }

    @Test
    void aSessionEndsWhenTheProviderSaysSo() throws Exception {
        StandInProvider.lifespan = SHORT;
        signIn();
        StandInProvider.mood = StandInProvider.Mood.REFUSING;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/ballot/ballots").statusCode() == 401);
        assertThat(jar).isEmpty();
        assertThat(new JsonObject(get("/api/session").body()).getBoolean("signedIn"))
                .isFalse();
    }

    @Test
    void theLogNamesNobodyWhoseTokenIsRefused() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(log);
        try {
            StandInProvider.lifespan = Duration.ofSeconds(-60);
            HttpResponse<String> away = get("/session/sign-in");
            HttpResponse<String> back = get(location(get(location(away))));
            assertThat(back.headers().firstValue("Location")).hasValue("/?sign-in=failed");
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
        assertThat(lines).anyMatch(line -> line.contains("sign-in failed")).noneMatch(line -> line.contains("Tariq"));
    }

    @Test
    void aProviderOutOfReachEndsNobodysSession() throws Exception {
        StandInProvider.lifespan = SHORT;
        signIn();
        StandInProvider.mood = StandInProvider.Mood.SILENT;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/ballot/ballots").statusCode() == 503);
        assertThat(get("/api/session").body()).contains("urn:tellers:problem:sign-in-unreachable");
        assertThat(get("/session/callback").headers().firstValue("Location")).isPresent();
        StandInProvider.mood = StandInProvider.Mood.HELPFUL;
        StandInProvider.lifespan = Duration.ofMinutes(5);
        assertThat(get("/api/ballot/ballots").statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSessionHereAndAtTheProvider() throws Exception {
        signIn();
        HttpResponse<String> out = get("/session/sign-out");
        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(location(out).getPath()).isEqualTo("/realms/tellers/logout");
        assertThat(location(out).getQuery())
                .contains("id_token_hint=ey")
                .contains("post_logout_redirect_uri=http://" + hq.getAuthority() + "/session/signed-out");
        assertThat(cookies(out))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-q_session").contains("Max-Age=0", "Secure", "Path=/"));
        assertThat(jar).isEmpty();
        assertThat(get("/session/signed-out").headers().firstValue("Location")).hasValue("/");
        assertThat(get("/session/sign-out").headers().firstValue("Location")).hasValue("/");
    }

    @Test
    void aSignInThatWasNotBegunHereFails() throws Exception {
        HttpResponse<String> away = get("/session/sign-in");
        URI back = location(get(location(away)));
        jar.clear();
        HttpResponse<String> foreign = get(back);
        assertThat(foreign.headers().firstValue("Location")).hasValue("/?sign-in=failed");
        assertThat(jar).isEmpty();
        assertThat(get("/session/callback").headers().firstValue("Location")).hasValue("/?sign-in=failed");
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        HttpResponse<String> away = get("/session/sign-in");
        URI back = location(get(location(away)));
        Map<String, String> before = Map.copyOf(jar);
        assertThat(get(back).headers().firstValue("Location")).hasValue("/");
        jar.clear();
        jar.putAll(before);
        assertThat(get(back).headers().firstValue("Location")).hasValue("/?sign-in=failed");
    }

    @Test
    void onlyReadingIsPossibleAtTheSessionsAddresses() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(hq.resolve("/api/session"))
                .header("Tellers-Request", "1")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private void signIn() throws Exception {
        HttpResponse<String> away = get("/session/sign-in");
        HttpResponse<String> back = get(location(get(location(away))));
        assertThat(back.headers().firstValue("Location")).hasValue("/");
    }

    private HttpResponse<String> post(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hq.resolve("/api/ballot/ballots"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(hq.resolve(path));
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        if (!jar.isEmpty()) {
            request.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer =
                HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        for (String set : cookies(answer)) {
            HttpCookie cookie = HttpCookie.parse(set).getFirst();
            if (cookie.getMaxAge() == 0) {
                jar.remove(cookie.getName());
            } else {
                jar.put(cookie.getName(), cookie.getValue());
            }
        }
        return answer;
    }

    private static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }
}

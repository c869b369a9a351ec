package org.tellers.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
@QuarkusTest
@WithTestResource(StandInServices.class)
class DoorTest {

    private static final String BALLOT = "/api/voting/ballots/4hHx8PzLrTcQwV";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    Servers servers;

    @Inject
    Admission admission;

    @TestHTTPResource("/")
    URI hq;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v/4hHx8PzLrTcQwV",
                "/b/4hHx8PzLrTcQwV",
                "/help",
                "/details",
                "/cy/confirm-email",
                "/assets/vote-Ab12Cd34.js",
                "/nothing.here",
                BALLOT,
                BALLOT + "/credentials/4hHx8PzLrTcQwV",
                BALLOT + "?bare",
                BALLOT + "?silent",
                "/api/reporting/ballots/4hHx8PzLrTcQwV/result",
                "/api/membership/members"
            })
    void everyAnswerToVotersCarriesTheHeaders(String path) throws Exception {
        HttpResponse<String> answer = voters(path);
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                        + " worker-src 'self'; require-trusted-types-for 'script'; trusted-types tellers-worker");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Permissions-Policy"))
                .hasValueSatisfying(value -> assertThat(value).contains("camera=()", "geolocation=()"));
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
        assertThat(answer.headers().allValues("Cache-Control"))
                .containsExactly(path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "server", "access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/swagger-ui/", "/api/membership/members", "/nothing", BALLOT, "/api/notification/x"})
    void everyAnswerToHqCarriesTheHeaders(String path) throws Exception {
        HttpResponse<String> answer = hq(path, "Authorization", "Bearer token");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; script-src 'self';")
                        .contains("img-src 'self' data:", "frame-ancestors 'none'"));
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "server", "access-control-allow-origin");
    }

    @Test
    void nothingThatTellsWhoAVoterIsReachesAService() throws Exception {
        JsonObject seen = new JsonObject(send(HttpRequest.newBuilder(votersUri(BALLOT + "/box"))
                        .header("Cookie", "session=officer")
                        .header("Authorization", "Bearer officer")
                        .header("Forwarded", "for=192.0.2.1")
                        .header("X-Forwarded-For", "192.0.2.1")
                        .header("X-Real-IP", "192.0.2.1")
                        .header("User-Agent", "My Phone")
                        .header("Referer", "https://mail.example")
                        .header("Accept-Language", "cy")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .body());
        assertThat(seen.getString("method")).isEqualTo("POST");
        assertThat(seen.getInteger("length")).isEqualTo(2);
        assertThat(seen.getJsonObject("headers").fieldNames()).containsOnly("host", "content-type", "content-length");
    }

    @Test
    void hqsTokenReachesTheServicesThatCheckItAndNoOther() throws Exception {
        JsonObject seen = new JsonObject(send(HttpRequest.newBuilder(hq.resolve("/api/ballot/ballots"))
                        .header("Authorization", "Bearer token")
                        .header("Idempotency-Key", "one")
                        .header("Cookie", "session=officer")
                        .header("X-Forwarded-For", "192.0.2.1")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .body());
        assertThat(seen.getJsonObject("headers").getString("authorization")).isEqualTo("Bearer token");
        assertThat(seen.getJsonObject("headers").getString("idempotency-key")).isEqualTo("one");
        assertThat(seen.getJsonObject("headers").fieldNames()).doesNotContain("cookie", "x-forwarded-for", "forwarded");

        JsonObject voting = new JsonObject(
                hq(BALLOT + "/archive", "Authorization", "Bearer token").body());
        assertThat(voting.getJsonObject("headers").fieldNames()).doesNotContain("authorization");
    }

    @Test
    void hqNeedsATokenButForWhatIsPublic() throws Exception {
        HttpResponse<String> refused = hq("/api/membership/members");
        problem(refused, 401, "sign-in-needed");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        problem(hq("/api/membership/members", "Authorization", "Basic b2ZmaWNlcg=="), 401, "sign-in-needed");
        assertThat(hq("/api/membership/members", "Authorization", "Bearer token")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hq("/api/reporting/ballots/x/result").statusCode()).isEqualTo(200);
        assertThat(hq(BALLOT).statusCode()).isEqualTo(200);
    }

    @Test
    void aReportBringsItsOwnStylesAndNothingElseMayRunInIt() throws Exception {
        String report = "/api/reporting/ballots/x/report";
        for (HttpResponse<String> answer :
                List.of(voters(report + "?language=cy"), hq(report, "Authorization", "Bearer token"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; style-src 'unsafe-inline'; form-action 'none';"
                            + " base-uri 'none'; frame-ancestors 'none'");
        }
        assertThat(voters(report + "/signatures").statusCode()).isEqualTo(200);
        problem(hq(report), 401, "sign-in-needed");
    }

    @Test
    void theNoticeOfABallotIsForEverybodyAndCachesAskEachTime() throws Exception {
        String notice = "/api/ballot/public/ballots/4hHx8PzLrTcQwV";
        for (String path : List.of(
                notice,
                notice + "/meetings.ics?language=cy",
                notice + "/meetings/01981f2e-7c1a-7000-8000-0123456789ab/meeting.ics")) {
            for (HttpResponse<String> answer : List.of(voters(path), hq(path))) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(new JsonObject(answer.body())
                                .getJsonObject("headers")
                                .fieldNames())
                        .doesNotContain("authorization");
            }
            assertThat(voters(path).headers().allValues("Cache-Control")).containsExactly("public, no-cache");
        }
    }

    @Test
    void thePageToDeclineRemindersIsAtTheVotersOriginOnly() throws Exception {
        String page = "/api/notification/opt-outs/AbC_d-9";
        for (String path : List.of(page, "/api/notification/opt-outs/style.css")) {
            problem(voters(path), 503, "service-unreachable");
        }
        problem(
                send(HttpRequest.newBuilder(votersUri(page))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("choice=stop"))),
                503,
                "service-unreachable");
        problem(hq(page), 401, "sign-in-needed");
    }

    @Test
    void providersTellOfMailsAtTheVotersOriginAndTheirSignatureIsPassedOnThereOnly() throws Exception {
        problem(
                send(HttpRequest.newBuilder(votersUri("/api/notification/delivery-reports/standard"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                503,
                "service-unreachable");
        assertThat(ApiRoutes.find(Origin.VOTERS, "POST", "/api/notification/delivery-reports/standard"))
                .hasValueSatisfying(
                        route -> assertThat(route.passes("Webhook-Signature")).isTrue());
        assertThat(ApiRoutes.find(Origin.VOTERS, "POST", BALLOT + "/box"))
                .hasValueSatisfying(
                        route -> assertThat(route.passes("Webhook-Signature")).isFalse());
    }

    @Test
    void aMemberAsksForTheCodeAtTheVotersOriginAndLookingThereIsNoRequest() throws Exception {
        for (String path : List.of("/api/notification/ballots/x/send-again", "/api/notification/send-again")) {
            problem(
                    send(HttpRequest.newBuilder(votersUri(path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"member\":\"1\"}"))),
                    503,
                    "service-unreachable");
        }
        problem(voters("/api/notification/ballots/x/replacements/totals"), 503, "service-unreachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"links", "details", "changes", "confirmations", "undoings"})
    void membersReachTheirOwnContactDataByPostOnlyAndWithoutCookies(String what) throws Exception {
        String path = "/api/membership/self-service/" + what;
        HttpResponse<String> answer = send(HttpRequest.newBuilder(votersUri(path))
                .header("Cookie", "session=officer")
                .header("Authorization", "Bearer officer")
                .header("User-Agent", "My Phone")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        JsonObject seen = new JsonObject(answer.body());
        assertThat(seen.getString("uri")).isEqualTo(path);
        assertThat(seen.getJsonObject("headers").fieldNames()).containsOnly("host", "content-type", "content-length");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        problem(voters(path), 404, "not-here");
        problem(
                send(HttpRequest.newBuilder(votersUri(path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[65_537]))),
                413,
                "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-again", "details", "confirm-email", "undo-email"})
    void thePagesOfMembersOwnDataStandAtTheVotersOriginInBothLanguagesAndTakeNothing(String page) throws Exception {
        for (String path : List.of(page, "cy/" + page)) {
            assertThat(voters("/" + path).body()).contains("<title>" + path + "</title>");
            problem(
                    send(HttpRequest.newBuilder(votersUri("/" + path))
                            .POST(HttpRequest.BodyPublishers.ofString("choice=confirm"))),
                    404,
                    "not-here");
        }
    }

    @Test
    void headquartersCorrectAMembersContactDataWithTheirToken() throws Exception {
        URI contact = hq.resolve("/api/membership/members/0012345/contact");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");
        assertThat(new JsonObject(send(HttpRequest.newBuilder(contact)
                                        .header("Authorization", "Bearer token")
                                        .header("Content-Type", "application/json")
                                        .method("PATCH", body))
                                .body())
                        .getString("method"))
                .isEqualTo("PATCH");
        problem(send(HttpRequest.newBuilder(contact).method("PATCH", body)), 401, "sign-in-needed");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/notification/delivery-reports/standard",
        "POST, /api/notification/delivery-reports",
        "POST, /api/membership/self-service/members",
        "POST, /api/membership/members",
        "PATCH, /api/membership/members/0012345/contact",
        "PUT, /api/notification/opt-outs/AbC",
        "GET, /api/notification/ballots/x/send-again",
        "GET, /api/notification/send-again",
        "POST, /api/notification/ballots/send-again",
        "POST, /api/notification/ballots/x/replacements/totals",
        "POST, /api/notification/ballots/x/replacements",
        "GET, /api/notification/ballots/x/members",
        "GET, /api/notification/opt-outs/a.b",
        "POST, /api/reporting/ballots/x/report/signatures",
        "GET, /api/membership/members",
        "GET, /api/ballot/ballots",
        "GET, /api/ballot/public/ballots",
        "POST, /api/ballot/public/ballots/x",
        "GET, /api/ballot/public/ballots/x/log",
        "GET, /api/ballot/public/ballots/x/meetings/../meetings.ics",
        "POST, /api/notification/ballots/x/invitations",
        "GET, /api/reporting/ballots/x/counting",
        "POST, /api/reporting/ballots/x/declaration",
        "GET, /api/reporting/ballots/x/declaration/preview",
        "PUT, " + BALLOT,
        "DELETE, " + BALLOT,
        "GET, " + BALLOT + "/box",
        "OPTIONS, " + BALLOT + "/box",
        "POST, " + BALLOT + "/election",
        "POST, /",
        "GET, /q/health",
        "GET, /q/metrics",
        "GET, /q/swagger-ui/",
        "GET, /q/openapi/ballot.yaml",
        "GET, /webjars/swagger-ui/5.32.0/index.html",
        "TRACE, /",
    })
    void whatIsNotListedForVotersIsNotThere(String method, String path) throws Exception {
        problem(
                send(HttpRequest.newBuilder(votersUri(path)).method(method, HttpRequest.BodyPublishers.noBody())),
                404,
                "not-here");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, " + BALLOT + "/box",
        "PATCH, /api/ballot/ballots",
        "GET, /api/elsewhere/x",
        "GET, /api/ballot",
        "GET, /q/health",
        "GET, /webjars/swagger-ui/5.32.0/swagger-ui.css",
    })
    void whatIsNotListedForHqIsNotThere(String method, String path) throws Exception {
        problem(
                send(HttpRequest.newBuilder(hq.resolve(path))
                        .header("Authorization", "Bearer token")
                        .method(method, HttpRequest.BodyPublishers.noBody())),
                404,
                "not-here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/assets/../../secret.txt",
                "/assets/..%2f..%2fsecret.txt",
                "/%2e%2e/secret.txt",
                "/..\\secret.txt",
                "//etc/passwd",
                "/assets/vote-Ab12Cd34.js%00.html",
                "/api/voting/ballots/x/../../../membership/members",
                "/api/voting/ballots/x/%2e%2e/%2e%2e/members",
                "/api/voting//ballots/x",
                "/api/voting/ballots/x;/../y",
            })
    void noPathLeadsAnywhereElse(String path) throws Exception {
        String answer = raw(servers.votersPort(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains("urn:tellers:problem:not-here")
                .doesNotContain("secret.txt");

        for (String climbing :
                new String[] {"/api/ballot/../membership/members", "/api/ballot/%2e%2e/x", "/api/ballot/./x"}) {
            assertThat(raw(
                            hq.getPort(),
                            "GET " + climbing
                                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)HTTP/1.1 (404|400).*");
        }
    }

    @Test
    void aTrackerIsPassedOnExactlyAsSent() throws Exception {
        String path = BALLOT + "/trackers/a%2Bb%20%2Fc_d-e%3D";
        assertThat(new JsonObject(voters(path).body()).getString("uri")).isEqualTo(path);
    }

    @Test
    void aVotersBodyHasALimitWhetherOrNotItTellsItsLength() throws Exception {
        problem(
                send(HttpRequest.newBuilder(votersUri(BALLOT + "/box"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[65_537]))),
                413,
                "body-too-large");
        String chunked = raw(
                servers.votersPort(),
                "POST " + BALLOT + "/box HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(17));
        assertThat(chunked)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "urn:tellers:problem:body-too-large", "default-src 'none'");
        assertThat(new JsonObject(send(HttpRequest.newBuilder(votersUri(BALLOT + "/box"))
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[65_536])))
                                .body())
                        .getInteger("length"))
                .isEqualTo(65_536);
    }

    @Test
    void aBodyOfHqHasALimitWhetherOrNotItTellsItsLength() throws Exception {
        problem(upload(HttpRequest.BodyPublishers.ofByteArray(new byte[200_001])), 413, "body-too-large");
        assertThat(new JsonObject(upload(HttpRequest.BodyPublishers.ofByteArray(new byte[200_000]))
                                .body())
                        .getInteger("length"))
                .isEqualTo(200_000);
        byte[] part = new byte[50_000];
        assertThat(new JsonObject(upload(HttpRequest.BodyPublishers.ofByteArrays(List.of(part, part, part)))
                                .body())
                        .getInteger("length"))
                .isEqualTo(150_000);
        String chunked = raw(
                hq.getPort(),
                "POST /api/membership/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(50));
        assertThat(chunked).startsWith("HTTP/1.1 413").contains("urn:tellers:problem:body-too-large");
    }

    @Test
    void aServiceThatIsDownOrSilentIsToldInASentence() throws Exception {
        HttpResponse<String> down = hq("/api/notification/ballots/x/invitations", "Authorization", "Bearer token");
        problem(down, 503, "service-unreachable");
        assertThat(down.headers().firstValue("Retry-After")).isPresent();
        problem(voters(BALLOT + "?silent"), 504, "no-answer");
        problem(voters(BALLOT + "?bare"), 413, "body-too-large");
    }

    @Test
    void underLoadAFewWaitAndTheOthersAreRefusedAtOnce() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(HTTP.sendAsync(
                    HttpRequest.newBuilder(votersUri(BALLOT + "?hold")).build(), HttpResponse.BodyHandlers.ofString()));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> standIn("/held").equals("4"));
        for (int i = 0; i < 4; i++) {
            answers.add(HTTP.sendAsync(
                    HttpRequest.newBuilder(votersUri(BALLOT)).build(), HttpResponse.BodyHandlers.ofString()));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> admission.waiting() == 4);

        HttpResponse<String> refused = voters(BALLOT);
        problem(refused, 503, "busy");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        // The app itself stays there for everyone.
        assertThat(voters("/").statusCode()).isEqualTo(200);

        standIn("/release");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> admission.inside() == 0);
    }

    @Test
    void whoGoesAwayLeavesThePlace() throws Exception {
        try (Socket socket = new Socket("localhost", servers.votersPort())) {
            socket.getOutputStream()
                    .write(("GET " + BALLOT + "?silent HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1));
            await().atMost(Duration.ofSeconds(60)).until(() -> admission.inside() == 1);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> admission.inside() == 0);
    }

    @Test
    void theAppIsServedAsBuiltAndCompressed() throws Exception {
        for (String page : new String[] {"/", "/v/4hHx8PzLrTcQwV", "/b/4hHx8PzLrTcQwV", "/cy/v/4hHx8PzLrTcQwV"}) {
            HttpResponse<String> index = voters(page);
            assertThat(index.statusCode()).isEqualTo(200);
            assertThat(index.body()).contains("Vote");
            assertThat(index.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        }
        assertThat(voters("/help").body()).contains("Help");
        for (String page : new String[] {"/cy/", "/cy/v/4hHx8PzLrTcQwV", "/cy/b/4hHx8PzLrTcQwV/check"}) {
            assertThat(voters(page).body()).as(page).contains("lang=cy");
        }

        assertThat(voters("/assets/vote-Ab12Cd34.js").body()).isEqualTo("plain");
        assertThat(voters("/assets/vote-Ab12Cd34.js", "Accept-Encoding", "gzip, br")
                        .body())
                .isEqualTo("brotli");
        assertThat(voters("/assets/vote-Ab12Cd34.js", "Accept-Encoding", "gzip, br;q=0")
                        .body())
                .isEqualTo("gzip");
        problem(voters("/assets/vote-Ab12Cd34.js.br"), 404, "not-here");
        problem(voters("/assets/other.js"), 404, "not-here");
        assertThat(send(HttpRequest.newBuilder(votersUri("/")).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .body())
                .isEmpty();
    }

    @Test
    void anybodyFindsTheHashesOfTheAppWithTheirSignature() throws Exception {
        assertThat(voters("/SHA256SUMS").body()).isEqualTo("0  index.html");
        assertThat(voters("/SHA256SUMS").headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(voters("/SHA256SUMS.sig").body()).isEqualTo("signature");
    }

    @Test
    void headquartersHasAnAppOfItsOwn() throws Exception {
        for (String page : new String[] {"/", "/ballots", "/ballots/4hHx8PzLrTcQwV/ceremony", "/?sign-in=failed"}) {
            assertThat(hq(page).body()).contains("Headquarters");
            assertThat(hq(page).headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(hq("/assets/vote-Ab12Cd34.js", "Accept-Encoding", "br").body())
                .isEqualTo("brotli");
        assertThat(hq("/assets/vote-Ab12Cd34.js").headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
        for (String other : new String[] {"/api", "/api/ballot", "/q/x", "/session/x", "/assets/x", "/x/y.js"}) {
            problem(hq(other), 404, "not-here");
        }
    }

    @Test
    void anyoneFindsThePageThatChecksAnArchive() throws Exception {
        assertThat(voters("/verify").body()).contains("Check");
        assertThat(voters("/verify/").body()).contains("Check");
        assertThat(voters("/verify/assets/vote-Ab12Cd34.js").headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
        problem(voters("/verify/elsewhere.js"), 404, "not-here");
    }

    @Test
    void withoutTheProviderAPersonIsToldAndVotersNoticeNothing() throws Exception {
        assertThat(hq("/session/sign-in").headers().firstValue("Location")).hasValue("/?sign-in=unreachable");
        problem(hq("/api/session", "Cookie", "__Host-q_session=x"), 503, "sign-in-unreachable");
        assertThat(hq("/api/session").body()).isEqualTo("{\"signedIn\":false}");
    }

    @Test
    void thePublicBoardMayBeKeptByWhoAsksWhetherItChanged() throws Exception {
        for (String page : List.of("/election", "/charter", "/trustees", "/archive", "/additions", "/trackers")) {
            HttpResponse<String> answer = voters(BALLOT + page);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("public, no-cache");
            assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "access-control-allow-origin");
        }
        assertThat(voters(BALLOT + "/archive?bare").headers().allValues("Cache-Control"))
                .containsExactly("no-store");
        JsonObject seen = new JsonObject(send(HttpRequest.newBuilder(votersUri(BALLOT + "/archive"))
                        .header("If-None-Match", "\"head\"")
                        .GET())
                .body());
        assertThat(seen.getJsonObject("headers").getString("if-none-match")).isEqualTo("\"head\"");
    }

    @Test
    void whatIsConfidentialIsNotAtTheVotersDoor() throws Exception {
        problem(voters(BALLOT + "/openings"), 404, "not-here");
        problem(voters(BALLOT + "/audit-pack"), 404, "not-here");
    }

    @Test
    void otherSitesMayShowTheTurnoutOnly() throws Exception {
        HttpResponse<String> turnout = voters("/api/reporting/ballots/4hHx8PzLrTcQwV/turnout");
        assertThat(turnout.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(turnout.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
        assertThat(turnout.headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=60, stale-while-revalidate=300");
        assertThat(turnout.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void theTurnoutInWordsIsAsPublicAsTheTurnoutAndItsLanguageIsPassedOn() throws Exception {
        String path = "/api/reporting/ballots/4hHx8PzLrTcQwV/turnout/widget?lang=cy";
        for (HttpResponse<String> answer : List.of(voters(path), hq(path))) {
            assertThat(new JsonObject(answer.body()).getString("uri")).isEqualTo(path);
        }
        HttpResponse<String> widget = voters(path);
        assertThat(widget.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(widget.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
        assertThat(widget.headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=60, stale-while-revalidate=300");
        assertThat(widget.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void otherSitesLoadTheWidgetFromAnAddressThatNamesItsBytes() throws Exception {
        String path = "/widget/0123456789abcdef/ballot-turnout.js";
        HttpResponse<String> script = voters(path, "Accept-Encoding", "br", "Origin", "https://union.example");
        assertThat(script.body()).isEqualTo("brotli");
        assertThat(script.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(script.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
        assertThat(script.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
        for (String other : new String[] {
            "/widget/widget.json",
            "/widget/",
            "/widget/fedcba9876543210/ballot-turnout.js",
            "/widget/pages/embed.en.html"
        }) {
            HttpResponse<String> answer = voters(other);
            problem(answer, 404, "not-here");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        problem(hq(path), 404, "not-here");
    }

    @Test
    void onlyThePageMadeForItMayStandInAFrame() throws Exception {
        for (String path : new String[] {"/embed/turnout/4hHx8PzLrTcQwV", "/cy/embed/turnout/4hHx8PzLrTcQwV"}) {
            HttpResponse<String> framed = voters(path);
            assertThat(framed.body()).contains(path.startsWith("/cy") ? "embed.cy" : "embed.en", "4hHx8PzLrTcQwV");
            assertThat(framed.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " form-action 'none'; base-uri 'none'; frame-ancestors *;"
                            + " require-trusted-types-for 'script'; trusted-types 'none'");
            assertThat(framed.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .hasValue("cross-origin");
        }
        HttpResponse<String> page = voters("/cy/turnout/4hHx8PzLrTcQwV");
        assertThat(page.body())
                .isEqualTo("<!doctype html><title>turnout.cy</title>4hHx8PzLrTcQwV https://vote.example/oembed"
                        + "?url=https%3A%2F%2Fvote.example%2Fcy%2Fturnout%2F4hHx8PzLrTcQwV");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        for (HttpResponse<String> other :
                List.of(page, voters("/"), voters("/turnout"), voters("/embed/turnout/a.b"))) {
            assertThat(other.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
        }
    }

    @Test
    void oEmbedOffersTheFrameOfATurnoutAndNothingElse() throws Exception {
        HttpResponse<String> answer = voters(
                "/oembed?url=https%3A%2F%2Fvote.example%2Fcy%2Fturnout%2F4hHx8PzLrTcQwV&format=json&maxwidth=320");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        JsonObject embed = new JsonObject(answer.body());
        assertThat(embed.getString("version")).isEqualTo("1.0");
        assertThat(embed.getString("type")).isEqualTo("rich");
        assertThat(embed.getString("title")).isEqualTo("Faint");
        assertThat(embed.getInteger("width")).isEqualTo(320);
        assertThat(embed.getString("html"))
                .startsWith("<iframe src=\"https://vote.example/cy/embed/turnout/4hHx8PzLrTcQwV\" width=\"320\""
                        + " height=\"340\"");

        problem(voters("/oembed?url=https%3A%2F%2Fvote.example%2Fturnout%2Fx&format=xml"), 501, "format-not-offered");
        problem(voters("/oembed"), 400, "url-missing");
        for (String url : new String[] {
            "https://vote.example/",
            "https://vote.example/b/4hHx8PzLrTcQwV",
            "https://vote.example/embed/turnout/4hHx8PzLrTcQwV",
            "https://vote.example/turnout/%22onload=",
            "https://vote.example.evil.example/turnout/4hHx8PzLrTcQwV",
            "https://elsewhere.example/turnout/4hHx8PzLrTcQwV",
            "not an address"
        }) {
            problem(voters("/oembed?url=" + java.net.URLEncoder.encode(url, ISO_8859_1)), 404, "not-here");
        }
    }

    @Test
    void headquartersLearnWhatAWebmasterPastes() throws Exception {
        JsonObject embedding = new JsonObject(hq("/api/embedding").body());
        assertThat(embedding.getString("votersOrigin")).isEqualTo("https://vote.example");
        assertThat(embedding.getString("script"))
                .isEqualTo("https://vote.example/widget/0123456789abcdef/ballot-turnout.js");
        assertThat(embedding.getString("integrity")).isEqualTo("sha384-abc");
        problem(voters("/api/embedding"), 404, "not-here");
    }

    @Test
    void hqSeesTheApisDocuments() throws Exception {
        assertThat(hq("/q/swagger-ui/").body()).contains("swagger-ui-bundle.js");
        assertThat(hq("/q/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(hq("/q/swagger-ui/swagger-ui-standalone-preset.js").statusCode())
                .isEqualTo(200);
        assertThat(hq("/q/swagger-ui/swagger-ui.css").statusCode()).isEqualTo(200);
        assertThat(hq("/q/swagger-ui/start.js").body()).contains("membership");
        assertThat(hq("/q/openapi/membership.yaml").body()).contains("openapi:", "/api/membership/imports");
    }

    @Test
    void whatIsNotHttpIsRefusedWithTheHeadersToo() throws Exception {
        String answer = raw(servers.votersPort(), "GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer)
                .contains(" 400 Bad Request")
                .contains("urn:tellers:problem:malformed-request", "default-src 'none'");
        String length = raw(
                servers.votersPort(), "POST " + BALLOT + "/box HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n");
        assertThat(length).contains(" 400 Bad Request");
    }

    @Test
    void metricsNameNoPath() throws Exception {
        voters(BALLOT + "/credentials/0123456789abcdef");
        String metrics = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + management.getPort() + "/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(metrics)
                .contains("tellers_gateway_answers_total")
                .doesNotContain("0123456789abcdef", "4hHx8PzLrTcQwV");
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("urn:tellers:problem:" + code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).endsWith(".");
    }

    private HttpResponse<String> upload(HttpRequest.BodyPublisher body) throws Exception {
        return send(HttpRequest.newBuilder(hq.resolve("/api/membership/imports"))
                .header("Authorization", "Bearer token")
                .header("Content-Type", "text/csv")
                .POST(body));
    }

    private HttpResponse<String> voters(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(votersUri(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> hq(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hq.resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private URI votersUri(String path) {
        return URI.create("http://localhost:" + servers.votersPort() + path);
    }

    private static String standIn(String path) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:" + System.getProperty(StandInServices.PORT) + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(
                request.version(HttpClient.Version.HTTP_1_1)
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Bytes as they are, for what no HTTP client would send; the answer up to the end of the connection. */
    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}

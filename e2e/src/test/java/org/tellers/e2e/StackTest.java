package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tellers.local.DemoRealm;
import org.tellers.local.PartException;
import org.tellers.local.PlainHttp;
import org.tellers.local.Ports;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;
import org.tellers.local.demo.Waiting;

class StackTest {
    private static final HttpClient HTTP = PlainHttp.client();

    private static StackOptions options;
    private static Stack stack;

    @BeforeAll
    static void start() {
        options = StackOptions.fresh().withParts("keycloak", "mail");
        stack = Stack.start(options);
    }

    @AfterAll
    static void stop() {
        stack.close();
        assertThat(options.state()).doesNotExist();
    }

    @Test
    void everyDemoPersonSignsInAndTheTokenCarriesTheOneRole() throws Exception {
        for (var person : DemoRealm.people()) {
            var claims = claims(person.name(), person.password());
            assertThat(claims.path("preferred_username").asText()).isEqualTo(person.name());
            assertThat(claims.path("iss").asText()).isEqualTo(stack.issuer().toString());
            assertThat(claims.path("realm_access").path("roles"))
                    .extracting(JsonNode::asText)
                    .containsExactly(person.role());
            // An officer's test mail goes to the address in the token; every service sees a token, so no name.
            assertThat(claims.path("email").asText()).contains("@");
            assertThat(claims.has("name")).isFalse();
        }
    }

    @Test
    void twoOfficersCanSignInForADeclarationNeedsTwoPeople() {
        assertThat(DemoRealm.people().stream().filter(p -> p.role().equals("officer")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void mailsAndSignInsSurviveAKill() throws Exception {
        sendMail("before the kill");
        // The catcher accepts a mail before it has written it.
        Waiting.until(
                "the mail on its page",
                Duration.ofSeconds(20),
                StackTest::subjects,
                listed -> listed.contains("before the kill"));
        stack.kill("mail");
        stack.kill("keycloak");
        assertThat(stack.running("mail")).isFalse();
        assertThat(stack.running("keycloak")).isFalse();
        assertThat(stack.death()).isNotDone();
        stack.start("mail");
        stack.start("keycloak");
        assertThat(subjects()).contains("before the kill");
        assertThat(claims("officer", "demo").path("preferred_username").asText())
                .isEqualTo("officer");
    }

    @Test
    void aPartThatEndsByItselfIsReported() throws Exception {
        try (var other = Stack.start(StackOptions.fresh().withParts("mail"))) {
            var line = new String(Files.readAllBytes(other.state().resolve("mail/mail.pid")), StandardCharsets.UTF_8);
            ProcessHandle.of(Long.parseLong(line.split(" ")[0])).orElseThrow().destroyForcibly();
            assertThat(other.death().get(20, TimeUnit.SECONDS).name()).isEqualTo("mail");
        }
    }

    @Test
    void aSecondLauncherStopsWhatAKilledOneLeftRunning() {
        var left = StackOptions.fresh().withParts("mail");
        var killed = Stack.start(left);
        var lines = new ArrayList<String>();
        try (var next = Stack.start(left.withProgress(lines::add))) {
            assertThat(lines.getFirst()).isEqualTo("mail was left over from a killed run: stopping it");
            assertThat(next.running("mail")).isTrue();
        }
        assertThat(killed.running("mail")).isFalse();
    }

    @Test
    void aPartThatIsUnknownIsRefusedByName() {
        assertThatThrownBy(() -> options.withParts("postbox"))
                .isInstanceOf(PartException.class)
                .hasMessageContaining("There is no part postbox");
    }

    private static JsonNode claims(String person, String password) throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=tellers-smoke&username=" + person + "&password=" + password;
        var request = HttpRequest.newBuilder(URI.create(stack.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var token = new JsonMapper()
                .readTree(response.body())
                .path("access_token")
                .asText()
                .split("\\.")[1];
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token));
    }

    private static List<String> subjects() {
        var request = HttpRequest.newBuilder(stack.mailPage().resolve("/email")).build();
        try {
            var mails = new JsonMapper()
                    .readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
            return StreamSupport.stream(mails.spliterator(), false)
                    .map(mail -> mail.path("subject").asText())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void sendMail(String subject) throws IOException {
        var lines = List.of(
                "EHLO test",
                "MAIL FROM:<union@tellers.example>",
                "RCPT TO:<member@tellers.example>",
                "DATA",
                "Subject: " + subject
                        + "\r\nFrom: union@tellers.example\r\nTo: member@tellers.example\r\n\r\nHello\r\n.",
                "QUIT");
        try (var socket = new Socket("localhost", options.ports().of(Ports.SMTP));
                var answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(answer(answers)).startsWith("220");
            for (var line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(answers)).matches("[23].*");
            }
        }
    }

    /** The last line of an answer of several, which has a space after its code. */
    private static String answer(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = answers.readLine();
        }
        return line;
    }
}

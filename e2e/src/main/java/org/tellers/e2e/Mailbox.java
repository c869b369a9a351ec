package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tellers.local.PlainHttp;

/** The mails that reached the members' boxes: what the SMTP catcher took. */
public final class Mailbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = PlainHttp.client();

    private final URI page;

    /**
     * A mail.
     *
     * @param messageId its Message-ID
     * @param to the address it went to
     * @param subject its subject
     * @param text its plain-text part
     * @param html its HTML part
     */
    public record Mail(String messageId, String to, String subject, String text, String html) {

        /** The personal voting link of a ballot in the text part. */
        public Optional<URI> votingLink(String ballot) {
            Matcher link = Pattern.compile("https?://[^\\s]+/v/" + Pattern.quote(ballot) + "#[1-9A-HJ-NP-Za-km-z-]+")
                    .matcher(text);
            return link.find() ? Optional.of(URI.create(link.group())) : Optional.empty();
        }
    }

    /** The catcher with this mail page. */
    public Mailbox(URI page) {
        this.page = page;
    }

    /** Every mail taken so far. */
    public List<Mail> mails() {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(page.resolve("/email"))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            List<Mail> mails = new ArrayList<>();
            for (JsonNode mail : JSON.readTree(response.body())) {
                mails.add(new Mail(
                        mail.path("messageId")
                                .asText(mail.path("headers").path("message-id").asText()),
                        mail.path("to").path(0).path("address").asText(),
                        mail.path("subject").asText(),
                        mail.path("text").asText(),
                        mail.path("html").asText()));
            }
            return mails;
        } catch (IOException e) {
            throw new IllegalStateException("The mail page does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading mail", e);
        }
    }
}

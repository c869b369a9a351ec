package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tellers.local.DemoRealm;
import org.tellers.local.demo.Trustee;
import org.tellers.local.demo.TrusteeTool;

/** A trustee who uses the pages of the admin app in headless Chromium, from the sign-in to the end of the part. */
final class BrowserTrustee {

    private final Path project;
    private final URI origin;
    private final Path screenshots;

    /** @param origin HQ's origin */
    BrowserTrustee(Path project, URI origin, Path screenshots) {
        this.project = project;
        this.origin = origin;
        this.screenshots = screenshots;
    }

    /**
     * Takes a seat, makes the key, does each round as it falls due, rehearses, and asks for the head of the closed box by
     * mail; the others do theirs meanwhile.
     */
    void makeKey(String ballot, Trustee trustee) {
        run("key", ballot, trustee, List.of("--email", address(trustee)));
    }

    /** Where the trustee has the head mailed. */
    static String address(Trustee trustee) {
        return trustee.person() + "@trustees.example";
    }

    /** Has the page check the closed box against the head that was mailed, and adds the part to the count. */
    void count(String ballot, Trustee trustee, String head) {
        run("count", ballot, trustee, List.of("--head", head));
    }

    private void run(String part, String ballot, Trustee trustee, List<String> more) {
        try {
            Path password = Files.writeString(
                    trustee.folder().resolve("password"),
                    DemoRealm.person(trustee.person()).password());
            Path passphrase = Files.writeString(trustee.folder().resolve("passphrase"), TrusteeTool.PASSPHRASE);
            List<String> arguments = new ArrayList<>(List.of(
                    part,
                    "--origin",
                    origin.toString(),
                    "--ballot",
                    ballot,
                    "--user",
                    trustee.person(),
                    "--password-file",
                    password.toString(),
                    "--passphrase-file",
                    passphrase.toString(),
                    "--key",
                    trustee.keyFile().toString(),
                    "--screenshots",
                    screenshots.toString()));
            arguments.addAll(more);
            JsonNode told = Browser.run(
                    "The trustee's part in the browser", project, Duration.ofMinutes(5), "trustee.mjs", arguments);
            Require.that(told.path("done").asText().equals(part), "The trustee's page ended otherwise: " + told);
        } catch (IOException e) {
            throw new UncheckedIOException("The trustee's folder cannot be written to", e);
        }
    }
}

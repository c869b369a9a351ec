package org.tellers.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tellers.local.PlainHttp;

/** A browser's session at HQ's origin: its cookies, got at the provider's own form. Cookies know no ports. */
final class HqSession {

    private static final Pattern FORM = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    private static final int REDIRECTS = 10;

    private final HttpClient client = PlainHttp.client();
    private final Map<String, String> cookies = new TreeMap<>();

    private HqSession() {}

    /** Signs in. */
    static HqSession signIn(URI hqOrigin, String person, String password) throws IOException, InterruptedException {
        HqSession session = new HqSession();
        HttpResponse<String> page = session.follow(
                HttpRequest.newBuilder(hqOrigin.resolve("/session/sign-in")).GET());
        Matcher form = FORM.matcher(page.body());
        Require.that(form.find(), "The provider shows no form to sign in, but status " + page.statusCode());
        String body = "username=" + encoded(person) + "&password=" + encoded(password);
        session.follow(HttpRequest.newBuilder(page.uri().resolve(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return session;
    }

    /** The status of a GET with the session at one of the gateways. */
    int get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).GET()).statusCode();
    }

    private HttpResponse<String> follow(HttpRequest.Builder first) throws IOException, InterruptedException {
        HttpResponse<String> response = send(first);
        for (int i = 0; i < REDIRECTS && response.statusCode() / 100 == 3; i++) {
            URI next = response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
            response = send(HttpRequest.newBuilder(next).GET());
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

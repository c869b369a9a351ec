package org.tellers.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tellers.local.PlainHttp;
import org.tellers.local.Project;

/**
 * Holds a service to its REST contract: the OpenAPI document that its build has generated is the committed one, and every
 * operation in it answers to the roles that may use it and to nobody else.
 */
public final class ApiContract {

    /** Stands for everyone: the operation needs no token. */
    public static final Set<String> PUBLIC = Set.of("*");

    private static final Path GENERATED = Path.of("target", "openapi");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final List<String> ROLES =
            List.of("officer", "approver", "helpdesk", "scrutineer", "trustee", "auditor", "organiser");

    private final String service;

    /** The contract of a service, whose generated document lies under {@code target/openapi}. */
    public ApiContract(String service) {
        this.service = service;
    }

    /**
     * How the generated document differs from the committed one; empty when it does not. With
     * {@code -Dtellers.update-openapi=true} it is committed to be.
     */
    public String difference() {
        try {
            Path committed = Project.find().root().resolve("contracts/openapi/" + service + ".yaml");
            String generated = Files.readString(GENERATED.resolve("openapi.yaml"));
            if (Boolean.getBoolean("tellers.update-openapi")) {
                Files.createDirectories(committed.getParent());
                Files.writeString(committed, generated);
            }
            if (Files.exists(committed) && Files.readString(committed).equals(generated)) {
                return "";
            }
            return "contracts/openapi/%s.yaml is not what the service offers; after a wanted change write it with make openapi"
                    .formatted(service);
        } catch (IOException e) {
            throw new UncheckedIOException("The generated document is missing: build the service first", e);
        }
    }

    /**
     * Calls every operation without a token, with a stale one, and with each single role.
     *
     * @param base where the service answers
     * @param uses who may use each operation, such as {@code "GET /api/x/{id}"}
     * @return one line for each door that is open to the wrong person or closed to the right one, and for each operation
     *     that {@code uses} leaves out or invents
     */
    public List<String> openDoors(URI base, Map<String, Set<String>> uses) {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> offered = new TreeSet<>();
        try (HttpClient http = PlainHttp.client()) {
            JsonNode paths = new ObjectMapper()
                    .readTree(GENERATED.resolve("openapi.json").toFile())
                    .path("paths");
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    if (METHODS.contains(operation.getKey())) {
                        String method = operation.getKey().toUpperCase(Locale.ROOT);
                        String name = method + " " + path.getKey();
                        offered.add(name);
                        Set<String> users = uses.get(name);
                        if (users == null) {
                            wrong.add(name + " is offered, but nobody has said who may use it");
                        } else {
                            String media =
                                    operation.getValue().path("requestBody").path("content").properties().stream()
                                            .map(Map.Entry::getKey)
                                            .findFirst()
                                            .orElse("application/json");
                            tryDoor(http, base, method, path.getKey(), media, name, users, wrong);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        uses.keySet().stream()
                .filter(name -> !offered.contains(name))
                .forEach(name -> wrong.add(name + " is not offered"));
        return wrong;
    }

    private static void tryDoor(
            HttpClient http,
            URI base,
            String method,
            String path,
            String media,
            String name,
            Set<String> users,
            List<String> wrong)
            throws IOException, InterruptedException {
        URI address = base.resolve(path.replaceAll("\\{[^}]+}", "6KtJmwugEAEpW8"));
        if (users.equals(PUBLIC)) {
            int status = status(http, address, method, media, null);
            if (status == 401 || status == 403) {
                wrong.add(name + " is public but answers " + status);
            }
            return;
        }
        expect(401, status(http, address, method, media, null), name, "without a token", wrong);
        expect(
                401,
                status(
                        http,
                        address,
                        method,
                        media,
                        TestTokens.expired("late", users.iterator().next())),
                name,
                "with a stale token",
                wrong);
        expect(403, status(http, address, method, media, TestTokens.bearer("nobody")), name, "without a role", wrong);
        for (String role : ROLES) {
            int status = status(http, address, method, media, TestTokens.bearer("someone", role));
            if (users.contains(role) ? status == 401 || status == 403 : status != 403) {
                wrong.add("%s answers %d as %s".formatted(name, status, role));
            }
        }
    }

    private static void expect(int wanted, int status, String name, String how, List<String> wrong) {
        if (status != wanted) {
            wrong.add("%s answers %d %s, not %d".formatted(name, status, how, wanted));
        }
    }

    private static int status(HttpClient http, URI address, String method, String media, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", media)
                .header("Idempotency-Key", "walk-every-door")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (authorization != null) {
            request.header(
                    "Authorization", authorization.startsWith("Bearer ") ? authorization : "Bearer " + authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

package org.tellers.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The realm of demo people, {@code realm-tellers.json}. */
public final class DemoRealm {
    private DemoRealm() {}

    /**
     * A person who can sign in.
     *
     * @param name to sign in with
     * @param password to sign in with
     * @param role the one realm role
     */
    public record Person(String name, String password, String role) {}

    /** The realm's name, as it stands in the issuer's address. */
    public static String name() {
        return json().path("realm").asText();
    }

    /** Everyone who can sign in, as the file lists them. */
    public static List<Person> people() {
        return json().path("users").valueStream().map(DemoRealm::person).toList();
    }

    /** The person of this name. */
    public static Person person(String name) {
        return people().stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody in the demo realm is called " + name));
    }

    static byte[] bytes() {
        try (var in = DemoRealm.class.getResourceAsStream("/realm-tellers.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("realm-tellers.json cannot be read", e);
        }
    }

    private static Person person(JsonNode user) {
        return new Person(
                user.path("username").asText(),
                user.path("credentials").path(0).path("value").asText(),
                user.path("realmRoles").path(0).asText());
    }

    private static JsonNode json() {
        try {
            return new JsonMapper().readTree(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("realm-tellers.json is not JSON", e);
        }
    }
}

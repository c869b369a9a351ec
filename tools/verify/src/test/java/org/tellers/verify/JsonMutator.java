package org.tellers.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;

/**
 * Changes one thing in a JSON structure, also inside of JSON that is held as text: a field or item dropped, repeated,
 * moved or added, a value of another kind, a point of small or mixed order or another point of the same structure, a
 * scalar plus q, white space.
 */
final class JsonMutator {
    /** Marks a repeated field's name until all is text, since an object here cannot have a field twice. */
    private static final String AGAIN = "\u2603";

    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private final RandomGenerator random;
    private final List<String> points = new ArrayList<>();
    private final List<String> scalars = new ArrayList<>();

    /** What was changed, as a path and a word, and what came of it. */
    record Mutation(String what, byte[] bytes) {}

    private record Changed(String what, Json json) {}

    JsonMutator(RandomGenerator random) {
        this.random = random;
    }

    /** One random mutation of canonical JSON. */
    Mutation mutate(byte[] canonical) {
        Json json = Json.parseCanonical(canonical, Integer.MAX_VALUE).json();
        if (random.nextInt(40) == 0) {
            return new Mutation("white space", spaced(Chain.text(canonical)).getBytes(StandardCharsets.UTF_8));
        }
        points.clear();
        scalars.clear();
        collect(json);
        Changed changed = change(json, random.nextInt(size(json)));
        return new Mutation(
                changed.what(), changed.json().text().replace(AGAIN, "").getBytes(StandardCharsets.UTF_8));
    }

    private String spaced(String text) {
        List<Integer> places = new ArrayList<>(List.of(0, text.length()));
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"' && (i == 0 || text.charAt(i - 1) != '\\');
            if (!quoted && ",:[{".indexOf(text.charAt(i)) >= 0) {
                places.add(i + 1);
            }
        }
        int place = places.get(random.nextInt(places.size()));
        return text.substring(0, place) + (random.nextBoolean() ? " " : "\n") + text.substring(place);
    }

    private void collect(Json json) {
        switch (json) {
            case Json.Obj(var fields) -> fields.values().forEach(this::collect);
            case Json.Arr(var items) -> items.forEach(this::collect);
            case Json.Text(String text) -> {
                if (isHash(text)) {
                    points.add(text);
                } else if (isScalar(text)) {
                    scalars.add(text);
                }
            }
            default -> {}
        }
    }

    private static boolean isHash(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    private static boolean isScalar(String text) {
        return text.matches("[0-9]{30,90}");
    }

    /** The number of places that can be changed: every value. */
    private static int size(Json json) {
        return 1
                + switch (json) {
                    case Json.Obj(var fields) ->
                        fields.values().stream().mapToInt(JsonMutator::size).sum();
                    case Json.Arr(var items) ->
                        items.stream().mapToInt(JsonMutator::size).sum();
                    case Json.Text(String text) ->
                        inner(text).map(JsonMutator::size).orElse(0);
                    default -> 0;
                };
    }

    /** JSON held as text. */
    private static Optional<Json> inner(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parseCanonical(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE)
                    .json());
        } catch (ProtocolViolation e) {
            return Optional.empty();
        }
    }

    private Changed change(Json json, int place) {
        if (place == 0) {
            return switch (json) {
                case Json.Obj(var fields) -> object(fields);
                case Json.Arr(var items) -> array(items);
                case Json.Text(String text) -> new Changed(" changed", text(text));
                case Json.Int(long value) -> new Changed(" changed", integer(value));
                case Json.Bool(boolean value) ->
                    new Changed(" changed", random.nextBoolean() ? new Json.Bool(!value) : new Json.Int(1));
            };
        }
        int left = place - 1;
        switch (json) {
            case Json.Obj(var fields) -> {
                for (var field : fields.entrySet()) {
                    int size = size(field.getValue());
                    if (left < size) {
                        Changed inside = change(field.getValue(), left);
                        Map<String, Json> changed = new LinkedHashMap<>(fields);
                        changed.put(field.getKey(), inside.json());
                        return new Changed("." + field.getKey() + inside.what(), new Json.Obj(changed));
                    }
                    left -= size;
                }
            }
            case Json.Arr(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    int size = size(items.get(i));
                    if (left < size) {
                        Changed inside = change(items.get(i), left);
                        List<Json> changed = new ArrayList<>(items);
                        changed.set(i, inside.json());
                        return new Changed("[" + i + "]" + inside.what(), new Json.Arr(changed));
                    }
                    left -= size;
                }
            }
            case Json.Text(String text) -> {
                Changed inside = change(inner(text).orElseThrow(), left);
                return new Changed(
                        "→" + inside.what(), new Json.Text(inside.json().text().replace(AGAIN, "")));
            }
            default -> {}
        }
        throw new AssertionError("no such place");
    }

    private Changed object(Map<String, Json> fields) {
        List<String> names = new ArrayList<>(fields.keySet());
        Map<String, Json> changed = new LinkedHashMap<>(fields);
        if (names.isEmpty()) {
            changed.put("more", new Json.Int(1));
            return new Changed(" more", new Json.Obj(changed));
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                changed.remove(name);
                return new Changed("." + name + " dropped", new Json.Obj(changed));
            }
            case 1 -> {
                changed.put(name + AGAIN, Objects.requireNonNull(fields.get(name)));
                return new Changed("." + name + " repeated", new Json.Obj(changed));
            }
            case 2 -> {
                Collections.swap(names, random.nextInt(names.size()), random.nextInt(names.size()));
                Map<String, Json> moved = new LinkedHashMap<>();
                names.forEach(n -> moved.put(n, Objects.requireNonNull(fields.get(n))));
                return new Changed(" reordered", new Json.Obj(moved));
            }
            default -> {
                changed.put("more", new Json.Int(1));
                return new Changed(" more", new Json.Obj(changed));
            }
        }
    }

    private Changed array(List<Json> items) {
        List<Json> changed = new ArrayList<>(items);
        if (items.isEmpty()) {
            changed.add(new Json.Text(""));
            return new Changed(" more", new Json.Arr(changed));
        }
        int i = random.nextInt(items.size());
        switch (random.nextInt(4)) {
            case 0 -> {
                changed.remove(i);
                return new Changed("[" + i + "] dropped", new Json.Arr(changed));
            }
            case 1 -> {
                changed.add(random.nextInt(items.size() + 1), items.get(i));
                return new Changed("[" + i + "] repeated", new Json.Arr(changed));
            }
            case 2 -> {
                Collections.swap(changed, i, random.nextInt(items.size()));
                return new Changed(" reordered", new Json.Arr(changed));
            }
            default -> {
                return new Changed(" emptied", new Json.Arr(List.of()));
            }
        }
    }

    private Json text(String text) {
        if (random.nextInt(8) == 0) {
            return random.nextBoolean() ? new Json.Int(1) : new Json.Arr(List.of(new Json.Text(text)));
        }
        if (isHash(text)) {
            return new Json.Text(
                    switch (random.nextInt(7)) {
                        case 0 -> "0".repeat(64); // a point of order 4
                        case 1 -> hex(P.subtract(BigInteger.ONE)); // the point of order 2
                        case 2 -> mixed(text);
                        case 3 -> points.get(random.nextInt(points.size()));
                        case 4 -> text.toUpperCase(java.util.Locale.ROOT);
                        case 5 -> hex(BigInteger.ONE); // the identity
                        default -> flipped(text);
                    });
        }
        if (isScalar(text)) {
            BigInteger value = new BigInteger(text);
            return new Json.Text(
                    switch (random.nextInt(6)) {
                        case 0 -> value.add(Scalar.ORDER).toString();
                        case 1 -> value.add(BigInteger.ONE).toString();
                        case 2 -> "0" + text;
                        case 3 -> "-" + text;
                        case 4 -> Scalar.ORDER.subtract(value).toString();
                        default -> scalars.get(random.nextInt(scalars.size()));
                    });
        }
        return new Json.Text(
                switch (random.nextInt(3)) {
                    case 0 -> text + "x";
                    case 1 -> text.isEmpty() ? " " : text.substring(1);
                    default -> text.isEmpty() ? "0" : flipped(text);
                });
    }

    private String flipped(String text) {
        int i = random.nextInt(text.length());
        char other = text.charAt(i) == 'a' ? 'b' : 'a';
        return text.substring(0, i) + other + text.substring(i + 1);
    }

    /** The sum of a point and the one of order 2, which is (−x, −y). */
    private static String mixed(String text) {
        BigInteger z = new BigInteger(text, 16);
        BigInteger y = z.clearBit(255);
        BigInteger other = P.subtract(y);
        return hex(z.testBit(255) ? other : other.setBit(255));
    }

    private static String hex(BigInteger value) {
        return "%064x".formatted(value);
    }

    private Json integer(long value) {
        return switch (random.nextInt(4)) {
            case 0 -> new Json.Int(value + 1);
            case 1 -> new Json.Int(value - 1);
            case 2 -> new Json.Text(Long.toString(value));
            default -> new Json.Int(-value - 1);
        };
    }
}

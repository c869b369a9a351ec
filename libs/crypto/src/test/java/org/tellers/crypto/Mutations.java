package org.tellers.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.group.Torsion;
import org.tellers.crypto.json.Json;

/**
 * Everything that can be changed at one place of a JSON structure: a field or item dropped, repeated, moved or added, a
 * value of another type, a number or point that is another or in another form; also inside of JSON that is held as text.
 */
public final class Mutations {
    /** Marks the name of a repeated field until all is text, since an object here cannot have a field twice. */
    private static final String AGAIN = "\u2603";

    private static final String SMALL_ORDER = Torsion.points().get(4).hex();

    /** What was changed and what came of it. */
    public record Mutation(String what, byte[] bytes) {
        @Override
        public String toString() {
            return what;
        }
    }

    private record Variant(String what, Json json) {
        Variant in(String place, Function<Json, Json> wrap) {
            return new Variant(place + what, wrap.apply(json));
        }
    }

    private Mutations() {}

    /** Every mutation of a canonical JSON structure. */
    public static List<Mutation> of(byte[] canonical) {
        return variants(Json.parseCanonical(canonical, canonical.length).json()).stream()
                .map(variant -> new Mutation(
                        variant.what(), variant.json().text().replace(AGAIN, "").getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<Variant> variants(Json value) {
        List<Variant> variants = new ArrayList<>();
        switch (value) {
            case Json.Obj(var fields) -> object(fields, variants);
            case Json.Arr(var items) -> array(items, variants);
            case Json.Text(String text) -> text(text, variants);
            case Json.Int(long number) -> {
                variants.add(new Variant(" + 1", new Json.Int(number + 1)));
                variants.add(new Variant(" - 1", new Json.Int(number - 1)));
                variants.add(new Variant(" as text", new Json.Text(Long.toString(number))));
            }
            case Json.Bool(boolean bool) -> variants.add(new Variant(" negated", new Json.Bool(!bool)));
        }
        variants.add(
                new Variant(" of another type", value instanceof Json.Bool ? new Json.Int(1) : new Json.Bool(true)));
        return variants;
    }

    private static void object(Map<String, Json> fields, List<Variant> variants) {
        List<String> names = List.copyOf(fields.keySet());
        for (String name : names) {
            for (Variant inner : variants(fields.get(name))) {
                variants.add(inner.in("." + name, json -> with(fields, name, json)));
            }
            Map<String, Json> fewer = new LinkedHashMap<>(fields);
            fewer.remove(name);
            variants.add(new Variant("." + name + " dropped", new Json.Obj(fewer)));
            variants.add(new Variant("." + name + " repeated", with(fields, name + AGAIN, fields.get(name))));
        }
        for (int i = 0; i + 1 < names.size(); i++) {
            Map<String, Json> moved = new LinkedHashMap<>();
            List<String> order = new ArrayList<>(names);
            order.add(i, order.remove(i + 1));
            order.forEach(name -> moved.put(name, fields.get(name)));
            variants.add(new Variant("." + names.get(i) + " moved", new Json.Obj(moved)));
        }
        variants.add(new Variant(" with a field more", with(fields, "more", new Json.Int(1))));
    }

    private static Json with(Map<String, Json> fields, String name, Json value) {
        Map<String, Json> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new Json.Obj(changed);
    }

    private static void array(List<Json> items, List<Variant> variants) {
        for (int i = 0; i < items.size(); i++) {
            int place = i;
            for (Variant inner : variants(items.get(i))) {
                variants.add(inner.in("[" + i + "]", json -> {
                    List<Json> changed = new ArrayList<>(items);
                    changed.set(place, json);
                    return new Json.Arr(changed);
                }));
            }
            List<Json> fewer = new ArrayList<>(items);
            fewer.remove(i);
            variants.add(new Variant("[" + i + "] dropped", new Json.Arr(fewer)));
            List<Json> more = new ArrayList<>(items);
            more.add(i, items.get(i));
            variants.add(new Variant("[" + i + "] repeated", new Json.Arr(more)));
            if (i + 1 < items.size() && !items.get(i).equals(items.get(i + 1))) {
                List<Json> moved = new ArrayList<>(items);
                moved.add(i, moved.remove(i + 1));
                variants.add(new Variant("[" + i + "] moved", new Json.Arr(moved)));
            }
        }
    }

    private static void text(String text, List<Variant> variants) {
        Map<String, String> others = new LinkedHashMap<>();
        others.put(" longer", text + "1");
        others.put(" empty", "");
        if (text.startsWith("{")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (Variant inner :
                    variants(Json.parseCanonical(bytes, bytes.length).json())) {
                variants.add(inner.in(".", json -> new Json.Text(json.text())));
            }
            others.put(" with white space", text.replaceFirst(":", ": "));
        } else if (text.matches("[0-9]{60,}")) {
            BigInteger number = new BigInteger(text);
            others.put(" + 1", number.add(BigInteger.ONE).mod(Scalar.ORDER).toString());
            others.put(" + q", number.add(Scalar.ORDER).toString());
            others.put(" with a leading zero", "0" + text);
            others.put(" negative", "-" + text);
        } else if (text.matches("[0-9a-f]{64}")) {
            Point point = Point.parse(text, "");
            others.put(" + g", point.plus(Point.GENERATOR).hex());
            others.put(" + a point of small order", Torsion.mixed(point).hex());
            others.put(" of small order", SMALL_ORDER);
            others.put(" identity", Point.IDENTITY.hex());
            others.put(" negated", Point.IDENTITY.minus(point).hex());
            if (!text.toUpperCase(java.util.Locale.ROOT).equals(text)) {
                others.put(" in capitals", text.toUpperCase(java.util.Locale.ROOT));
            }
        }
        others.forEach((what, other) -> variants.add(new Variant(what, new Json.Text(other))));
    }
}

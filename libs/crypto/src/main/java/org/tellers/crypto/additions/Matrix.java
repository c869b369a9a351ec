package org.tellers.crypto.additions;

import java.util.List;
import java.util.function.Function;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/** Values by question and option, as every count, factor and proof of a cell is arranged. */
final class Matrix {
    private Matrix() {}

    static <T> List<List<T>> copy(List<List<T>> rows) {
        return rows.stream().map(List::copyOf).toList();
    }

    static List<Integer> shape(List<? extends List<?>> rows) {
        return rows.stream().<Integer>map(List::size).toList();
    }

    static <T> List<List<T>> read(JsonNode node, Function<JsonNode, T> read) {
        return node.items(row -> row.items(read));
    }

    static <T> Json write(List<List<T>> rows, Function<? super T, ? extends Json> toJson) {
        return Json.array(rows, row -> Json.array(row, toJson));
    }
}

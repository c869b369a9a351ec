package org.tellers.crypto.trustee;

import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * The exponentiated coefficients of a trustee's polynomial, signed ({@code coefexps} of the specification, Polynomials).
 *
 * @param signed the message as signed: {@code raw_coefexps} in its canonical form
 * @param coefexps g to the coefficients, the constant one first
 */
public record Coefexps(SignedMessage signed, List<Point> coefexps) {
    /** Takes a copy. */
    public Coefexps {
        coefexps = List.copyOf(coefexps);
    }

    /** The text that the signature covers. */
    public static String message(List<Point> coefexps) {
        return Json.object().put("coefexps", toJson(coefexps)).build().text();
    }

    /** Points as JSON. */
    static Json toJson(List<Point> points) {
        return Json.array(points, point -> new Json.Text(point.hex()));
    }

    /** Reads the JSON form. */
    public static Coefexps read(JsonNode node) {
        SignedMessage signed = SignedMessage.read(node);
        return new Coefexps(
                signed,
                node.get("message")
                        .embedded()
                        .object("coefexps")
                        .get("coefexps")
                        .items(JsonNode::point));
    }

    /** The JSON form. */
    public Json toJson() {
        return signed.toJson();
    }

    /** g to the polynomial's value at a place: Π coefexps[k]^(place^k). Variable-time. */
    public Point at(int place) {
        return at(coefexps, place);
    }

    /** The exponentiated coefficients of the sum of polynomials of the same degree. */
    static List<Point> sum(List<Coefexps> polynomials) {
        List<Point> sum = new ArrayList<>(polynomials.getFirst().coefexps);
        for (Coefexps polynomial : polynomials.subList(1, polynomials.size())) {
            for (int k = 0; k < sum.size(); k++) {
                sum.set(k, sum.get(k).plus(polynomial.coefexps.get(k)));
            }
        }
        return sum;
    }

    static Point at(List<Point> coefexps, int place) {
        Point value = Point.IDENTITY;
        Scalar x = Scalar.of(place);
        for (int k = coefexps.size() - 1; k >= 0; k--) {
            value = value.times(x).plus(coefexps.get(k));
        }
        return value;
    }
}

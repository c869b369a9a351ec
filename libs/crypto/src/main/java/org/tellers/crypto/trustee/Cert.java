package org.tellers.crypto.trustee;

import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * A trustee's certificate: the keys by which a trustee of a group with a threshold signs and receives messages, signed by
 * itself ({@code cert} of the specification, Certificates).
 *
 * @param signed the message as signed: {@code cert_keys} in its canonical form
 * @param context the place that the certificate is for
 * @param verification checks this trustee's signatures
 * @param encryption encrypts messages to this trustee
 */
public record Cert(SignedMessage signed, Context context, Point verification, Point encryption) {
    private static final int MOST_BYTES = 2048;

    /**
     * A place among the trustees of a group.
     *
     * @param size how many they are
     * @param threshold how many of them decrypt
     * @param index the place, from 1
     */
    public record Context(int size, int threshold, int index) {
        /** The most trustees of a group. */
        public static final int MOST_TRUSTEES = 100;

        /**
         * Requires 1 ≤ threshold < size ≤ 100 and 1 ≤ index ≤ size, VALUE_OUT_OF_RANGE otherwise: Belenios knows no group
         * all of whom must decrypt, such trustees are "Single" ones.
         */
        public Context {
            if (size > MOST_TRUSTEES || threshold < 1 || threshold >= size || index < 1 || index > size) {
                throw new ProtocolViolation(FormatFault.VALUE_OUT_OF_RANGE, "");
            }
        }

        private Json toJson() {
            return Json.object()
                    .put("group", Point.GROUP)
                    .put("size", size)
                    .put("threshold", threshold)
                    .put("index", index)
                    .build();
        }

        private static Context read(JsonNode node) {
            node.object("group", "size", "threshold", "index");
            if (!node.get("group").text().equals(Point.GROUP)) {
                throw node.get("group").violation(FormatFault.UNSUPPORTED);
            }
            int size = node.get("size").integer(1, MOST_TRUSTEES);
            return new Context(
                    size,
                    node.get("threshold").integer(1, size),
                    node.get("index").integer(1, size));
        }
    }

    /** The text that a certificate of these keys signs. */
    public static String message(Context context, Point verification, Point encryption) {
        return Json.object()
                .put("context", context.toJson())
                .put("verification", verification.hex())
                .put("encryption", encryption.hex())
                .build()
                .text();
    }

    /**
     * Reads a certificate; {@link #check()} remains to be called.
     *
     * @throws ProtocolViolation a {@link FormatFault}
     */
    public static Cert parse(byte[] bytes) {
        return read(Json.parseCanonical(bytes, MOST_BYTES));
    }

    /** Reads the JSON form. */
    public static Cert read(JsonNode node) {
        SignedMessage signed = SignedMessage.read(node);
        JsonNode keys = node.get("message").embedded().object("context", "verification", "encryption");
        return new Cert(
                signed,
                Context.read(keys.get("context")),
                keys.get("verification").point(),
                keys.get("encryption").point());
    }

    /** The JSON form. */
    public Json toJson() {
        return signed.toJson();
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return toJson().bytes();
    }

    /**
     * Checks that the certificate is signed by its own key. Variable-time.
     *
     * @throws ProtocolViolation {@link KeyFault#CERTIFICATE}
     */
    public void check() {
        signed.check(verification, KeyFault.CERTIFICATE, "signature");
    }
}

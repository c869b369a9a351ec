package org.tellers.crypto.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;

/** Tokens to {@link Json}. */
final class Parsing {
    /** No structure of the protocol is nested deeper than a ballot's proofs. */
    private static final int DEEPEST = 16;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private Parsing() {}

    static Json value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                    items.add(value(parser, t));
                }
                yield new Json.Arr(items);
            }
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    throw new ProtocolViolation(FormatFault.VALUE_OUT_OF_RANGE, place(parser));
                }
                yield new Json.Int(parser.getLongValue());
            }
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL, VALUE_NUMBER_FLOAT -> throw new ProtocolViolation(FormatFault.WRONG_TYPE, place(parser));
            case null, default -> throw new ProtocolViolation(FormatFault.MALFORMED_JSON, "");
        };
    }

    private static Json object(JsonParser parser) throws IOException {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (fields.put(name, value(parser, parser.nextToken())) != null) {
                throw new ProtocolViolation(FormatFault.DUPLICATE_FIELD, place(parser));
            }
        }
        return new Json.Obj(fields);
    }

    private static String place(JsonParser parser) {
        return "byte " + parser.currentTokenLocation().getByteOffset();
    }
}

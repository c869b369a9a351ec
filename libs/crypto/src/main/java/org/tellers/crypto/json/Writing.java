package org.tellers.crypto.json;

/** {@link Json} to its canonical form. */
final class Writing {
    private static final String HEX = "0123456789abcdef";

    private Writing() {}

    static void write(Json json, StringBuilder out) {
        switch (json) {
            case Json.Obj(var fields) -> {
                out.append('{');
                String separator = "";
                for (var field : fields.entrySet()) {
                    out.append(separator);
                    quote(field.getKey(), out);
                    out.append(':');
                    write(field.getValue(), out);
                    separator = ",";
                }
                out.append('}');
            }
            case Json.Arr(var items) -> {
                out.append('[');
                String separator = "";
                for (Json item : items) {
                    out.append(separator);
                    write(item, out);
                    separator = ",";
                }
                out.append(']');
            }
            case Json.Text(String value) -> quote(value, out);
            case Json.Int(long value) -> out.append(value);
            case Json.Bool(boolean value) -> out.append(value);
        }
    }

    /** Control characters and DEL are escaped, by letter where JSON has one; everything else stands for itself. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

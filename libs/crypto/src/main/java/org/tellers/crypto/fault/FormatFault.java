package org.tellers.crypto.fault;

/** Faults of form: what any structure of the protocol may suffer from (specification, Messages). */
public enum FormatFault implements Fault {
    TOO_LARGE("too-large", "The data is larger than its kind can be"),
    MALFORMED_JSON("malformed-json", "The data is not JSON in UTF-8"),
    WRONG_TYPE("wrong-type", "A value has another type than the specification gives it"),
    MISSING_FIELD("missing-field", "A required field is missing"),
    UNKNOWN_FIELD("unknown-field", "A field is not one of this structure"),
    DUPLICATE_FIELD("duplicate-field", "A field occurs twice"),
    NOT_CANONICAL("not-canonical", "The data is not in compact canonical form"),
    VALUE_OUT_OF_RANGE("value-out-of-range", "A value is outside of its range"),
    UNSUPPORTED("unsupported", "The data uses a part of the protocol that Tellers does not offer"),
    POINT_ENCODING("point-encoding", "A group element is not the canonical encoding of a point of the curve"),
    POINT_IDENTITY("point-identity", "A group element is the identity where it may not be"),
    POINT_OUTSIDE_SUBGROUP("point-outside-subgroup", "A point is not of the prime order"),
    SCALAR_ENCODING("scalar-encoding", "A number is not a canonical decimal below the group's order"),
    UUID_ENCODING("uuid-encoding", "An election identifier is not of 14 or more Base58 characters"),
    CREDENTIAL_FORM("credential-form", "A voting code is not of 22 Base58 characters");

    private final String code;
    private final String description;

    FormatFault(String code, String description) {
        this.code = code;
        this.description = description;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String description() {
        return description;
    }
}

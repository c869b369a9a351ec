package org.tellers.membership.places;

import java.util.Arrays;
import java.util.Optional;

/** What a place is. */
public enum PlaceKind {
    /** A branch of the union. */
    BRANCH("branches", "branch"),
    /** A probation delivery unit. */
    DELIVERY_UNIT("delivery-units", "pdu");

    private final String path;
    private final String column;

    PlaceKind(String path, String column) {
        this.path = path;
        this.column = column;
    }

    /** The kind with this name in addresses. */
    static Optional<PlaceKind> at(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }

    /** The register's column that names places of this kind; also a heading for the name in lists of them. */
    public String column() {
        return column;
    }
}

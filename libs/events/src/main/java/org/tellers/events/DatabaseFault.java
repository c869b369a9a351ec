package org.tellers.events;

import java.sql.SQLException;

/** The database refused or failed a statement of this library; the cause says which way. */
public final class DatabaseFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFault(String message, SQLException cause) {
        super(message, cause);
    }
}

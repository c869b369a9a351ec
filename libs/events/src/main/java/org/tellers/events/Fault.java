package org.tellers.events;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where the fault of a failed effect lies; decides between trying again and the dead-letter topic. */
enum Fault {
    /** In the fact, or in our reading of it: it will fail again. */
    FACT,
    /** Around it (database, network, lock, rights): it may work later, so the fact must wait, not be lost. */
    SURROUNDINGS;

    /** The fault behind an exception; the surroundings win wherever one cause names them. */
    static Fault of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return surroundings(thrown, seen) ? SURROUNDINGS : FACT;
    }

    private static boolean surroundings(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (of(thrown, thrown.getCause() == null && thrown.getSuppressed().length == 0)) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (surroundings(suppressed, seen)) {
                return true;
            }
        }
        return surroundings(thrown.getCause(), seen);
    }

    private static boolean of(Throwable thrown, boolean last) {
        return switch (thrown) {
            case VirtualMachineError error -> true;
            case SQLTransientException e -> true;
            case SQLRecoverableException e -> true;
            case SQLException e -> !liesInTheStatement(e.getSQLState());
            case IOException e -> !(e instanceof com.fasterxml.jackson.core.JacksonException);
            case TimeoutException e -> true;
            case InterruptedException e -> true;
            case org.apache.kafka.common.KafkaException e -> true;
            // A rollback without a reason, or nobody knows what became of the commit.
            case RollbackException e -> last;
            case SystemException e -> last;
            // Optimistic locking: somebody else was faster. By name: this library does not need Hibernate.
            default ->
                isNamed(thrown, "jakarta.persistence.OptimisticLockException")
                        || isNamed(thrown, "org.hibernate.StaleStateException");
        };
    }

    /**
     * Classes 22 (data) and 23 (integrity) blame the values. All others are of the surroundings: 08 connection, 40
     * rollback, 53 resources, 55 lock, 57 shutdown, and 42 too, for a table or a right that is missing is a fault of the
     * installation.
     */
    private static boolean liesInTheStatement(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("23"));
    }

    private static boolean isNamed(Throwable thrown, String name) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}

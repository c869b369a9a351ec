package org.tellers.events;

/**
 * The lock that every handler of a service takes first, if it has one: usually that of the row which a record's key
 * names. {@link Inbox} takes it at the start of each attempt, before the lock of a subject that a fact waits for.
 *
 * <p>Without it the order differs: who releases parked facts holds the row and then locks the subject, who parks one has
 * locked the subject and then wants the row, and the database has to break the deadlock. A service whose handlers lock
 * nothing before they miss a subject needs no such bean.
 */
@FunctionalInterface
public interface AggregateLock {

    /** Locks, in the current transaction, what the facts with this key change. */
    void lock(String key);
}

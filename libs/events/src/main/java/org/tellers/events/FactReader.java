package org.tellers.events;

/**
 * A bean that reads facts of other services. Every such bean of the service is found by {@link Inbox} and
 * {@link Parking}; several may read the same fact, their effects share one transaction.
 */
public interface FactReader {

    /** What this bean does on which fact; asked once. */
    Handlers handlers();
}

package org.tellers.events;

/**
 * Thrown by a handler, before it changes anything, when the fact is about something this service has not heard of yet:
 * no order holds between topics. The fact is parked until {@link Parking#release} names the subject.
 *
 * <p>Checked, so that a transactional interceptor between handler and inbox does not doom the transaction.
 */
public final class SubjectUnknown extends Exception {

    private static final long serialVersionUID = 1L;

    private final String subject;

    /**
     * States what is missing.
     *
     * @param subject what the fact waits for, in the words that {@link Parking#release} will use, for example
     *     {@code "ballot/" + uuid}
     */
    public SubjectUnknown(String subject) {
        super("not known yet: " + subject, null, false, false);
        this.subject = subject;
    }

    /** What the fact waits for. */
    public String subject() {
        return subject;
    }
}

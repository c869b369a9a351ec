package org.tellers.ballot.lifecycle;

/**
 * Someone of the union's staff, or a scrutineer, who signed in.
 *
 * @param subject the identity provider's subject; two people are two subjects
 * @param name sign-in name, for people who read the decision log
 */
public record Person(String subject, String name) {

    /** Whether this is the same human being as far as the identity provider tells. */
    public boolean is(Person other) {
        return subject.equals(other.subject);
    }
}

package org.tellers.notification.audit;

/**
 * Who did something.
 *
 * @param name sign-in name of a person of HQ, else which other side it was
 * @param subject the token's subject, by which two people are told apart; null for the other sides
 */
public record By(String name, String subject) {

    /** A member, who has no account. */
    public static final By MEMBER = new By("member", null);

    /** The voting service. */
    public static final By VOTING = new By("voting", null);

    /** Whether it is another person than the one with this subject; names can be changed. */
    public boolean isAnotherThan(String otherSubject) {
        return subject != null && !subject.equals(otherSubject);
    }
}

package org.tellers.notification.mailtext;

/**
 * The written mail.
 *
 * @param subject subject line
 * @param text complete plain text
 * @param html the same as HTML: no image, one link
 */
public record MailText(String subject, String text, String html) {

    /** Hides the content, which holds the code. */
    @Override
    public String toString() {
        return "MailText";
    }
}

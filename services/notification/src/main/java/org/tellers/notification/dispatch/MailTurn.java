package org.tellers.notification.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tellers.notification.mailtext.MailKind;

/**
 * What is known of a mail when its turn comes, and whether it is sent. Everything is read at that moment: who has voted,
 * left or declined since the mail was queued does not get it.
 *
 * @param kind why it is written
 * @param held what holds mails of this kind back now
 * @param excluded whether the member is no longer on the roll
 * @param liveCode whether the member has a code that can vote now
 * @param voted whether a vote was recorded with the member's code
 * @param overtaken whether the close that it tells was extended once more
 * @param declined whether the member declined mails of this kind
 * @param consented whether the member agreed to campaign messages
 * @param address the member's address (rule R3), if there is one
 * @param suppressed why that address is left alone for mails of this kind, if it is
 */
record MailTurn(
        MailKind kind,
        Optional<SendingWindow.Hold> held,
        boolean excluded,
        boolean liveCode,
        boolean voted,
        boolean overtaken,
        boolean declined,
        boolean consented,
        Optional<String> address,
        Optional<String> suppressed) {

    /** One plain address: nothing that could be a second recipient or a header of its own. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>(),;:\"\\\\]+@[^\\s@<>(),;:\"\\\\]+");

    /** What is stored instead of sending; empty when the mail is to be sent. */
    Optional<Delivery> instead() {
        if (held.isPresent()) {
            return Optional.of(new Delivery.NotNow(Duration.ZERO));
        }
        if (excluded) {
            return Optional.of(new Delivery.Withdrawn("excluded"));
        }
        if (kind.carriesCode() && !liveCode) {
            return Optional.of(new Delivery.Withdrawn(voted ? "voted" : "no-live-credential"));
        }
        if (overtaken) {
            return Optional.of(new Delivery.Withdrawn("overtaken"));
        }
        if (declined) {
            return Optional.of(new Delivery.Withdrawn("declined"));
        }
        if (kind == MailKind.CAMPAIGN && !consented) {
            return Optional.of(new Delivery.Withdrawn("no-consent"));
        }
        if (address.isEmpty()) {
            return Optional.of(new Delivery.NoAddress());
        }
        if (!ADDRESS.matcher(address.get()).matches()) {
            return Optional.of(new Delivery.Unusable("address-invalid"));
        }
        if (suppressed.isPresent()) {
            return Optional.of(new Delivery.Suppressed(suppressed.get()));
        }
        return Optional.empty();
    }
}

package org.tellers.notification.dispatch;

import java.time.Duration;
import org.tellers.notification.delivery.ReportKind;
import org.tellers.notification.delivery.Verdict;

/** How an attempt to send a mail ended. Reasons are stable codes and never quote the relay's words. */
public sealed interface Delivery {

    /** The relay took it. */
    record Accepted() implements Delivery {}

    /**
     * The relay will never take it for this address.
     *
     * @param reason stable code
     * @param status enhanced status (RFC 3463) of the relay's reply; empty when it had none
     */
    record Refused(String reason, String status) implements Delivery {}

    /**
     * It is not one plain address, and it was not offered to the relay.
     *
     * @param reason stable code
     */
    record Unusable(String reason) implements Delivery {}

    /**
     * The relay may take it later.
     *
     * @param reason stable code
     */
    record Later(String reason) implements Delivery {}

    /**
     * The relay itself is out of order, which says nothing of this mail.
     *
     * @param reason stable code
     */
    record RelayDown(String reason) implements Delivery {}

    /** The register has no address of the member. */
    record NoAddress() implements Delivery {}

    /**
     * The address is left alone for mails of this kind, and it was not offered to the relay.
     *
     * @param reason stable code of why
     */
    record Suppressed(String reason) implements Delivery {}

    /**
     * The mail has lost its purpose and was not offered to the relay.
     *
     * @param reason stable code
     */
    record Withdrawn(String reason) implements Delivery {}

    /**
     * It is not its turn, and it was not offered to the relay.
     *
     * @param pause how long to wait at least
     */
    record NotNow(Duration pause) implements Delivery {}

    /**
     * Reads an SMTP reply by its code (RFC 5321) and, where there is one, its enhanced status (RFC 3463), as class,
     * subject and detail, e.g. {@code 5.1.1}; empty when the reply has none.
     */
    static Delivery ofReply(int code, String enhanced) {
        if (code == 421 || code == 530 || code == 534 || code == 535 || code == 538 || code == 454) {
            return new RelayDown("relay-" + code);
        }
        if (code >= 500) {
            Verdict verdict = Verdict.ofFailure(enhanced.startsWith("5.") ? enhanced : "");
            if (verdict.kind() == ReportKind.SOFT) {
                return new Later(verdict.diagnostic());
            }
            if (verdict.diagnostic().equals(Verdict.REFUSED)) {
                boolean address = code == 550 || code == 551 || code == 553;
                return new Refused(address ? "address-refused" : "refused-" + code, enhanced);
            }
            return new Refused(verdict.diagnostic(), enhanced);
        }
        return new Later("deferred-" + code);
    }

    /** Wait before the next attempt after this many: a minute, doubled each time, at most an hour. */
    static Duration backOff(int attempts) {
        long minutes = 1L << Math.clamp(attempts - 1L, 0, 6);
        return Duration.ofMinutes(Math.min(minutes, 60));
    }
}

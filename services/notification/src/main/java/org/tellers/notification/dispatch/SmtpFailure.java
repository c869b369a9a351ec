package org.tellers.notification.dispatch;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** What a failure of the mail client means. Their texts quote addresses and are never kept. */
final class SmtpFailure {

    private static final Pattern ENHANCED = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final int DEEPEST_CAUSE = 10;
    private static final String UNREACHABLE = "relay-unreachable";

    private SmtpFailure() {}

    /** What the failure to send a mail says of it. */
    static Delivery read(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Optional<Delivery> meaning = meaning(cause);
            if (meaning.isPresent()) {
                return meaning.get();
            }
            cause = cause instanceof MessagingException e && e.getNextException() != null
                    ? e.getNextException()
                    : cause.getCause();
        }
        return new Delivery.Later("send-failed");
    }

    /** What the failure to connect says: nothing of any mail. */
    static Delivery ofConnecting(Throwable failure) {
        return read(failure) instanceof Delivery.RelayDown down ? down : new Delivery.RelayDown(UNREACHABLE);
    }

    private static Optional<Delivery> meaning(Throwable cause) {
        return switch (cause) {
            case SMTPAddressFailedException e -> Optional.of(reply(e.getReturnCode(), e.getMessage()));
            case SMTPSenderFailedException e -> Optional.of(reply(e.getReturnCode(), e.getMessage()));
            case SMTPSendFailedException e -> Optional.of(reply(e.getReturnCode(), e.getMessage()));
            case AuthenticationFailedException e -> Optional.of(reply(535, e.getMessage()));
            case SocketTimeoutException e -> Optional.of(new Delivery.RelayDown("relay-timeout"));
            case IOException e -> Optional.of(new Delivery.RelayDown(UNREACHABLE));
            default -> Optional.empty();
        };
    }

    /** Without a code the relay hung up instead of answering. */
    private static Delivery reply(int code, @Nullable String text) {
        if (code <= 0) {
            return new Delivery.RelayDown(UNREACHABLE);
        }
        Matcher enhanced = ENHANCED.matcher(text == null ? "" : text);
        return Delivery.ofReply(code, enhanced.find() ? enhanced.group() : "");
    }
}

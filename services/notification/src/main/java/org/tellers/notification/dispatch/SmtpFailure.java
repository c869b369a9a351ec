package org.tellers.notification.dispatch;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failure of the mail client means. Its texts quote addresses and are never kept. */
final class SmtpFailure {

    private static final Pattern ENHANCED = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final int DEEPEST_CAUSE = 10;

    private SmtpFailure() {}

    static Delivery read(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SMTPException reply) {
                String text = reply.getReplyMessage() == null ? "" : reply.getReplyMessage();
                Matcher enhanced = ENHANCED.matcher(text);
                return Delivery.ofReply(reply.getReplyCode(), enhanced.find() ? enhanced.group() : "");
            }
            if (cause instanceof TimeoutException) {
                return new Delivery.RelayDown("relay-timeout");
            }
            if (cause instanceof IOException
                    || cause instanceof VertxException
                    || cause instanceof NoStackTraceThrowable) {
                return new Delivery.RelayDown("relay-unreachable");
            }
            cause = cause.getCause();
        }
        return new Delivery.Later("send-failed");
    }
}

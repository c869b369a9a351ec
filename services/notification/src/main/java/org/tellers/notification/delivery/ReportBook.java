package org.tellers.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tellers.contracts.notification.DispatchBounced;
import org.tellers.events.Outbox;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.notification.suppression.MailClass;
import org.tellers.notification.suppression.Suppressions;

/**
 * Takes every report, whoever brings it: finds the mail that it names, by its token, else by its Message-ID, notes what
 * became of it, and leaves an address alone to which nothing will ever arrive. A report that names no mail of ours is
 * counted and kept; nobody guesses which one it could mean.
 */
@ApplicationScoped
public class ReportBook {

    private static final String COLUMNS =
            "select id, ballot, entry_id, kind, state, soft_bounces, sent_to from dispatch ";

    private final EntityManager database;
    private final Outbox outbox;
    private final Suppressions suppressions;
    private final Clock clock;
    private final MeterRegistry meters;

    ReportBook(EntityManager database, Outbox outbox, Suppressions suppressions, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.outbox = outbox;
        this.suppressions = suppressions;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What was done with a report.
     *
     * @param matched whether it names a mail of ours
     * @param first whether it had not been taken before
     */
    public record Taken(boolean matched, boolean first) {}

    private record Dispatch(
            UUID id, String ballot, UUID entry, MailKind kind, String state, int softBounces, Optional<byte[]> sentTo) {

        static Dispatch of(Object[] row) {
            return new Dispatch(
                    (UUID) row[0],
                    (String) row[1],
                    (UUID) row[2],
                    MailKind.of((String) row[3]),
                    (String) row[4],
                    (Integer) row[5],
                    Optional.ofNullable((byte[]) row[6]));
        }
    }

    /** Takes a report; inside the caller's transaction. */
    public Taken take(DeliveryReport report) {
        Optional<Dispatch> found = find(report);
        Taken taken = new Taken(found.isPresent(), store(report, found));
        if (taken.first()) {
            meters.counter(
                            "tellers.mail.reports",
                            "source",
                            report.source(),
                            "kind",
                            report.verdict().kind().code(),
                            "matched",
                            Boolean.toString(taken.matched()))
                    .increment();
            found.ifPresent(dispatch -> apply(dispatch, report.verdict()));
        }
        return taken;
    }

    /**
     * Takes what the relay said when it refused a mail for good, whose state says so already; inside the caller's
     * transaction.
     *
     * @param attempt number of the attempt
     * @param status enhanced status code, or empty
     */
    public void refusedByRelay(UUID dispatchId, int attempt, String status) {
        Verdict verdict = Verdict.ofFailure(status);
        List<?> rows = database.createNativeQuery(COLUMNS + "where id = :id", Object[].class)
                .setParameter("id", dispatchId)
                .getResultList();
        Dispatch dispatch = Dispatch.of((Object[]) rows.getFirst());
        DeliveryReport report = new DeliveryReport(
                Optional.empty(),
                Optional.empty(),
                verdict,
                status,
                DeliveryReport.RELAY,
                DeliveryReport.key(DeliveryReport.RELAY, dispatchId.toString(), Integer.toString(attempt)));
        if (store(report, Optional.of(dispatch)) && verdict.deadAddress()) {
            suppress(dispatch, EnumSet.allOf(MailClass.class), Suppressions.HARD_BOUNCE);
        }
    }

    private Optional<Dispatch> find(DeliveryReport report) {
        return report.token()
                .flatMap(token -> find("return_token", token.text()))
                .or(() -> report.messageId().flatMap(id -> find("message_id", id)));
    }

    private Optional<Dispatch> find(String column, String value) {
        List<?> rows = database.createNativeQuery(COLUMNS + "where " + column + " = :value for update", Object[].class)
                .setParameter("value", value)
                .getResultList();
        return rows.stream().findFirst().map(row -> Dispatch.of((Object[]) row));
    }

    private boolean store(DeliveryReport report, Optional<Dispatch> dispatch) {
        return database.createNativeQuery("""
                        insert into delivery_report (id, dispatch_id, ballot, kind, status, diagnostic, source, report_key,
                                                     received_at)
                        values (uuidv7(), cast(nullif(:dispatch, '') as uuid), nullif(:ballot, ''), :kind, :status, :diagnostic, :source, :key, :now)
                        on conflict (report_key) do nothing""")
                        .setParameter(
                                "dispatch",
                                dispatch.map(each -> each.id().toString()).orElse(""))
                        .setParameter("ballot", dispatch.map(Dispatch::ballot).orElse(""))
                        .setParameter("kind", report.verdict().kind().code())
                        .setParameter("status", report.status())
                        .setParameter("diagnostic", report.verdict().diagnostic())
                        .setParameter("source", report.source())
                        .setParameter("key", report.key())
                        .setParameter("now", now())
                        .executeUpdate()
                == 1;
    }

    private void apply(Dispatch dispatch, Verdict verdict) {
        switch (AfterReport.of(verdict.kind(), dispatch.state(), dispatch.softBounces())) {
            case AfterReport.Nothing nothing -> {}
            case AfterReport.Late late ->
                database.createNativeQuery("update dispatch set delayed_at = :now where id = :id")
                        .setParameter("now", now())
                        .setParameter("id", dispatch.id())
                        .executeUpdate();
            case AfterReport.Returned returned -> {
                database.createNativeQuery("""
                                update dispatch set state = :state, reason = :reason, settled_at = :now,
                                    leased_until = null, in_flight = false, delayed_at = null
                                where id = :id""")
                        .setParameter("state", returned.state())
                        .setParameter("reason", verdict.diagnostic())
                        .setParameter("now", now())
                        .setParameter("id", dispatch.id())
                        .executeUpdate();
                outbox.announce(
                        dispatch.ballot(),
                        new DispatchBounced(
                                dispatch.ballot(),
                                dispatch.id(),
                                dispatch.kind().code(),
                                verdict.diagnostic()));
            }
            case AfterReport.Again again ->
                database.createNativeQuery("""
                                update dispatch set state = 'queued', reason = :reason, settled_at = null,
                                    leased_until = null, in_flight = false, delayed_at = null,
                                    soft_bounces = soft_bounces + 1, due_at = :due
                                where id = :id""")
                        .setParameter("reason", verdict.diagnostic())
                        .setParameter("due", at(clock.instant().plus(again.pause())))
                        .setParameter("id", dispatch.id())
                        .executeUpdate();
        }
        if (verdict.deadAddress()) {
            suppress(dispatch, EnumSet.allOf(MailClass.class), Suppressions.HARD_BOUNCE);
        } else if (verdict.kind() == ReportKind.COMPLAINT) {
            suppress(dispatch, EnumSet.of(MailClass.complainedOf(dispatch.kind())), Suppressions.COMPLAINT);
        }
    }

    /** The address that this very mail went to; the member may have another by now, which nothing is known against. */
    private void suppress(Dispatch dispatch, EnumSet<MailClass> classes, String reason) {
        dispatch.sentTo()
                .ifPresent(hash -> suppressions.suppress(
                        hash, classes, reason, dispatch.id(), dispatch.ballot(), dispatch.entry()));
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

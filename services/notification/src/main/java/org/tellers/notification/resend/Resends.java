package org.tellers.notification.resend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.tellers.notification.audit.Act;
import org.tellers.notification.audit.By;
import org.tellers.notification.audit.HelpdeskAudit;
import org.tellers.notification.authority.CredentialRequest;
import org.tellers.notification.authority.Holders;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.dispatch.DispatchQueue;
import org.tellers.notification.dispatch.MailSettings;
import org.tellers.notification.dispatch.SendingWindow;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Problem;

/** Sends the code that a member holds once more. */
@ApplicationScoped
public class Resends {

    private final EntityManager database;
    private final Holders holders;
    private final DispatchQueue dispatches;
    private final BounceList bounces;
    private final HelpdeskAudit audit;
    private final MailSettings settings;
    private final Clock clock;

    Resends(
            EntityManager database,
            Holders holders,
            DispatchQueue dispatches,
            BounceList bounces,
            HelpdeskAudit audit,
            MailSettings settings,
            Clock clock) {
        this.database = database;
        this.holders = holders;
        this.dispatches = dispatches;
        this.bounces = bounces;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Queues the mail; inside the caller's transaction.
     *
     * @param entryId the roll entry, or null
     * @param membershipNumber else the member's number
     * @param correctedAt instant of a correction of the address that the mail must not overtake, or null
     * @return the dispatch
     */
    UUID request(String uuid, UUID entryId, String membershipNumber, Instant correctedAt, By by) {
        requireWindow(uuid);
        UUID entry = holders.entry(uuid, entryId, membershipNumber);
        if (correctedAt != null && !here(entry, correctedAt)) {
            throw Problem.conflict(
                    "correction-not-here-yet",
                    "The register's correction has not arrived here yet; ask again in a few seconds.");
        }
        return queue(uuid, entry, Act.RESENT, by);
    }

    /** Queues the mail because the member asked; a problem, which nobody sees, when there is nothing to send. */
    void again(String uuid, UUID entry) {
        requireWindow(uuid);
        queue(uuid, holders.entry(uuid, entry, null), Act.SENT_AGAIN, By.MEMBER);
    }

    /**
     * Sends the codes of a bounce list once more, if it is as long as the agent saw it; inside the caller's transaction.
     *
     * @param entries those that the agent names; null: those whose address changed since
     * @param expected how many mails the agent agreed to
     * @return how many mails were queued
     */
    int requestBounced(String uuid, List<UUID> entries, int expected, By by) {
        requireWindow(uuid);
        List<UUID> chosen = bounces.choose(uuid, entries);
        if (chosen.size() != expected) {
            throw Problem.conflict(
                    "count-changed",
                    "It would be %d mails now, not %d; look at the list again.".formatted(chosen.size(), expected));
        }
        chosen.forEach(entry -> send(uuid, entry, Act.RESENT, by));
        audit.note(Act.RESENT_BATCH, uuid, null, by, HelpdeskAudit.Detail.of(chosen.size()));
        return chosen.size();
    }

    private void requireWindow(String uuid) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        SendingWindow.of(ballot, settings.stopBeforeClose())
                .hold(MailKind.RESEND, clock.instant())
                .ifPresent(hold -> {
                    throw Problem.conflict(
                            hold.code(),
                            hold == SendingWindow.Hold.NOT_OPEN
                                    ? "The ballot is not open yet; the code is sent with the invitation."
                                    : "The close is too near; no code is sent by mail any more.");
                });
    }

    private UUID queue(String uuid, UUID entry, Act act, By by) {
        holders.liveCredential(entry);
        if (CredentialRequest.count("entryId = ?1 and kind = 'replacement' and state = 'pending'", entry) > 0) {
            throw Problem.conflict(
                    "replacement-pending", "The member's code is being replaced; the new one is mailed by itself.");
        }
        if (underWay(entry)) {
            throw Problem.conflict(
                    "mail-under-way",
                    "A mail with the code waits to be sent to this member already; see the deliveries.");
        }
        return send(uuid, entry, act, by);
    }

    private UUID send(String uuid, UUID entry, Act act, By by) {
        UUID dispatch = dispatches.add(uuid, entry, MailKind.RESEND);
        audit.note(act, uuid, entry, by, HelpdeskAudit.Detail.of(dispatch));
        return dispatch;
    }

    private boolean here(UUID entry, Instant correctedAt) {
        return !database.createNativeQuery("""
                        select 1 from roll_entry e join contact k on k.member_id = e.member_id
                        where e.entry_id = :entry and k.changed_at >= :at""", Integer.class)
                .setParameter("entry", entry)
                .setParameter("at", correctedAt.atOffset(ZoneOffset.UTC))
                .getResultList()
                .isEmpty();
    }

    private boolean underWay(UUID entry) {
        return !database.createNativeQuery("""
                        select 1 from dispatch where entry_id = :entry and state in ('queued', 'sending')
                          and kind in ('invitation', 'resend', 'replacement') limit 1""", Integer.class)
                .setParameter("entry", entry)
                .getResultList()
                .isEmpty();
    }
}

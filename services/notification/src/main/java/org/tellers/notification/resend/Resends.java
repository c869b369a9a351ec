package org.tellers.notification.resend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.UUID;
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
    private final MailSettings settings;
    private final Clock clock;

    Resends(EntityManager database, Holders holders, DispatchQueue dispatches, MailSettings settings, Clock clock) {
        this.database = database;
        this.holders = holders;
        this.dispatches = dispatches;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Queues the mail; inside the caller's transaction.
     *
     * @param entryId the roll entry, or null
     * @param membershipNumber else the member's number
     * @return the dispatch
     */
    public UUID request(String uuid, UUID entryId, String membershipNumber) {
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
        UUID entry = holders.entry(uuid, entryId, membershipNumber);
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
        return dispatches.add(uuid, entry, MailKind.RESEND);
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

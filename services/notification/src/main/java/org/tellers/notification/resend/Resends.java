package org.tellers.notification.resend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
import org.tellers.notification.suppression.Suppressions;
import org.tellers.service.Problem;

/** Sends the code that a member holds once more. */
@ApplicationScoped
public class Resends {

    /** Reason in the audit of a mail for which a suppression was lifted. */
    private static final String LIFTED = "suppression-lifted";

    private final EntityManager database;
    private final Holders holders;
    private final DispatchQueue dispatches;
    private final BounceList bounces;
    private final Suppressions suppressions;
    private final HelpdeskAudit audit;
    private final MailSettings settings;
    private final Clock clock;

    Resends(
            EntityManager database,
            Holders holders,
            DispatchQueue dispatches,
            BounceList bounces,
            Suppressions suppressions,
            HelpdeskAudit audit,
            MailSettings settings,
            Clock clock) {
        this.database = database;
        this.holders = holders;
        this.dispatches = dispatches;
        this.bounces = bounces;
        this.suppressions = suppressions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One on a bounce list whose present address is left alone.
     *
     * @param entryId the roll entry
     * @param reason hard-bounce or complaint
     * @param lifted whether that was lifted now and the code is sent; else nothing is sent there
     */
    record SuppressedMember(
            UUID entryId,

            @Schema(enumeration = {"hard-bounce", "complaint"})
            String reason,

            boolean lifted) {}

    /**
     * What came of a bounce list.
     *
     * @param queued members to whom the code is sent
     * @param suppressed those among the chosen whose address was left alone
     */
    record BatchResent(int queued, List<SuppressedMember> suppressed) {}

    /**
     * Queues the mail; inside the caller's transaction.
     *
     * @param entryId the roll entry, or null
     * @param membershipNumber else the member's number
     * @param correctedAt instant of a correction of the address that the mail must not overtake, or null
     * @param lift why to write to the address again though mails came back from it; empty: a suppressed one is refused
     * @return the dispatch
     */
    UUID request(
            String uuid, UUID entryId, String membershipNumber, Instant correctedAt, Optional<String> lift, By by) {
        requireWindow(uuid);
        UUID entry = holders.entry(uuid, entryId, membershipNumber);
        if (correctedAt != null && !here(entry, correctedAt)) {
            throw Problem.conflict(
                    "correction-not-here-yet",
                    "The register's correction has not arrived here yet; ask again in a few seconds.");
        }
        requireCode(entry);
        Optional<String> suppressed = suppressions.against(entry, MailKind.RESEND);
        if (suppressed.isEmpty()) {
            requireNoneWaiting(entry);
            return send(uuid, entry, Act.RESENT, by);
        }
        return liftable(suppressed.get(), lift)
                .map(because -> liftAndSend(uuid, entry, because, by))
                .orElseThrow(() -> Problem.conflict(
                        "address-suppressed",
                        ("Nothing is sent to the member's present address (%s); correct it, or say in liftSuppression"
                                        + " why mails arrive there again.")
                                .formatted(suppressed.get())));
    }

    /** Queues the mail because the member asked; a problem, which nobody sees, when there is nothing to send. */
    void again(String uuid, UUID entry) {
        requireWindow(uuid);
        UUID asking = holders.entry(uuid, entry, null);
        requireCode(asking);
        requireNoneWaiting(asking);
        send(uuid, asking, Act.SENT_AGAIN, By.MEMBER);
    }

    /**
     * Sends the codes of a bounce list once more, if it is as long as the agent saw it; inside the caller's transaction.
     * To a suppressed address nothing is sent, unless mails came back from it and the agent says why they arrive again.
     *
     * @param entries those that the agent names; null: those whose address changed since
     * @param expected how many members the agent agreed to
     * @param lift why to write to suppressed addresses again; empty: they stay as they are
     */
    BatchResent requestBounced(String uuid, List<UUID> entries, int expected, Optional<String> lift, By by) {
        requireWindow(uuid);
        List<BounceList.Chosen> chosen = bounces.choose(uuid, entries);
        if (chosen.size() != expected) {
            throw Problem.conflict(
                    "count-changed",
                    "It would be %d members now, not %d; look at the list again.".formatted(chosen.size(), expected));
        }
        List<SuppressedMember> suppressed = new ArrayList<>();
        int queued = 0;
        for (BounceList.Chosen member : chosen) {
            Optional<String> against = member.suppressed();
            Optional<String> because = against.flatMap(reason -> liftable(reason, lift));
            against.ifPresent(
                    reason -> suppressed.add(new SuppressedMember(member.entryId(), reason, because.isPresent())));
            if (because.isPresent()) {
                liftAndSend(uuid, member.entryId(), because.get(), by);
                queued++;
            } else if (against.isEmpty()) {
                send(uuid, member.entryId(), Act.RESENT, by);
                queued++;
            }
        }
        audit.note(Act.RESENT_BATCH, uuid, null, by, HelpdeskAudit.Detail.of(queued));
        return new BatchResent(queued, suppressed);
    }

    /** Why a suppression for this reason is lifted, if it is: mails may arrive again, but a complaint is a member's word. */
    private static Optional<String> liftable(String suppressed, Optional<String> lift) {
        return lift.filter(_ -> suppressed.equals(Suppressions.HARD_BOUNCE));
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

    private void requireCode(UUID entry) {
        holders.liveCredential(entry);
        if (CredentialRequest.count("entryId = ?1 and kind = 'replacement' and state = 'pending'", entry) > 0) {
            throw Problem.conflict(
                    "replacement-pending", "The member's code is being replaced; the new one is mailed by itself.");
        }
    }

    private void requireNoneWaiting(UUID entry) {
        if (waiting(entry).isPresent()) {
            throw Problem.conflict(
                    "mail-under-way",
                    "A mail with the code waits to be sent to this member already; see the deliveries.");
        }
    }

    /** A mail that waited for the lifting leaves by itself; there is no need of another. */
    private UUID liftAndSend(String uuid, UUID entry, String because, By by) {
        suppressions.liftBounces(uuid, entry, by.name(), because);
        UUID dispatch = waiting(entry).orElseGet(() -> dispatches.add(uuid, entry, MailKind.RESEND));
        audit.note(Act.RESENT, uuid, entry, by, HelpdeskAudit.Detail.of(dispatch, LIFTED, because));
        return dispatch;
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

    /** The latest mail with the code that leaves now, or as soon as nothing stands against the address. */
    private Optional<UUID> waiting(UUID entry) {
        List<?> found = database.createNativeQuery("""
                        select id from dispatch where entry_id = :entry and state in ('queued', 'sending', 'suppressed')
                          and kind in ('invitation', 'resend', 'replacement')
                        order by queued_at desc, id desc limit 1""", UUID.class)
                .setParameter("entry", entry)
                .getResultList();
        return found.stream().findFirst().map(UUID.class::cast);
    }
}

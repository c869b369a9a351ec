package org.tellers.notification.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.contact.Recipient;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.notification.suppression.MailClass;

/** Reads what has to be known of mails when their turn comes. */
@ApplicationScoped
class DispatchReader {

    /** SQL for the class of a mail's kind. */
    private static final String CLASS_OF_KIND = Arrays.stream(MailKind.values())
            .map(kind -> "when '%s' then '%s'"
                    .formatted(kind.code(), MailClass.of(kind).code()))
            .collect(Collectors.joining(" ", "case d.kind ", " end"));

    private final EntityManager database;

    DispatchReader(EntityManager database) {
        this.database = database;
    }

    /**
     * Reads them as they stand now (rule R3), inside the caller's transaction.
     *
     * @return by the dispatch's id; without those whose lease was lost meanwhile
     */
    @SuppressWarnings("unchecked")
    Map<UUID, Standing> read(Collection<DispatchQueue.Claim> claims) {
        if (claims.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = database.createNativeQuery("""
                        select d.id, d.attempts, d.message_id, d.run_id, e.excluded, e.member_id, c.public_credential,
                               c.sealed,
                               exists (select 1 from credential u where u.entry_id = d.entry_id and u.state = 'used'),
                               exists (select 1 from opt_out o where o.member_id = e.member_id and o.kind = d.kind
                                   and o.ballot in ('', d.ballot)),
                               coalesce(k.campaign_consent, false),
                               k.title, k.first_name, k.last_name, k.preferred, k.personal_email, k.work_email,
                               k.language, d.return_token,
                               (select s.reason from address_hash h join suppression s on s.hash = h.hash
                                where h.member_id = e.member_id and s.mail_class = %s),
                               exists (select 1 from extension_notice n join ballot b on b.uuid = n.ballot
                                   where n.run_id = d.run_id and n.closes_at < b.closes_at)
                        from dispatch d
                        join roll_entry e on e.entry_id = d.entry_id
                        left join credential c on c.entry_id = d.entry_id and c.state = 'active'
                        left join contact k on k.member_id = e.member_id
                        where d.id = any(:ids) and d.state = 'sending'""".formatted(CLASS_OF_KIND), Object[].class)
                .setParameter(
                        "ids", claims.stream().map(DispatchQueue.Claim::id).toArray(UUID[]::new))
                .getResultList();
        Map<UUID, Object[]> found = rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> row));
        Map<String, KnownBallot> ballots = new HashMap<>();
        Map<UUID, Standing> standing = new HashMap<>();
        for (DispatchQueue.Claim claim : claims) {
            Object[] row = found.get(claim.id());
            if (row != null && (Integer) row[1] == claim.attempt()) {
                // A reference to the method would miss what Panache puts in its place.
                KnownBallot ballot = ballots.computeIfAbsent(claim.ballot(), uuid -> KnownBallot.findById(uuid));
                standing.put(claim.id(), standing(ballot, row));
            }
        }
        return standing;
    }

    private static Standing standing(KnownBallot ballot, Object[] row) {
        return new Standing(
                ballot,
                (String) row[2],
                (UUID) row[3],
                (boolean) row[4],
                (UUID) row[5],
                row[7] == null
                        ? Optional.empty()
                        : Optional.of(new Standing.SealedCode((String) row[6], (byte[]) row[7])),
                (boolean) row[8],
                (boolean) row[9],
                (boolean) row[10],
                recipient(row),
                (String) row[18],
                Optional.ofNullable((String) row[19]),
                (boolean) row[20]);
    }

    private static Optional<Recipient> recipient(Object[] row) {
        return row[13] == null
                ? Optional.empty()
                : Optional.of(new Recipient(
                        (String) row[11],
                        (String) row[12],
                        (String) row[13],
                        (String) row[14],
                        (String) row[15],
                        (String) row[16],
                        (String) row[17]));
    }
}

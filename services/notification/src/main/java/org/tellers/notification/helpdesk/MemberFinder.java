package org.tellers.notification.helpdesk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tellers.notification.contact.Recipient;

/**
 * Finds members on the roll of a ballot by how the parts of number, name and e-mail addresses begin, in this service's
 * copy of the register; an index answers.
 */
@ApplicationScoped
class MemberFinder {

    private static final String FOUND = """
            select e.entry_id, k.membership_number, k.title, k.first_name, k.last_name, k.address, k.language, e.excluded,
                   exists (select 1 from credential u where u.entry_id = e.entry_id and u.state = 'used'),
                   d.kind, d.state, d.queued_at
            from roll_entry e
            join contact k on k.member_id = e.member_id
            left join lateral (select kind, state, queued_at from dispatch m
                               where m.entry_id = e.entry_id and m.kind <> 'confirmation'
                               order by queued_at desc, id desc limit 1) d on true
            where e.ballot = :ballot""";

    private final EntityManager database;

    MemberFinder(EntityManager database) {
        this.database = database;
    }

    /**
     * A member on the roll.
     *
     * @param entryId the roll entry
     * @param membershipNumber the member's number
     * @param name the member's name
     * @param address where mails go now; absent when there is no address
     * @param language language of mails
     * @param excluded whether the member is no longer on the roll
     * @param voted whether a vote was recorded with the member's code
     * @param lastMail the latest mail; absent when there was none
     */
    record Found(
            UUID entryId,
            String membershipNumber,
            String name,
            String address,
            String language,
            boolean excluded,
            boolean voted,
            LastMail lastMail) {

        /** Hides who it is. */
        @Override
        public String toString() {
            return "Found[" + entryId + "]";
        }
    }

    /**
     * A mail.
     *
     * @param kind why it was written
     * @param state what became of it
     * @param queuedAt when it was queued
     */
    record LastMail(String kind, String state, Instant queuedAt) {}

    /**
     * A part of those found, by membership number.
     *
     * @param text words, each of which must occur
     * @param after only members with a higher number
     */
    List<Found> find(String ballot, String text, String after, int most) {
        List<String> words = Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean indexed = text.codePoints().anyMatch(Character::isLetterOrDigit);
        StringBuilder sql = new StringBuilder(FOUND).append(" and k.membership_number > :after");
        if (indexed) {
            sql.append(" and search_words(k.search) @@ search_query(folded(:text))");
        }
        // The index knows letters and digits only; here the rest must fit too.
        for (int i = 0; i < words.size(); i++) {
            sql.append(" and strpos(k.search, folded(:word").append(i).append(")) > 0");
        }
        sql.append(" order by k.membership_number, e.entry_id limit :most");
        Query query = database.createNativeQuery(sql.toString(), Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("after", after)
                .setParameter("most", most);
        if (indexed) {
            query.setParameter("text", text);
        }
        for (int i = 0; i < words.size(); i++) {
            query.setParameter("word" + i, words.get(i));
        }
        List<Found> found = new ArrayList<>();
        for (Object row : query.getResultList()) {
            found.add(found((Object[]) row));
        }
        return found;
    }

    /** The member behind an entry; empty when the ballot has no such entry, or the register forgot the member. */
    Optional<Found> one(String ballot, UUID entry) {
        List<?> rows = database.createNativeQuery(FOUND + " and e.entry_id = :entry", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("entry", entry)
                .getResultList();
        return rows.stream().findFirst().map(row -> found((Object[]) row));
    }

    private static Found found(Object[] row) {
        String name = new Recipient((String) row[2], (String) row[3], (String) row[4], null, null, null, null).name();
        return new Found(
                (UUID) row[0],
                (String) row[1],
                name,
                (String) row[5],
                (String) row[6],
                (boolean) row[7],
                (boolean) row[8],
                row[9] == null ? null : new LastMail((String) row[9], (String) row[10], (Instant) row[11]));
    }
}

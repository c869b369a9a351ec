package org.tellers.membership.membermail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mails that are still to be sent. They are written down in the transaction of what they tell of, so that a crash
 * loses none; {@link MemberPostman} sends them.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class MemberMails {

    /** What only tells of something need not arrive at once, but not weeks later. */
    private static final Duration NEWS_LIFE = Duration.ofDays(3);
    /** A link that nobody waits for any more is not sent. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final EntityManager database;
    private final MemberMailSettings settings;
    private final Clock clock;

    @Inject
    MemberMails(EntityManager database, MemberMailSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** How long a change of e-mail can be taken back with the link. */
    public Duration undoLife() {
        return settings.undoLife();
    }

    /** How long a new e-mail address waits for its confirmation. */
    public Duration confirmationLife() {
        return settings.confirmationLife();
    }

    /** The link to see and change one's contact data. */
    public void link(UUID member, String address, String language) {
        queue(member, MemberMailKind.LINK, address, language, List.of(), null, false, PATIENCE);
    }

    /**
     * To a new e-mail address: is it yours?
     *
     * @param field stable name of what the address is to be
     * @param change the wish that waits for the answer
     */
    public void confirm(UUID member, String address, String language, String field, UUID change) {
        queue(
                member,
                MemberMailKind.CONFIRM,
                address,
                language,
                List.of(field),
                change,
                false,
                settings.confirmationLife());
    }

    /**
     * To the address in force: this changed.
     *
     * @param fields stable names of what changed
     * @param moved whether this address is in force only since this change: a code that went to the one before can be had
     *     again
     */
    public void changed(UUID member, String address, String language, List<String> fields, boolean moved) {
        queue(member, MemberMailKind.CHANGED, address, language, fields, null, moved, NEWS_LIFE);
    }

    /**
     * To an address that something took the place of.
     *
     * @param fields stable names of what changed
     * @param undo the change that a link takes back; null for none
     */
    public void told(UUID member, String address, String language, List<String> fields, @Nullable UUID undo) {
        queue(member, MemberMailKind.TOLD, address, language, fields, undo, false, NEWS_LIFE);
    }

    private void queue(
            UUID member,
            MemberMailKind kind,
            String address,
            String language,
            List<String> fields,
            @Nullable UUID subject,
            boolean moved,
            Duration life) {
        Instant now = clock.instant();
        database.createNativeQuery("""
                        insert into member_mail (id, member_id, kind, address, language, fields, subject_id, moved,
                                                 due_at, expires_at)
                        values (uuidv7(), :member, :kind, :address, :language, string_to_array(:fields, ','),
                                cast(:subject as uuid), :moved, :now, :expires)""")
                .setParameter("member", member)
                .setParameter("kind", kind.code())
                .setParameter("address", address)
                .setParameter("language", language)
                .setParameter("fields", String.join(",", fields))
                .setParameter("subject", subject == null ? null : subject.toString())
                .setParameter("moved", moved)
                .setParameter("now", now)
                .setParameter("expires", now.plus(life))
                .executeUpdate();
    }
}

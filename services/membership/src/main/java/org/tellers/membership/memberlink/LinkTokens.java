package org.tellers.membership.memberlink;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that are out. One is good until its time is over or somebody has done with it what it is for; looking at
 * something with it changes nothing, however often. Works in the caller's transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class LinkTokens {

    private final EntityManager database;
    private final Clock clock;

    @Inject
    LinkTokens(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whom a token is for.
     *
     * @param member the member
     * @param subject what it is about; null for the member's data as a whole
     */
    public record Holder(UUID member, @Nullable UUID subject) {}

    /** Makes a token; its text exists only in what is returned. */
    public LinkToken issue(LinkPurpose purpose, UUID member, @Nullable UUID subject, Instant expiresAt) {
        LinkToken token = LinkToken.random();
        database.createNativeQuery("""
                        insert into member_token (hash, purpose, member_id, subject_id, expires_at)
                        values (:hash, :purpose, :member, cast(:subject as uuid), :expires)""")
                .setParameter("hash", LinkToken.hash(token.reveal()))
                .setParameter("purpose", purpose.code())
                .setParameter("member", member)
                .setParameter("subject", subject == null ? null : subject.toString())
                .setParameter("expires", expiresAt)
                .executeUpdate();
        return token;
    }

    /** Whom a token is for; empty when it is none of ours, for something else, used or too old. */
    public Optional<Holder> holder(LinkPurpose purpose, String text) {
        if (text.length() != LinkToken.LENGTH) {
            return Optional.empty();
        }
        List<?> rows = database.createNativeQuery("""
                        select member_id, subject_id from member_token
                        where hash = :hash and purpose = :purpose and expires_at > :now""", Object[].class)
                .setParameter("hash", LinkToken.hash(text))
                .setParameter("purpose", purpose.code())
                .setParameter("now", clock.instant())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Holder((UUID) row[0], (UUID) row[1]))
                .findFirst();
    }

    /** Ends all tokens of a member for this purpose. */
    public void end(LinkPurpose purpose, UUID member) {
        database.createNativeQuery("delete from member_token where purpose = :purpose and member_id = :member")
                .setParameter("purpose", purpose.code())
                .setParameter("member", member)
                .executeUpdate();
    }

    /** Ends all tokens about one thing: those of mails that were repeated too. */
    public void endAbout(UUID subject) {
        database.createNativeQuery("delete from member_token where subject_id = :subject")
                .setParameter("subject", subject)
                .executeUpdate();
    }
}

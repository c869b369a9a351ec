package org.tellers.notification.dispatch;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tellers.notification.mailtext.Letter;

/** What the mails of one run say of an extension of the close (rule R8). */
@Entity
@Table(name = "extension_notice")
public class ExtensionNotice extends PanacheEntityBase {

    /** The run. */
    @Id
    @Column(name = "run_id")
    public UUID run;

    /** The Belenios uuid of the ballot. */
    public String ballot;

    /** Closing instant until then. */
    @Column(name = "previous_closes_at")
    public Instant previousClosesAt;

    /** New closing instant; a ballot has each one once. */
    @Column(name = "closes_at")
    public Instant closesAt;

    /** Why, as everyone may read it. */
    public String reason;

    /** The notice of an extension, which the mails of this run tell; not stored yet. */
    public static ExtensionNotice of(
            UUID run, String ballot, Instant previousClosesAt, Instant closesAt, String reason) {
        ExtensionNotice notice = new ExtensionNotice();
        notice.run = run;
        notice.ballot = ballot;
        notice.previousClosesAt = previousClosesAt;
        notice.closesAt = closesAt;
        notice.reason = reason;
        return notice;
    }

    /** Whether a run tells this new close already. */
    public static boolean told(String ballot, Instant closesAt) {
        return count("ballot = ?1 and closesAt = ?2", ballot, closesAt) > 0;
    }

    /** The latest extension of a ballot, if there was one. */
    public static Optional<ExtensionNotice> latest(String ballot) {
        return find("ballot = ?1 order by closesAt desc", ballot).firstResultOptional();
    }

    /** What a mail says of it. */
    public Letter.Content.Extension content() {
        return new Letter.Content.Extension(
                previousClosesAt, closesAt, Optional.of(reason.strip()).filter(text -> !text.isEmpty()));
    }
}

package org.tellers.ballot.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The later closes that two people agreed on, for everyone to read (rule R8). */
@ApplicationScoped
public class Extensions {

    private final EntityManager store;

    @Inject
    Extensions(EntityManager store) {
        this.store = store;
    }

    /**
     * Notice of a later close.
     *
     * @param announcedAt when the second person confirmed it
     * @param previousClosesAt the close until then
     * @param closesAt the close since then
     * @param reason why
     */
    @Schema(name = "ExtensionNotice", description = "Notice of a later close (rule R8)")
    public record Notice(Instant announcedAt, Instant previousClosesAt, Instant closesAt, String reason) {}

    /** Every notice of a ballot, oldest first. */
    public List<Notice> of(String ballot) {
        return ExtensionRow.<ExtensionRow>list("key.ballot = ?1 order by key.number", ballot).stream()
                .map(row -> new Notice(row.announcedAt, row.previousClosesAt, row.closesAt, row.reason))
                .toList();
    }

    /** Adds a notice. */
    public void add(String ballot, Notice notice) {
        ExtensionRow row = new ExtensionRow();
        row.key = new ExtensionRow.Key(ballot, Math.toIntExact(ExtensionRow.count("key.ballot", ballot)) + 1);
        row.announcedAt = notice.announcedAt();
        row.previousClosesAt = notice.previousClosesAt();
        row.closesAt = notice.closesAt();
        row.reason = notice.reason();
        store.persist(row);
        store.flush();
    }
}

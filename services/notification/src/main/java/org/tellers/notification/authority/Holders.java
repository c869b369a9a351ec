package org.tellers.notification.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.tellers.service.Problem;

/** Who on the roll holds which credential. */
@ApplicationScoped
public class Holders {

    private final EntityManager database;

    Holders(EntityManager database) {
        this.database = database;
    }

    /** The roll entry named by its id or by the member's number, whichever is not null; a 404 problem otherwise. */
    public UUID entry(String ballot, UUID entryId, String membershipNumber) {
        List<?> found = entryId != null
                ? database.createNativeQuery(
                                "select entry_id from roll_entry where ballot = :ballot and entry_id = :entry"
                                        + " and not excluded",
                                UUID.class)
                        .setParameter("ballot", ballot)
                        .setParameter("entry", entryId)
                        .getResultList()
                : database.createNativeQuery("""
                                select e.entry_id from roll_entry e join contact k on k.member_id = e.member_id
                                where e.ballot = :ballot and k.membership_number = :number and not e.excluded""", UUID.class)
                        .setParameter("ballot", ballot)
                        .setParameter("number", membershipNumber)
                        .getResultList();
        if (found.isEmpty()) {
            throw Problem.notFound(
                    "entry-not-found", "No such member is on the roll of this ballot; check the number.");
        }
        return (UUID) found.getFirst();
    }

    /** The public credential with which the member can vote now; a 409 problem when there is none, or it was used. */
    public String liveCredential(UUID entry) {
        List<?> live = database.createNativeQuery("""
                        select public_credential, state from credential
                        where entry_id = :entry and state in ('active', 'used') order by state""", Object[].class)
                .setParameter("entry", entry)
                .getResultList();
        if (live.isEmpty()) {
            throw Problem.conflict(
                    "no-live-credential", "The member's first code is not active yet; ask again in a minute.");
        }
        Object[] row = (Object[]) live.getFirst();
        if (row[1].equals("used")) {
            throw Problem.conflict(
                    "already-voted",
                    "A vote was recorded with the member's code; a code is never replaced after that.");
        }
        return (String) row[0];
    }
}

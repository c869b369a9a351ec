package org.tellers.notification.replacement;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.tellers.notification.audit.By;
import org.tellers.service.Problem;

/**
 * Whose code to replace or print, and why.
 *
 * @param entryId the roll entry, or null
 * @param membershipNumber else the member's number
 * @param reason why
 * @param note the reason in words, or null
 */
public record ReissueOrder(UUID entryId, String membershipNumber, ReissueReason reason, String note) {

    /**
     * What is remembered of an order, to know it again: the words are kept in the audit and nowhere else.
     *
     * @param order the order without its words
     * @param by the token's subject of who gave it
     */
    public record Remembered(String order, String by) {}

    /** The order as it came, or a 400 problem that says what is missing. */
    public static ReissueOrder of(UUID entryId, String membershipNumber, String reason, String note) {
        if ((entryId == null) == (membershipNumber == null)) {
            throw Problem.badField(
                    "member-ambiguous", "entryId", "Name the member by entryId or by membershipNumber, not both.");
        }
        ReissueReason why = Arrays.stream(ReissueReason.values())
                .filter(each -> each.code().equals(reason))
                .findFirst()
                .orElseThrow();
        String words = note == null || note.isBlank() ? null : note.strip();
        if (why == ReissueReason.OTHER && words == null) {
            throw Problem.badField("note-missing", "note", "Say the reason in words; they stay in the union's audit.");
        }
        return new ReissueOrder(entryId, membershipNumber, why, words);
    }

    /** What is remembered with the Idempotency-Key. */
    public Remembered toRemember(By by) {
        String all = String.join(
                "\n", String.valueOf(entryId), String.valueOf(membershipNumber), reason.code(), String.valueOf(note));
        // A name of the content, not a secret: who can read this table can read the audit too.
        return new Remembered(
                UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString(), by.subject());
    }
}

package org.tellers.notification.authority;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What this service asked of voting about a credential, and the answer. Voting decides. */
@Entity
@Table(name = "credential_request")
public class CredentialRequest extends PanacheEntityBase {

    /** Random, so that requests tell no order. */
    @Id
    public UUID id;

    /** The Belenios uuid of the ballot. */
    public String ballot;

    /** {@code activation}, {@code replacement} or {@code revocation}. */
    public String kind;

    /** The roll entry it is about. */
    @Column(name = "entry_id")
    public UUID entryId;

    /** Public credential to be activated, replaced or revoked. */
    public String credential;

    /** Of a replacement, the public credential to be activated instead. */
    public String replacement;

    /** {@code pending}, {@code done} or {@code refused}. */
    public String state;

    /** Stable code of the refusal's reason. */
    public String refusal;

    /** Of a replacement, who asked. */
    @Column(name = "asked_by")
    public String askedBy;

    /** Of a replacement, when. */
    @Column(name = "asked_at")
    public Instant askedAt;

    /** Of a replacement, the stable name of the reason. */
    public String reason;

    /** A request to let another credential vote in place of one believed exposed, known by a random id. */
    public static CredentialRequest replacement(
            UUID id,
            String ballot,
            UUID entry,
            String credential,
            String replacement,
            String by,
            Instant at,
            String reason) {
        CredentialRequest request = pending("replacement", ballot, entry, credential);
        request.id = id;
        request.replacement = replacement;
        request.askedBy = by;
        request.askedAt = at;
        request.reason = reason;
        return request;
    }

    static CredentialRequest revocation(String ballot, UUID entry, String credential) {
        return pending("revocation", ballot, entry, credential);
    }

    private static CredentialRequest pending(String kind, String ballot, UUID entry, String credential) {
        CredentialRequest request = new CredentialRequest();
        request.id = UUID.randomUUID();
        request.kind = kind;
        request.ballot = ballot;
        request.entryId = entry;
        request.credential = credential;
        request.state = "pending";
        return request;
    }

    /** Voting did as asked. */
    void done() {
        state = "done";
    }

    /** Voting changed nothing. */
    void refuse(String why) {
        state = "refused";
        refusal = why;
    }
}

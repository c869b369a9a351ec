package org.tellers.ballot.charter;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.policy.Policy;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.trustee.Trustees;

/** The fixed documents of a ballot as stored; never changed. */
@Entity
@Table(name = "ballot_documents")
@NullUnmarked
public class DocumentsRow extends PanacheEntityBase {

    /** The ballot. */
    @Id
    public String ballot;

    /** charter.json. */
    @Column(updatable = false)
    public String charter;

    /** election.json. */
    @Column(updatable = false)
    public String election;

    /** trustees.json. */
    @Column(updatable = false)
    public String trustees;

    /** φ. */
    @Column(updatable = false)
    public String fingerprint;

    /** The documents of a ballot whose keys are complete. */
    public static DocumentsRow of(String ballot, Draft draft, Policy policy, Point logKey, Trustees trustees) {
        Documents documents = Documents.of(ballot, draft, policy, logKey, trustees);
        DocumentsRow row = new DocumentsRow();
        row.ballot = ballot;
        row.charter = documents.charter();
        row.election = documents.election();
        row.trustees = documents.trustees();
        row.fingerprint = documents.fingerprint();
        return row;
    }
}

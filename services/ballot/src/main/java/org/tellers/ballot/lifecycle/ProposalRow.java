package org.tellers.ballot.lifecycle;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** What waits for a second person, as stored; at most one of each kind. */
@Entity
@Table(name = "proposal")
@NullUnmarked
class ProposalRow extends PanacheEntityBase {

    enum Kind {
        EXTENSION,
        CANCELLATION
    }

    @Embeddable
    record Key(String ballot, @Enumerated(EnumType.STRING) Kind kind) {}

    @EmbeddedId
    Key key;

    @Column(name = "by_subject")
    String bySubject;

    @Column(name = "by_name")
    String byName;

    Instant at;

    String reason;

    @Column(name = "closes_at")
    Instant closesAt;

    static ProposalRow of(Key key, Proposal proposal) {
        ProposalRow row = new ProposalRow();
        row.key = key;
        row.bySubject = proposal.by().subject();
        row.byName = proposal.by().name();
        row.at = proposal.at();
        row.reason = proposal.reason();
        row.closesAt = proposal.closesAt();
        return row;
    }

    Proposal proposal() {
        return new Proposal(new Person(bySubject, byName), at, reason, closesAt);
    }
}

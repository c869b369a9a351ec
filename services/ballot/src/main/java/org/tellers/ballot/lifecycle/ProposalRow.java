package org.tellers.ballot.lifecycle;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.ballot.policy.PolicyColumns;
import org.tellers.ballot.roll.Levels;

/** What waits for a second person, as stored; at most one of each kind. */
@Entity
@Table(name = "proposal")
@NullUnmarked
class ProposalRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, @Enumerated(EnumType.STRING) ChangeKind kind) {}

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

    @Embedded
    PolicyColumns policy;

    static ProposalRow of(Key key, Proposal proposal) {
        ProposalRow row = new ProposalRow();
        row.key = key;
        row.bySubject = proposal.by().subject();
        row.byName = proposal.by().name();
        row.at = proposal.at();
        row.reason = proposal.reason();
        switch (proposal.change()) {
            case Change.LaterClose later -> row.closesAt = later.closesAt();
            case Change.NewPolicy next -> row.policy = PolicyColumns.of(next.policy());
            case Change.Cancelling _ -> {
                // The kind says all.
            }
        }
        return row;
    }

    Proposal proposal(Levels levels) {
        Change change = switch (key.kind()) {
            case EXTENSION -> new Change.LaterClose(closesAt);
            case CANCELLATION -> new Change.Cancelling();
            case POLICY -> new Change.NewPolicy(policy.policy(levels));
        };
        return new Proposal(new Person(bySubject, byName), at, reason, change);
    }
}

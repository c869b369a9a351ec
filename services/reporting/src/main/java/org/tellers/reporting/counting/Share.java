package org.tellers.reporting.counting;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A trustee's checked share of opening every cell, under the seal: it is part of the result. */
@Entity
@Table(name = "partial_decryption")
@IdClass(Share.Key.class)
class Share extends PanacheEntityBase {

    /** Ballot and owner. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        String ballot;
        int owner;

        /** Needed by Hibernate. */
        Key() {}

        Key(String ballot, int owner) {
            this.ballot = ballot;
            this.owner = owner;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(ballot, key.ballot) && owner == key.owner;
        }

        @Override
        public int hashCode() {
            return Objects.hash(ballot, owner);
        }
    }

    @Id
    String ballot;

    /** Place of the trustee in trustees.json, from 1. */
    @Id
    int owner;

    /** Belenios partial decryption of the total, under the seal. */
    byte[] sealed;

    /** Strong proofs of the total, factors and proofs of the other cells, under the seal. */
    @Column(name = "sealed_cells")
    byte[] sealedCells;

    /** Whether this share is among those that made the result. */
    boolean combined;

    @Column(name = "received_by")
    String receivedBy;

    @Column(name = "received_at")
    Instant receivedAt;

    static List<Share> of(String ballot) {
        return list("ballot = ?1 order by owner", ballot);
    }
}

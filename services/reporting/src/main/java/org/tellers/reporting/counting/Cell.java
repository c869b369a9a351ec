package org.tellers.reporting.counting;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The encrypted sum of one cell of the plan and, under the seal, what it was found to hold. */
@Entity
@Table(name = "cell")
@IdClass(Cell.Key.class)
class Cell extends PanacheEntityBase {

    /** The cell of the total. */
    static final String TOTAL = "0";

    /** Ballot and cell. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        String ballot;
        String cell;

        /** Needed by Hibernate. */
        Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(ballot, key.ballot) && Objects.equals(cell, key.cell);
        }

        @Override
        public int hashCode() {
            return Objects.hash(ballot, cell);
        }
    }

    @Id
    String ballot;

    /** Its id in the plan. */
    @Id
    String cell;

    /** Its place in the plan, from 0. */
    int position;

    @Column(name = "votes_cast")
    int votesCast;

    /** Exact canonical text. */
    @Column(name = "encrypted_tally")
    String encryptedTally;

    /** Belenios result of the cell under the seal; null until a quorum has decrypted. */
    @Column(name = "sealed_result")
    byte @Nullable [] sealedResult;

    /** The cells of a ballot in the plan's order. */
    static List<Cell> of(String ballot) {
        return list("ballot = ?1 order by position", ballot);
    }
}

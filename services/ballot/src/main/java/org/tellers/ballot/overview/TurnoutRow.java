package org.tellers.ballot.overview;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** Votes cast so far; batches are cumulative, the highest is the truth. */
@Entity
@Table(name = "turnout")
@NullUnmarked
class TurnoutRow extends PanacheEntityBase {

    @Id
    String ballot;

    int batch;

    int votes;
}

package org.tellers.reporting.declaration;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who looked at figures that were still sealed: members ask, and the answer must not depend on memory. */
@Entity
@Table(name = "sealed_view")
class SealedView extends PanacheEntityBase {

    @Id
    UUID id;

    String ballot;
    String viewer;
    String what;

    @Column(name = "viewed_at")
    Instant viewedAt;

    static void note(String ballot, String viewer, String what, Instant at) {
        SealedView view = new SealedView();
        view.id = UUID.randomUUID();
        view.ballot = ballot;
        view.viewer = viewer;
        view.what = what;
        view.viewedAt = at;
        view.persist();
    }

    static List<SealedView> of(String ballot) {
        return list("ballot = ?1 order by viewedAt", ballot);
    }
}

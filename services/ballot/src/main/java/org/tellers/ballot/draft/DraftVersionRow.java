package org.tellers.ballot.draft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.ballot.lifecycle.Person;

/** A draft as someone wrote it; never changed, so that who approves can see what became different. */
@Entity
@Table(name = "draft_version")
@NullUnmarked
class DraftVersionRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, int revision) {}

    @EmbeddedId
    Key key;

    @Column(name = "written_at", updatable = false)
    Instant writtenAt;

    @Column(name = "by_subject", updatable = false)
    String bySubject;

    @Column(name = "by_name", updatable = false)
    String byName;

    @Column(updatable = false)
    @Convert(converter = DraftConverter.class)
    Draft draft;

    static DraftVersionRow of(Key key, Draft draft, Person by, Instant now) {
        DraftVersionRow row = new DraftVersionRow();
        row.key = key;
        row.writtenAt = now;
        row.bySubject = by.subject();
        row.byName = by.name();
        row.draft = draft;
        return row;
    }
}

package org.tellers.ballot.information;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.paper.Bilingual;

/** A meeting as someone wrote it; never changed, the last version holds. */
@Entity
@Table(name = "meeting_version")
@NullUnmarked
class MeetingRow extends PanacheEntityBase {

    @Embeddable
    record Key(UUID meeting, int version) {}

    @EmbeddedId
    Key key;

    @Column(updatable = false)
    String ballot;

    @Column(name = "changed_at", updatable = false)
    Instant changedAt;

    @Column(name = "by_subject", updatable = false)
    String bySubject;

    @Column(name = "by_name", updatable = false)
    String byName;

    @Column(updatable = false)
    boolean cancelled;

    /** No column of this database has the name of one that describes a person. */
    @Column(name = "heading", updatable = false)
    String title;

    @Column(name = "heading_cy", updatable = false)
    String titleCy;

    @Column(name = "starts_at", updatable = false)
    Instant startsAt;

    @Column(name = "ends_at", updatable = false)
    Instant endsAt;

    @Column(updatable = false)
    String place;

    @Column(name = "place_cy", updatable = false)
    String placeCy;

    @Column(updatable = false)
    String url;

    void write(Meeting meeting) {
        Bilingual where = meeting.place();
        title = meeting.title().en();
        titleCy = meeting.title().cy();
        startsAt = meeting.startsAt();
        endsAt = meeting.endsAt();
        place = where == null ? null : where.en();
        placeCy = where == null ? null : where.cy();
        url = meeting.url();
    }

    Meeting meeting() {
        return new Meeting(new Bilingual(title, titleCy), startsAt, endsAt, where(), url);
    }

    private @Nullable Bilingual where() {
        return place == null ? null : new Bilingual(place, placeCy);
    }
}

package org.tellers.ballot.ceremony;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.ballot.lifecycle.Person;

/** A taken seat as stored. Everything in it is public or enciphered for a trustee. */
@Entity
@Table(name = "ceremony_seat")
@NullUnmarked
class SeatRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, int seat) {}

    @EmbeddedId
    Key key;

    String subject;

    @Column(name = "sign_in_name")
    String signInName;

    String name;

    @Column(name = "taken_at")
    Instant takenAt;

    boolean headquarters;

    String certificate;

    String polynomial;

    String confirmation;

    boolean rehearsed;

    /** What the seat's rehearsal is computed from, 64 hex digits. */
    @Column(name = "rehearsal_nonce", updatable = false)
    String rehearsalNonce;

    void take(Seat seat) {
        subject = seat.holder().subject();
        signInName = seat.holder().name();
        name = seat.name();
        takenAt = seat.takenAt();
        headquarters = seat.headquarters();
        certificate = seat.certificate();
        polynomial = seat.polynomial();
        confirmation = seat.confirmation();
        rehearsed = seat.rehearsed();
    }

    Seat seat() {
        return new Seat(
                key.seat(),
                new Person(subject, signInName),
                name,
                takenAt,
                headquarters,
                certificate,
                polynomial,
                confirmation,
                rehearsed);
    }
}

package org.tellers.ballot.trusteeship;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.ballot.lifecycle.Person;

/** A trustee's key as stored. */
@Entity
@Table(name = "trustee_key")
@NullUnmarked
class TrusteeKeyRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, int owner) {}

    @EmbeddedId
    Key key;

    String name;

    @Column(name = "public_key")
    String publicKey;

    @Column(name = "registered_by_subject")
    String registeredBySubject;

    @Column(name = "registered_by_name")
    String registeredByName;

    @Column(name = "registered_at")
    Instant registeredAt;

    void take(TrusteeKey trustee) {
        Person by = trustee.registeredBy();
        name = trustee.name();
        publicKey = trustee.publicKey();
        registeredBySubject = by == null ? null : by.subject();
        registeredByName = by == null ? null : by.name();
        registeredAt = trustee.registeredAt();
    }

    TrusteeKey trusteeKey() {
        Person by = registeredBySubject == null ? null : new Person(registeredBySubject, registeredByName);
        return new TrusteeKey(key.owner(), name, publicKey, by, registeredAt);
    }
}

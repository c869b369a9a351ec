package org.tellers.reporting.platformkey;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The platform's part of the count key of one ballot; its private part rests under the seal. */
@Entity
@Table(name = "platform_key")
class PlatformKey extends PanacheEntityBase {

    @Id
    String ballot;

    /** Belenios trustee public key with its proof. */
    String trustee;

    @Column(name = "sealed_private_key")
    byte[] sealedPrivateKey;

    /** When both sealed copies were last opened, found to be this key, and used to decrypt. */
    @Column(name = "rehearsed_at")
    @Nullable
    Instant rehearsedAt;

    /** Why the last rehearsal failed; null after one that succeeded. */
    @Column(name = "restore_fault")
    @Nullable
    String restoreFault;
}

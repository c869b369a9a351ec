package org.tellers.reporting.report;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;

/** Every attempt to sign a report, taken or refused; the database takes new rows only. */
@ApplicationScoped
class SigningLog {

    @Inject
    Clock clock;

    /** Notes an attempt in a transaction of its own, so that a refused one stays. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void note(String ballot, String person, String role, String outcome, String sha256) {
        Panache.getEntityManager()
                .createNativeQuery("""
                    insert into report_signing_log (id, ballot, person, role, outcome, sha256, at)
                    values (:id, :ballot, :person, :role, :outcome, :sha256, :at)
                    """)
                .setParameter("id", UUID.randomUUID())
                .setParameter("ballot", ballot)
                .setParameter("person", person)
                .setParameter("role", role)
                .setParameter("outcome", outcome)
                .setParameter("sha256", sha256)
                .setParameter("at", Timestamp.from(clock.instant()))
                .executeUpdate();
    }
}

package org.tellers.reporting.plan;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.tellers.crypto.additions.DisclosurePlan;

/**
 * A published disclosure plan of a ballot. Its text never changes; another takes its place while no sums are formed, if
 * the roll or the policy changed that late.
 */
@Entity
@Table(name = "plan")
public class Plan extends PanacheEntityBase {

    /** SHA-256 of the text, hexadecimal. */
    @Id
    public String hash;

    public String ballot;

    /** Exact text. */
    public String text;

    /** Signature of the hash with the platform's trustee key, JSON text. */
    public String signature;

    @Column(name = "published_at")
    public Instant publishedAt;

    /** Whether a later one took its place. */
    public boolean superseded;

    /** The plan of a ballot that is in force, if one is published. */
    public static Optional<Plan> of(String ballot) {
        return find("ballot = ?1 and not superseded", ballot).firstResultOptional();
    }

    /** Brings back a plan that the box formed the sums of before it heard of the later one, which it then ignores. */
    public static void enforce(String ballot, String hash) {
        if (count("ballot = ?1 and hash = ?2 and superseded", ballot, hash) == 1) {
            of(ballot).ifPresent(Plan::supersede);
            Plan formed = findById(hash);
            formed.superseded = false;
            flush();
        }
    }

    /** Makes room for another plan. */
    void supersede() {
        superseded = true;
        flush();
    }

    /** What the text says. */
    public DisclosurePlan parsed() {
        return DisclosurePlan.parse(text);
    }
}

package org.tellers.ballot.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/** The policies of ballots since their approval. */
@ApplicationScoped
public class Policies {

    private final EntityManager store;

    @Inject
    Policies(EntityManager store) {
        this.store = store;
    }

    /**
     * A change of policy.
     *
     * @param at when the second person confirmed it
     * @param reason why
     * @param policy what holds since then
     */
    public record Changed(Instant at, String reason, Policy policy) {}

    /**
     * Every change of a ballot's policy since its approval, oldest first.
     *
     * @param approved the policy as approved
     */
    public List<Changed> changes(String ballot, Policy approved) {
        return PolicyRow.<PolicyRow>list("key.ballot = ?1 order by key.number", ballot).stream()
                .map(row -> new Changed(row.changedAt, row.reason, row.terms.policy(approved.levels())))
                .toList();
    }

    /** The policy as it stands. */
    public Policy current(String ballot, Policy approved) {
        List<Changed> changes = changes(ballot, approved);
        return changes.isEmpty() ? approved : changes.getLast().policy();
    }

    /** Adds a change. */
    public void add(String ballot, Policy policy, Instant at, String reason) {
        PolicyRow row = new PolicyRow();
        row.key = new PolicyRow.Key(ballot, Math.toIntExact(PolicyRow.count("key.ballot", ballot)) + 1);
        row.changedAt = at;
        row.reason = reason;
        row.terms = PolicyColumns.of(policy);
        store.persist(row);
        store.flush();
    }
}

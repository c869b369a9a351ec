package org.tellers.notification.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.voting.CredentialActivated;
import org.tellers.contracts.voting.CredentialReplaced;
import org.tellers.contracts.voting.CredentialRevoked;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.contracts.voting.RequestRefused;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.notification.audit.Act;
import org.tellers.notification.audit.By;
import org.tellers.notification.audit.HelpdeskAudit;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.dispatch.DispatchQueue;
import org.tellers.notification.mailtext.MailKind;

/**
 * What voting decided about credentials. A private credential is erased the moment it is of no more use: used, revoked,
 * replaced, or the ballot is over.
 */
@ApplicationScoped
class VotingAnswers implements FactReader {

    private static final Logger LOG = Logger.getLogger(VotingAnswers.class);

    private final EntityManager database;
    private final DispatchQueue dispatches;
    private final RollAnswers answers;
    private final HelpdeskAudit audit;

    VotingAnswers(EntityManager database, DispatchQueue dispatches, RollAnswers answers, HelpdeskAudit audit) {
        this.database = database;
        this.dispatches = dispatches;
        this.answers = answers;
        this.audit = audit;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(CredentialActivated.class, this::activated)
                .on(CredentialReplaced.class, this::replaced)
                .on(CredentialRevoked.class, this::revoked)
                .on(RequestRefused.class, this::refused)
                .on(CredentialsUsed.class, this::used)
                .on(BallotClosed.class, fact -> {
                    erase(fact.ballot());
                    dispatches.close(fact.ballot());
                })
                .on(BallotCancelled.class, fact -> {
                    erase(fact.ballot());
                    dispatches.cancel(fact.ballot());
                });
    }

    private void activated(CredentialActivated fact) {
        CredentialRequest request = request(fact.ballot(), fact.requestId());
        if (request == null) {
            return;
        }
        request.done();
        move(fact.ballot(), fact.credential(), "assigned", "active");
        database.createNativeQuery("update roll_entry set activated = true where entry_id = :entry")
                .setParameter("entry", request.entryId)
                .executeUpdate();
    }

    private void replaced(CredentialReplaced fact) {
        CredentialRequest request = request(fact.ballot(), fact.requestId());
        if (request == null) {
            return;
        }
        request.done();
        audit.note(
                Act.REPLACED,
                fact.ballot(),
                request.entryId,
                By.VOTING,
                HelpdeskAudit.Detail.of(request.id, request.reason, null));
        kill(fact.ballot(), fact.credential());
        move(fact.ballot(), fact.replacement(), "assigned", "active");
        // Whoever is to be excluded gets no code that is about to be revoked.
        if (!excluded(request.entryId)) {
            dispatches.add(fact.ballot(), request.entryId, MailKind.REPLACEMENT);
        }
    }

    private void revoked(CredentialRevoked fact) {
        CredentialRequest request = request(fact.ballot(), fact.requestId());
        kill(fact.ballot(), fact.credential());
        if (request != null) {
            request.done();
            answers.excluded(fact.ballot(), request.entryId);
        }
    }

    private void refused(RequestRefused fact) {
        CredentialRequest request = request(fact.ballot(), fact.requestId());
        if (request == null) {
            return;
        }
        request.refuse(fact.reason());
        switch (request.kind) {
            case "replacement" -> {
                Reserve.putBack(database, fact.ballot(), request.replacement);
                audit.note(
                        Act.REPLACEMENT_REFUSED,
                        fact.ballot(),
                        request.entryId,
                        By.VOTING,
                        HelpdeskAudit.Detail.of(request.id, fact.reason(), null));
            }
            case "activation" -> {
                // A credential that voting may know by now is not offered again; its member is without one.
                LOG.warnf(
                        "Ballot %s: voting refused activation request %s (%s); roll entry %s has no credential",
                        fact.ballot(), request.id, fact.reason(), request.entryId);
                answers.refused(
                        fact.ballot(),
                        List.of(request.entryId),
                        fact.reason().equals(RollAnswers.BALLOT_OVER)
                                ? RollAnswers.BALLOT_OVER
                                : RollAnswers.ACTIVATION_REFUSED);
            }
            default -> revocationRefused(request, fact.reason());
        }
    }

    private void revocationRefused(CredentialRequest request, String reason) {
        switch (reason) {
            case "already-used" -> answers.hadVoted(request.ballot, request.entryId);
            case "ballot-over" -> answers.tooLate(request.ballot, request.entryId);
            // Another credential took its place meanwhile; the credential authority asks for that one.
            case "already-revoked" -> {}
            default -> LOG.warnf("Ballot %s: voting refused request %s (%s)", request.ballot, request.id, reason);
        }
    }

    private boolean excluded(UUID entry) {
        return !database.createNativeQuery(
                        "select 1 from roll_entry where entry_id = :entry and excluded", Integer.class)
                .setParameter("entry", entry)
                .getResultList()
                .isEmpty();
    }

    private void used(CredentialsUsed fact) {
        int known = database.createNativeQuery("""
            update credential set state = 'used', sealed = null
            where ballot = :ballot and public_credential = any(:credentials)\
            """)
                .setParameter("ballot", fact.ballot())
                .setParameter("credentials", fact.credentials().toArray(String[]::new))
                .executeUpdate();
        if (known != fact.credentials().size()) {
            LOG.warnf(
                    "Ballot %s: %d used credentials are not of our making",
                    fact.ballot(), fact.credentials().size() - known);
        }
        database.createNativeQuery("""
                        update dispatch set state = 'withdrawn', reason = 'voted'
                        where state in ('queued', 'without-address')
                          and kind in ('invitation', 'resend', 'replacement', 'reminder') and entry_id in (
                            select entry_id from credential
                            where ballot = :ballot and public_credential = any(:credentials))""")
                .setParameter("ballot", fact.ballot())
                .setParameter("credentials", fact.credentials().toArray(String[]::new))
                .executeUpdate();
    }

    private void erase(String ballot) {
        // The row's lock keeps the credential authority from making more at the same time.
        KnownBallot.locked(ballot);
        database.createNativeQuery("update credential set sealed = null where ballot = :ballot and sealed is not null")
                .setParameter("ballot", ballot)
                .executeUpdate();
    }

    private void move(String ballot, String credential, String from, String to) {
        database.createNativeQuery("""
            update credential set state = :to
            where ballot = :ballot and public_credential = :credential and state = :from\
            """)
                .setParameter("ballot", ballot)
                .setParameter("credential", credential)
                .setParameter("from", from)
                .setParameter("to", to)
                .executeUpdate();
    }

    private void kill(String ballot, String credential) {
        database.createNativeQuery("""
            update credential set state = 'revoked', sealed = null
            where ballot = :ballot and public_credential = :credential\
            """)
                .setParameter("ballot", ballot)
                .setParameter("credential", credential)
                .executeUpdate();
    }

    private static CredentialRequest request(String ballot, UUID id) {
        List<CredentialRequest> found = CredentialRequest.list("id = ?1 and ballot = ?2", id, ballot);
        if (found.isEmpty()) {
            LOG.warnf("Ballot %s: voting answered request %s, which is not ours", ballot, id);
            return null;
        }
        return found.getFirst();
    }
}

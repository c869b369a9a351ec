package org.tellers.voting.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;
import org.tellers.contracts.notification.ActivationRequested;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.contracts.voting.CredentialActivated;
import org.tellers.contracts.voting.CredentialReplaced;
import org.tellers.contracts.voting.CredentialRevoked;
import org.tellers.contracts.voting.RequestRefused;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Outbox;
import org.tellers.events.Parking;
import org.tellers.events.SubjectUnknown;
import org.tellers.voting.ballot.Awaited;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.credential.CredentialDecision.Circumstances;
import org.tellers.voting.credential.CredentialDecision.Granted;
import org.tellers.voting.credential.CredentialDecision.Refused;
import org.tellers.voting.credential.CredentialDecision.Waiting;

/**
 * Answers notification's requests, each once, under the lock of the ballot's row: a ballot of the same credential enters
 * before or after, never in between.
 */
@ApplicationScoped
public class CredentialRequests implements FactReader {
    private static final String GRANTED = "granted";

    private final Credentials credentials;
    private final CredentialLogs log;
    private final Outbox outbox;
    private final Parking parking;
    private final Event<ActiveCredentialsChanged> changed;
    private final Clock clock;

    CredentialRequests(
            Credentials credentials,
            CredentialLogs log,
            Outbox outbox,
            Parking parking,
            Event<ActiveCredentialsChanged> changed,
            Clock clock) {
        this.credentials = credentials;
        this.log = log;
        this.outbox = outbox;
        this.parking = parking;
        this.changed = changed;
        this.clock = clock;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(ActivationRequested.class, this::activate)
                .on(ReplacementRequested.class, this::replace)
                .on(RevocationRequested.class, this::revoke);
    }

    private void activate(ActivationRequested request) throws SubjectUnknown {
        VotingBallot ballot = VotingBallot.locked(request.ballot());
        answer(
                ballot,
                request.requestId(),
                request.admissionId(),
                () -> CredentialDecision.activation(
                        circumstances(ballot),
                        credentials.state(ballot.uuid, request.credential()),
                        credentials.admission(ballot.uuid, request.admissionId()),
                        ballot.entitled != null && ballot.active < ballot.entitled),
                () -> {
                    String constituency = credentials.checkOff(ballot.uuid, request.admissionId());
                    activate(ballot, request.credential(), constituency);
                    ballot.active++;
                },
                new CredentialActivated(ballot.uuid, request.requestId(), request.credential()));
    }

    private void replace(ReplacementRequested request) throws SubjectUnknown {
        VotingBallot ballot = VotingBallot.locked(request.ballot());
        answer(
                ballot,
                request.requestId(),
                null,
                () -> CredentialDecision.replacement(
                        circumstances(ballot),
                        credentials.state(ballot.uuid, request.credential()),
                        credentials.state(ballot.uuid, request.replacement())),
                () -> {
                    String constituency = credentials.constituency(ballot.uuid, request.credential());
                    revoke(ballot, request.credential());
                    activate(ballot, request.replacement(), constituency);
                },
                new CredentialReplaced(ballot.uuid, request.requestId(), request.credential(), request.replacement()));
    }

    private void revoke(RevocationRequested request) throws SubjectUnknown {
        VotingBallot ballot = VotingBallot.locked(request.ballot());
        answer(
                ballot,
                request.requestId(),
                null,
                () -> CredentialDecision.revocation(
                        circumstances(ballot), credentials.state(ballot.uuid, request.credential())),
                () -> {
                    revoke(ballot, request.credential());
                    ballot.active--;
                },
                new CredentialRevoked(ballot.uuid, request.requestId(), request.credential()));
    }

    private void activate(VotingBallot locked, String credential, String constituency) {
        credentials.activate(locked.uuid, credential, constituency, log.nonce());
        log.activated(locked, credential);
    }

    private void revoke(VotingBallot locked, String credential) {
        credentials.revoke(locked.uuid, credential);
        log.revoked(locked, credential);
        locked.revoked++;
    }

    private void answer(
            VotingBallot ballot,
            UUID request,
            @Nullable UUID admission,
            Supplier<CredentialDecision> decision,
            Runnable effect,
            Fact done)
            throws SubjectUnknown {
        String before = credentials.answered(ballot.uuid, request);
        if (before != null) {
            announce(ballot, before.equals(GRANTED) ? done : new RequestRefused(ballot.uuid, request, before));
            return;
        }
        switch (decision.get()) {
            case Granted granted -> {
                effect.run();
                credentials.answer(ballot.uuid, request, GRANTED);
                announce(ballot, done);
                changed.fire(new ActiveCredentialsChanged(ballot));
                if (done instanceof CredentialRevoked) {
                    parking.release(Awaited.rollOf(ballot.uuid));
                }
            }
            case Refused refused -> {
                String reason = refused.reason().code();
                credentials.answer(ballot.uuid, request, reason);
                announce(ballot, new RequestRefused(ballot.uuid, request, reason));
            }
            case Waiting waiting ->
                throw new SubjectUnknown(
                        switch (waiting.missing()) {
                            case LIST -> Awaited.listOf(ballot.uuid);
                            case ROLL -> Awaited.rollOf(ballot.uuid);
                            case ADMISSION -> Awaited.admissionOf(ballot.uuid, Objects.requireNonNull(admission));
                        });
        }
    }

    private Circumstances circumstances(VotingBallot ballot) {
        boolean over = ballot.state.over() || (ballot.keyed() && ballot.window().overAt(clock.instant()));
        return new Circumstances(over, ballot.chunks != null && ballot.chunksSeen == ballot.chunks);
    }

    private void announce(VotingBallot ballot, Fact fact) {
        outbox.announce(ballot.uuid, fact, ballot.recordTime(clock.instant()));
    }
}

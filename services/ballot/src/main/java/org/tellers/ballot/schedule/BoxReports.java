package org.tellers.ballot.schedule;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.tellers.ballot.charter.DocumentsRow;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Milestone;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.BallotOpened;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.BoxOpened;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;
import org.tellers.events.Outbox;
import org.tellers.events.SubjectUnknown;

/**
 * Voting opens and closes the box by its own clock; the ballot follows its reports. So a ballot never says open while
 * the box is shut.
 */
@ApplicationScoped
class BoxReports implements FactReader {

    private final Ballots ballots;
    private final Outbox outbox;
    private final Inbox inbox;

    @Inject
    BoxReports(Ballots ballots, Outbox outbox, Inbox inbox) {
        this.ballots = ballots;
        this.outbox = outbox;
        this.inbox = inbox;
    }

    @Incoming("voting-boxes")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(SetupWritten.class, this::setupWritten)
                .on(BoxOpened.class, this::opened)
                .on(BoxClosed.class, this::closed);
    }

    private void setupWritten(SetupWritten fact) throws SubjectUnknown {
        Optional<BallotRow> found = ballots.lockFor(fact.ballot(), Milestone.SETUP_WRITTEN);
        if (found.isEmpty()) {
            return;
        }
        BallotRow row = found.get();
        DocumentsRow documents = DocumentsRow.findById(row.uuid);
        if (!documents.fingerprint.equals(fact.fingerprint())) {
            throw new IllegalArgumentException("the Setup is of another election than the one keyed");
        }
        row.setupHash = fact.setupHash();
        ballots.reach(row, Milestone.SETUP_WRITTEN);
        ballots.catchUp(row);
    }

    private void opened(BoxOpened fact) throws SubjectUnknown {
        Optional<BallotRow> found = ballots.lockFor(fact.ballot(), Milestone.BOX_OPENED);
        if (found.isEmpty()) {
            return;
        }
        BallotRow row = found.get();
        ballots.reach(row, Milestone.BOX_OPENED);
        outbox.announce(row.uuid, new BallotOpened(row.uuid, row.opensAt));
        ballots.catchUp(row);
    }

    private void closed(BoxClosed fact) throws SubjectUnknown {
        Optional<BallotRow> found = ballots.lockFor(fact.ballot(), Milestone.BOX_CLOSED);
        if (found.isEmpty()) {
            return;
        }
        BallotRow row = found.get();
        row.head = fact.head();
        row.ballotsCast = fact.cast();
        ballots.reach(row, Milestone.BOX_CLOSED);
        // The box decides when it closed, also where an extension reached it too late.
        row.closesAt = fact.closesAt();
        outbox.announce(row.uuid, new BallotClosed(row.uuid, fact.closesAt(), fact.head()));
        ballots.catchUp(row);
    }
}

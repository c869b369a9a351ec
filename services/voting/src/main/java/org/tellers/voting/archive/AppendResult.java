package org.tellers.voting.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.tellers.contracts.reporting.OwnedDecryption;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.crypto.additions.CountAudit;
import org.tellers.crypto.additions.OwnedProofs;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.archive.OwnedPartialDecryption;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.SubjectUnknown;
import org.tellers.voting.ballot.Awaited;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.Documents;
import org.tellers.voting.ballot.Verifiers;
import org.tellers.voting.ballot.VotingBallot;

/**
 * Completes the archive with the decryptions and the result when it is declared. They are checked here once more against
 * the sum in the archive: nothing false ever joins a public chain that nobody can take back.
 */
@ApplicationScoped
public class AppendResult implements FactReader {
    private static final Logger LOG = Logger.getLogger(AppendResult.class);

    private final Chain chain;
    private final Documents documents;
    private final Verifiers verifiers;

    AppendResult(Chain chain, Documents documents, Verifiers verifiers) {
        this.chain = chain;
        this.documents = documents;
        this.verifiers = verifiers;
    }

    @Override
    public Handlers handlers() {
        return new Handlers().on(ResultDeclared.class, this::declared);
    }

    private void declared(ResultDeclared fact) throws SubjectUnknown {
        VotingBallot ballot = VotingBallot.locked(fact.ballot());
        if (ballot.declared) {
            return;
        }
        if (ballot.state == BallotState.CANCELLED) {
            throw new IllegalArgumentException("a cancelled ballot has no result");
        }
        if (ballot.state != BallotState.CLOSED || ballot.height == null) {
            throw new SubjectUnknown(Awaited.closedBox(fact.ballot()));
        }
        Election election = verifiers.find(ballot.uuid).orElseThrow().election();
        Trustees trustees = Trustees.parse(
                documents.find(ballot.uuid, Documents.Kind.TRUSTEES).orElseThrow());
        EncryptedTally tally = EncryptedTally.parse(chain.after(ballot.uuid, ballot.height - 1, ballot.height)
                .getFirst()
                .data()
                .getFirst());
        List<Chain.Next> events = new ArrayList<>();
        Map<Integer, PartialDecryption> decryptions = new HashMap<>();
        for (OwnedDecryption owned : fact.partialDecryptions()) {
            byte[] bytes = owned.payload().getBytes(StandardCharsets.UTF_8);
            PartialDecryption decryption = PartialDecryption.parse(bytes);
            if (decryptions.put(owned.owner(), decryption) != null) {
                throw new ProtocolViolation(KeyFault.DECRYPTION_TWICE, "owner " + owned.owner());
            }
            events.add(new Chain.Next(
                    EventType.PARTIAL_DECRYPTION,
                    List.of(
                            bytes,
                            OwnedPartialDecryption.of(owned.owner(), decryption).bytes())));
        }
        byte[] result = fact.result().getBytes(StandardCharsets.UTF_8);
        if (!ElectionResult.combine(election, trustees, tally, decryptions, ballot.votes)
                .equals(ElectionResult.parse(result))) {
            throw new IllegalArgumentException("the declared result is not what the decryptions say");
        }
        events.add(new Chain.Next(EventType.RESULT, List.of(result)));
        chain.append(ballot, events);
        if (fact.additions() != null) {
            byte[] proofs = fact.additions().getBytes(StandardCharsets.UTF_8);
            OwnedProofs.parse(proofs);
            documents.fix(ballot.uuid, Documents.Kind.STRONG_PROOFS, proofs);
        }
        if (fact.audit() != null) {
            byte[] audit = fact.audit().getBytes(StandardCharsets.UTF_8);
            CountAudit.parse(audit);
            documents.fix(ballot.uuid, Documents.Kind.AUDIT, audit);
        }
        ballot.declared = true;
        LOG.infof("The archive of ballot %s is complete", ballot.uuid);
    }
}

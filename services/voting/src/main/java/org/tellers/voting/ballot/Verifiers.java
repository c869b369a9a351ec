package org.tellers.voting.ballot;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.election.Election;

/** The verifier of each ballot's election, made once: it holds the tables of the election key. */
@ApplicationScoped
public class Verifiers {
    private final Documents documents;
    private final Map<String, BallotVerifier> made = new ConcurrentHashMap<>();

    Verifiers(Documents documents) {
        this.documents = documents;
    }

    /** The verifier, if the ballot is keyed; an election never changes after that. */
    public Optional<BallotVerifier> find(String ballot) {
        BallotVerifier known = made.get(ballot);
        if (known != null) {
            return Optional.of(known);
        }
        return documents.find(ballot, Documents.Kind.ELECTION).map(bytes -> {
            BallotVerifier verifier = new BallotVerifier(Election.parse(bytes));
            BallotVerifier earlier = made.putIfAbsent(ballot, verifier);
            return earlier == null ? verifier : earlier;
        });
    }
}

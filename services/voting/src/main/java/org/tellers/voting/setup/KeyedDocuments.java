package org.tellers.voting.setup;

import java.nio.charset.StandardCharsets;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.voting.ballot.Charter;
import org.tellers.voting.ballot.Window;

/**
 * The documents of a keyed ballot, checked to belong together: the election is this ballot's, its key is the product of
 * the trustees' keys, each proven, and it states the hash of the charter.
 *
 * @param election exact bytes of election.json
 * @param trustees exact bytes of trustees.json
 * @param charter exact bytes of charter.json
 * @param window when votes count
 */
record KeyedDocuments(byte[] election, byte[] trustees, byte[] charter, Window window) {

    /**
     * Checks and takes the documents.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation for a document that is not what the specification says
     * @throws IllegalArgumentException for documents that do not belong together
     */
    static KeyedDocuments of(BallotKeyed fact) {
        byte[] electionBytes = bytes(fact.election());
        byte[] trusteesBytes = bytes(fact.trustees());
        byte[] charterBytes = bytes(fact.charter());
        Election election = Election.parse(electionBytes);
        require(election.uuid().value().equals(fact.ballot()), "the election is of another ballot");
        require(election.fingerprint().equals(fact.fingerprint()), "the fingerprint is not the election's");
        Trustees trustees = Trustees.parse(trusteesBytes);
        trustees.check();
        require(
                trustees.publicKey().equals(election.publicKey()),
                "the election's key is not the product of the trustees' keys");
        require(
                election.parameters().description().contains(Sha256.hex(charterBytes)),
                "the election does not state the charter's SHA-256");
        Charter.of(charterBytes);
        return new KeyedDocuments(
                electionBytes, trusteesBytes, charterBytes, new Window(fact.opensAt(), fact.closesAt()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

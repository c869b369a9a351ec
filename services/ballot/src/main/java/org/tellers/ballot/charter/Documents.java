package org.tellers.ballot.charter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.policy.Policy;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.trustee.Trustees;

/**
 * The three documents that are fixed when a ballot is keyed, each an exact text.
 *
 * @param charter charter.json
 * @param election election.json
 * @param trustees trustees.json
 * @param fingerprint φ, SHA-256 of election.json in base64 without padding
 */
public record Documents(String charter, String election, String trustees, String fingerprint) {

    /** Writes them. */
    public static Documents of(String ballot, Draft draft, Policy policy, Point logKey, Trustees trustees) {
        String charter = Charter.text(ballot, draft, policy, logKey);
        Election election = new Election(new Election.Parameters(
                draft.authority() + "\n\nCharter SHA-256: " + Sha256.hex(charter.getBytes(StandardCharsets.UTF_8)),
                draft.name(),
                trustees.publicKey(),
                draft.questions().stream()
                        .map(q -> new Question(q.question(), q.answers(), q.blank(), q.min(), q.max()))
                        .toList(),
                new ElectionUuid(ballot),
                Optional.of(draft.union()),
                Optional.of(draft.union() + ", credential authority")));
        return new Documents(charter, utf8(election.bytes()), utf8(trustees.bytes()), election.fingerprint());
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

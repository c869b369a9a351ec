package org.tellers.ballot.ceremony;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteePublicKey;

/**
 * A trial decryption before the opening: it shows that a trustee's key file and passphrase work. The tally is computed
 * from a public number, so that the trustee's page can compute it too; a server that put a member's ciphertext in its
 * place to have it decrypted would be found out.
 */
final class Rehearsal {

    private Rehearsal() {}

    /**
     * The tally for a seat: each sum is an encryption of nothing with r =
     * {@code SHA256("tellers-rehearsal|" φ "|" X "|" nonce) mod q}.
     *
     * @param election the ballot's own
     * @param key the seat's verification key, X
     * @param nonce 64 hex digits
     */
    static EncryptedTally tally(Election election, Point key, String nonce) {
        Scalar r = Proof.challenge("tellers-rehearsal|" + election.fingerprint() + "|" + key.hex() + "|" + nonce);
        Ciphertext sum =
                new Ciphertext(Point.ofExponent(r), election.publicKey().times(r));
        return new EncryptedTally(election.questions().stream()
                .map(Question::choices)
                .map(choices -> Collections.nCopies(choices, sum))
                .toList());
    }

    /** Refuses a payload that is not the decryption of this tally with this key. */
    static void check(Election election, EncryptedTally tally, TrusteePublicKey key, String payload) {
        try {
            PartialDecryption.parse(payload.getBytes(StandardCharsets.UTF_8)).check(election, tally, key);
        } catch (ProtocolViolation violation) {
            throw Refusal.badValue(
                    violation.fault().code(),
                    violation.place().isEmpty() ? "payload" : "payload." + violation.place(),
                    violation.fault().description());
        }
    }
}

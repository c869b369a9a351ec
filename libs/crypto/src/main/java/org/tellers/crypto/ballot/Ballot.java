package org.tellers.crypto.ballot;

import java.util.List;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.proof.Proof;

/**
 * A ballot as {@link BallotVerifier#parse} read it or {@link BallotMaker} made it (specification, Ballots). That it was
 * read says nothing yet about its signature and proofs.
 */
public final class Ballot {
    private final byte[] bytes;
    private final Point credential;
    private final List<Answer> answers;
    private final String signedHash;
    private final Proof signature;

    Ballot(byte[] bytes, Point credential, List<Answer> answers, String signedHash, Proof signature) {
        this.bytes = bytes;
        this.credential = credential;
        this.answers = List.copyOf(answers);
        this.signedHash = signedHash;
        this.signature = signature;
    }

    /** The structure's fields without the signature, in their order. */
    static Json.Builder unsigned(String uuid, String fingerprint, Point credential, List<Answer> answers) {
        return Json.object()
                .put("election_uuid", uuid)
                .put("election_hash", fingerprint)
                .put("credential", credential.hex())
                .put("answers", Json.array(answers, Answer::toJson));
    }

    static Json signature(String hash, Proof proof) {
        return Json.object().put("hash", hash).put("proof", proof.toJson()).build();
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The smart ballot tracker: SHA-256 of the bytes in Base64 without padding, 43 characters. */
    public String tracker() {
        return Sha256.base64(bytes);
    }

    /** The SHA-256 of the bytes in hexadecimal: the payload of the archive's Ballot event. */
    public String hash() {
        return Sha256.hex(bytes);
    }

    /** The public credential, 64 hexadecimal digits, to be looked up in the list. */
    public String credential() {
        return credential.hex();
    }

    /** The answers in the order of the questions. */
    public List<Answer> answers() {
        return answers;
    }

    Point credentialPoint() {
        return credential;
    }

    String signedHash() {
        return signedHash;
    }

    Proof signature() {
        return signature;
    }

    /** The hash that the signature must cover: of the structure without its last field. */
    String hashToSign() {
        int tail = ",\"signature\":".length()
                + signature(signedHash, signature).text().length()
                + 1;
        byte[] head = java.util.Arrays.copyOf(bytes, bytes.length - tail + 1);
        head[head.length - 1] = '}';
        return Sha256.base64(head);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ballot ballot && java.util.Arrays.equals(ballot.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Ballot " + tracker();
    }
}

package org.tellers.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.local.Stack;

/**
 * Somebody who has everything but the trustees' keys: all databases, the sealing keys beside them, the public archive. What
 * they learn is what docs/threat-model.md says, and no more: who voted, not how.
 */
final class Insider {

    private static final int SEAL_HEADER = 13;
    private static final int NONCE_AT = 1;
    private static final int TAG_BITS = 128;

    private final Stack stack;
    private final String ballot;
    private final Election election;
    private final Map<String, Ballot> ballotOfCredential = new LinkedHashMap<>();

    /**
     * @param ballot uuid of a closed ballot
     * @param electionBytes election.json
     * @param archive its downloaded archive
     */
    Insider(Stack stack, String ballot, byte[] electionBytes, Archive archive) {
        this.stack = stack;
        this.ballot = ballot;
        this.election = Election.parse(electionBytes);
        BallotVerifier reader = new BallotVerifier(election);
        archive.ballots().stream().map(reader::parse).forEach(each -> ballotOfCredential.put(each.credential(), each));
    }

    /** The members whom a join of all databases ties to a ballot in the archive, each with that ballot. */
    Map<String, Ballot> whoVoted() {
        Map<String, String> memberOfEntry = new LinkedHashMap<>();
        for (String database : List.of("ballot", "notification")) {
            rows(database, "select entry_id::text, member_id::text from roll_entry where ballot = ?")
                    .forEach(row -> memberOfEntry.put(row.get(0), row.get(1)));
        }
        Map<String, Ballot> voted = new LinkedHashMap<>();
        rows(
                        "notification",
                        "select entry_id::text, public_credential from credential where ballot = ? and entry_id is not"
                                + " null")
                .forEach(row -> Optional.ofNullable(ballotOfCredential.get(row.get(1)))
                        .ifPresent(found -> voted.put(String.valueOf(memberOfEntry.get(row.get(0))), found)));
        return voted;
    }

    /** The platform's trustee key, opened with the sealing key that lies beside the database. */
    TrusteeKeyPair platformKey() {
        byte[] sealed;
        try (Connection connection = stack.postgres().administratorConnection("reporting");
                PreparedStatement query =
                        connection.prepareStatement("select sealed_private_key from platform_key where ballot = ?")) {
            query.setString(1, ballot);
            try (ResultSet row = query.executeQuery()) {
                Require.that(row.next(), "There is no platform key to look at");
                sealed = row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The platform key cannot be read: " + e.getMessage(), e);
        }
        return TrusteeKeyPair.parsePrivateKey(open(sealed));
    }

    /**
     * How a ballot voted, as these decryption factors tell it: for each choice 0 or 1, or nothing when the factors open
     * to neither.
     *
     * @param shares a function from a ciphertext's alpha to the product of the factors at hand
     */
    List<Optional<Integer>> choices(Ballot cast, java.util.function.UnaryOperator<Point> shares) {
        List<Optional<Integer>> choices = new ArrayList<>();
        for (List<Ciphertext> question : EncryptedTally.of(cast).sums()) {
            for (Ciphertext choice : question) {
                Point plain = choice.beta().minus(shares.apply(choice.alpha()));
                choices.add(
                        plain.equals(Point.IDENTITY)
                                ? Optional.of(0)
                                : plain.equals(Point.GENERATOR) ? Optional.of(1) : Optional.empty());
            }
        }
        return choices;
    }

    private byte[] open(byte[] sealed) {
        try {
            Path keyFile = stack.state().resolve("secrets/reporting-seal.key");
            byte[] key = Base64.getDecoder().decode(Files.readString(keyFile).strip());
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, Arrays.copyOfRange(sealed, NONCE_AT, SEAL_HEADER)));
            cipher.updateAAD(("platform-key/" + ballot).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(sealed, SEAL_HEADER, sealed.length - SEAL_HEADER);
        } catch (IOException e) {
            throw new UncheckedIOException("The sealing key cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sealed platform key does not open", e);
        }
    }

    private List<List<String>> rows(String database, String sql) {
        try (Connection connection = stack.postgres().administratorConnection(database);
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, ballot);
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(Arrays.asList(found.getString(1), found.getString(2)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + database + " cannot be joined: " + e.getMessage(), e);
        }
    }
}

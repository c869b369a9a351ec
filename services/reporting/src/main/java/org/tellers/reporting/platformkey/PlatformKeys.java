package org.tellers.reporting.platformkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.events.Outbox;
import org.tellers.reporting.seal.Seal;

/**
 * The platform's trustee: one key a ballot, made here, kept in two sealed copies, used only to decrypt the total of a
 * closed box. With it alone nobody opens anything; the scrutineer's key is needed as well.
 */
@ApplicationScoped
public class PlatformKeys {

    private final SecureRandom random = new SecureRandom();

    @Inject
    Seal seal;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @ConfigProperty(name = "tellers.key-copies")
    Path copies;

    /** Makes the key of a ballot unless it has one, and announces its public part; inside the caller's transaction. */
    public void make(String ballot) {
        if (PlatformKey.findById(ballot) != null) {
            return;
        }
        TrusteeKeyPair pair = TrusteeKeyPair.generate(random);
        PlatformKey key = new PlatformKey();
        key.ballot = ballot;
        key.trustee = text(pair.prove(random).bytes());
        key.sealedPrivateKey = seal.sealer().seal(pair.privateKeyBytes(), belongsTo(ballot));
        writeCopy(ballot, key.sealedPrivateKey);
        key.persist();
        outbox.announce(ballot, new PlatformKeyMade(ballot, key.trustee));
    }

    /**
     * Opens both sealed copies and compares them with the public key: a key that cannot be restored must be found out
     * before the first vote.
     *
     * @throws IllegalStateException which copy fails
     */
    public void rehearse(String ballot) {
        PlatformKey key = PlatformKey.findById(ballot);
        if (key == null) {
            throw new IllegalStateException("There is no platform key for ballot " + ballot);
        }
        check(key, key.sealedPrivateKey, "in the database");
        try {
            check(key, Files.readAllBytes(copy(ballot)), "in " + copies);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The second copy of the platform key of ballot " + ballot + " is unreadable", e);
        }
        key.rehearsedAt = clock.instant();
    }

    /** The platform's share of opening a tally. */
    public PartialDecryption decrypt(String ballot, Election election, EncryptedTally tally) {
        PlatformKey key = PlatformKey.findById(ballot);
        if (key == null) {
            throw new IllegalStateException("There is no platform key for ballot " + ballot);
        }
        byte[] privateKey = seal.sealer().open(key.sealedPrivateKey, belongsTo(ballot));
        return PartialDecryption.decrypt(election, tally, TrusteeKeyPair.parsePrivateKey(privateKey), random);
    }

    /** Whether this trustee of the ballot is the platform. */
    public boolean owns(String ballot, byte[] trustee) {
        PlatformKey key = PlatformKey.findById(ballot);
        return key != null && key.trustee.equals(text(trustee));
    }

    private void check(PlatformKey key, byte[] sealed, String where) {
        byte[] privateKey = seal.sealer().open(sealed, belongsTo(key.ballot));
        TrusteeKeyPair pair = TrusteeKeyPair.parsePrivateKey(privateKey);
        if (!key.trustee.contains(pair.publicKey().hex())) {
            throw new IllegalStateException(
                    "The copy of the platform key " + where + " is not the key of ballot " + key.ballot);
        }
    }

    private void writeCopy(String ballot, byte[] sealed) {
        try {
            Files.createDirectories(copies);
            Path part = copies.resolve(ballot + ".part");
            Files.write(part, sealed);
            Files.move(part, copy(ballot), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The second copy of a platform key cannot be written to " + copies, e);
        }
    }

    private Path copy(String ballot) {
        return copies.resolve(ballot + ".sealed");
    }

    private static String belongsTo(String ballot) {
        return "platform-key/" + ballot;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

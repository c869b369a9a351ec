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
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.events.Outbox;
import org.tellers.reporting.seal.Seal;
import org.tellers.service.Sealer;

/**
 * The platform's trustee: one key a ballot, made here, kept in two sealed copies, used only to sign the disclosure plan
 * and to decrypt the sums that it lists. With it alone nobody opens anything; a quorum of people's keys is needed as well.
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

    /**
     * How the last rehearsal of restoring a ballot's key went.
     *
     * @param rehearsedAt when both copies were last good
     * @param fault which copy was not, and why; empty after a good rehearsal
     */
    public record Rehearsal(Optional<Instant> rehearsedAt, Optional<String> fault) {}

    /** No sealed copy of a platform key opens to that key; says which, and nothing of the key. */
    public static final class KeyLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KeyLost(String message) {
            super(message);
        }
    }

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
     * Rehearses the restore: opens each sealed copy and lets it decrypt a random ciphertext, as it will have to at the
     * count. A key that cannot be restored must be found out before the first vote.
     */
    public Rehearsal rehearse(String ballot) {
        PlatformKey key = PlatformKey.findById(ballot);
        if (key == null) {
            return new Rehearsal(Optional.empty(), Optional.of("The platform has no key for this ballot."));
        }
        try {
            decryptsSomething(key, inDatabase(key));
            decryptsSomething(key, secondCopy(key));
            key.rehearsedAt = clock.instant();
            key.restoreFault = null;
        } catch (KeyLost e) {
            key.restoreFault = e.getMessage();
        }
        return rehearsal(key);
    }

    /** How the last rehearsal went. */
    public Rehearsal lastRehearsal(String ballot) {
        PlatformKey key = PlatformKey.findById(ballot);
        return key == null
                ? new Rehearsal(Optional.empty(), Optional.of("The platform has no key for this ballot."))
                : rehearsal(key);
    }

    private static Rehearsal rehearsal(PlatformKey key) {
        return new Rehearsal(Optional.ofNullable(key.rehearsedAt), Optional.ofNullable(key.restoreFault));
    }

    /**
     * The key pair of a ballot, from whichever sealed copy opens.
     *
     * @throws KeyLost when neither does
     */
    public TrusteeKeyPair pair(String ballot) {
        PlatformKey key = PlatformKey.findById(ballot);
        if (key == null) {
            throw new KeyLost("The platform has no key for this ballot.");
        }
        try {
            return inDatabase(key);
        } catch (KeyLost first) {
            return secondCopy(key);
        }
    }

    /** Whether this trustee of the ballot is the platform. */
    public boolean owns(String ballot, TrusteePublicKey trustee) {
        PlatformKey key = PlatformKey.findById(ballot);
        return key != null && publicKey(key).equals(trustee.publicKey());
    }

    private TrusteeKeyPair inDatabase(PlatformKey key) {
        return open(key, key.sealedPrivateKey, "The copy in the database");
    }

    private TrusteeKeyPair secondCopy(PlatformKey key) {
        try {
            return open(key, Files.readAllBytes(copy(key.ballot)), "The second copy");
        } catch (IOException e) {
            throw new KeyLost("The second copy of the platform key is unreadable: put it back from the backup.");
        }
    }

    private TrusteeKeyPair open(PlatformKey key, byte[] sealed, String which) {
        TrusteeKeyPair pair;
        try {
            pair = TrusteeKeyPair.parsePrivateKey(seal.sealer().open(sealed, belongsTo(key.ballot)));
        } catch (Sealer.SealBroken | ProtocolViolation e) {
            throw new KeyLost(which + " of the platform key does not open under the service's sealing key.");
        }
        if (!publicKey(key).equals(pair.publicKey())) {
            throw new KeyLost(which + " of the platform key is the key of something else.");
        }
        return pair;
    }

    private void decryptsSomething(PlatformKey key, TrusteeKeyPair pair) {
        Scalar exponent = Scalar.random(random);
        if (!pair.factor(Point.ofSecretExponent(exponent)).equals(publicKey(key).timesSecret(exponent))) {
            throw new KeyLost("A copy of the platform key does not decrypt for this ballot.");
        }
    }

    private static Point publicKey(PlatformKey key) {
        return TrusteePublicKey.parse(key.trustee.getBytes(StandardCharsets.UTF_8))
                .publicKey();
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

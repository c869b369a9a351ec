package org.tellers.ballot.trusteeship;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;

/**
 * The keys of a ballot so far (protocol, Who does what). Both the platform's and the scrutineer's are needed to open the
 * box, and nobody of HQ may hold the scrutineer's: so HQ alone never can.
 *
 * @param keys at most one of each owner
 */
public record KeyRing(List<TrusteeKey> keys) {

    private static final int OWNERS = 2;

    /** Keeps its own copy, in the order of the owners. */
    public KeyRing {
        keys = keys.stream().sorted(Comparator.comparingInt(TrusteeKey::owner)).toList();
    }

    /** With the platform's key; the first one stays. */
    public KeyRing withPlatform(String publicKey, Instant now) {
        if (of(TrusteeKey.PLATFORM).isPresent()) {
            return this;
        }
        TrusteePublicKey key = checked(publicKey);
        checkNew(key, TrusteeKey.PLATFORM);
        return with(new TrusteeKey(TrusteeKey.PLATFORM, "Platform", canonical(key), null, now));
    }

    /**
     * With the scrutineer's key; it may be replaced by the same person until the keys are fixed.
     *
     * @param headquarters whether the person works for headquarters on this ballot
     */
    public KeyRing withScrutineer(String name, String publicKey, Person by, boolean headquarters, Instant now) {
        if (headquarters) {
            throw Refusal.forbidden(
                    "headquarters-role",
                    "You work for headquarters on this ballot; a key must be held by someone who does not, so that"
                            + " headquarters alone can never open the box");
        }
        Optional<Person> holder = of(TrusteeKey.SCRUTINEER).map(TrusteeKey::registeredBy);
        if (holder.isPresent() && !holder.get().is(by)) {
            throw Refusal.conflict(
                    "trustee-present", "Another scrutineer has registered a key; only they can replace it");
        }
        TrusteePublicKey key = checked(publicKey);
        checkNew(key, TrusteeKey.SCRUTINEER);
        return with(new TrusteeKey(TrusteeKey.SCRUTINEER, name, canonical(key), by, now));
    }

    /** Whether nobody's key is missing. */
    public boolean isComplete() {
        return keys.size() == OWNERS;
    }

    /** The key of this owner. */
    public Optional<TrusteeKey> of(int owner) {
        return keys.stream().filter(key -> key.owner() == owner).findFirst();
    }

    /** trustees.json and the election's key come from this. */
    public Trustees trustees() {
        return new Trustees(keys.stream()
                .map(key -> TrusteePublicKey.parse(key.publicKey().getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private KeyRing with(TrusteeKey key) {
        return new KeyRing(Stream.concat(keys.stream().filter(other -> other.owner() != key.owner()), Stream.of(key))
                .toList());
    }

    private void checkNew(TrusteePublicKey key, int owner) {
        boolean known = keys.stream()
                .filter(other -> other.owner() != owner)
                .map(other -> TrusteePublicKey.parse(other.publicKey().getBytes(StandardCharsets.UTF_8)))
                .anyMatch(other -> other.publicKey().equals(key.publicKey()));
        if (known) {
            throw Refusal.conflict(
                    "key-already-registered", "Another trustee of this ballot registered the same key; make a new one");
        }
    }

    // Without the proof, a trustee could register a key computed from the others' and open the box alone.
    private static TrusteePublicKey checked(String publicKey) {
        try {
            TrusteePublicKey key = TrusteePublicKey.parse(publicKey.getBytes(StandardCharsets.UTF_8));
            key.check();
            return key;
        } catch (ProtocolViolation violation) {
            String place = violation.place().isEmpty() ? "publicKey" : "publicKey." + violation.place();
            throw Refusal.badValue(
                    violation.fault().code(), place, violation.fault().description());
        }
    }

    private static String canonical(TrusteePublicKey key) {
        return new String(key.bytes(), StandardCharsets.UTF_8);
    }
}

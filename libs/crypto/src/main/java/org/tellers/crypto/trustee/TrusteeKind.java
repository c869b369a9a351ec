package org.tellers.crypto.trustee;

import java.util.List;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;

/**
 * An entry of trustees.json (specification, Trustees): one trustee's key, "Single", without whom nothing is decrypted, or
 * the parameters of a group, "Pedersen", of whom as many as their threshold says are needed.
 */
public sealed interface TrusteeKind permits TrusteePublicKey, ThresholdParameters {
    /** The name of this kind in trustees.json. */
    String label();

    /** The factor of the election's public key that this entry contributes. */
    Point subKey();

    /** The keys that decryptions are checked with, in the order of their owners. */
    List<TrusteePublicKey> keys();

    /** How many of the owners must decrypt. */
    int threshold();

    /** The JSON form. */
    Json toJson();

    /**
     * Checks all proofs and signatures. Variable-time.
     *
     * @throws ProtocolViolation a {@link KeyFault} with the place within this entry
     */
    void check();
}

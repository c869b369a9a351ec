package org.tellers.ballot.trusteeship;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Person;

/**
 * A trustee's public key of one ballot.
 *
 * @param owner number of the trustee in trustees.json, from 1
 * @param name who holds the private part, as shown on the ballot's page
 * @param publicKey Belenios trustee public key with its proof, canonical JSON text
 * @param registeredBy who registered it; absent for the platform's key, which no person holds
 * @param registeredAt when
 */
public record TrusteeKey(
        int owner, String name, String publicKey, @Nullable Person registeredBy, Instant registeredAt) {

    /** The platform's number in trustees.json. */
    public static final int PLATFORM = 1;

    /** The scrutineer's number. */
    public static final int SCRUTINEER = 2;
}

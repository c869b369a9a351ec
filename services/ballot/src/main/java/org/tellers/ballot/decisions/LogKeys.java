package org.tellers.ballot.decisions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.Optional;
import org.tellers.ballot.seal.Seal;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.trustee.TrusteeKeyPair;

/** The keys that sign the decision logs, one of each ballot; the private parts rest sealed. */
@ApplicationScoped
public class LogKeys {

    private final EntityManager store;
    private final Seal seal;
    private final SecureRandom random = new SecureRandom();

    @Inject
    LogKeys(EntityManager store, Seal seal) {
        this.store = store;
        this.seal = seal;
    }

    /** Makes a ballot's key, whose public part its charter names; every line from now on is signed with it. */
    public Point make(String ballot) {
        TrusteeKeyPair pair = TrusteeKeyPair.generate(random);
        LogKeyRow row = new LogKeyRow();
        row.ballot = ballot;
        row.publicKey = pair.publicKey().hex();
        row.sealed = seal.sealer().seal(pair.privateKeyBytes(), belongsTo(ballot));
        store.persist(row);
        return pair.publicKey();
    }

    /** A ballot's key; none before its charter is fixed. */
    Optional<TrusteeKeyPair> of(String ballot) {
        return Optional.ofNullable(store.find(LogKeyRow.class, ballot))
                .map(row -> TrusteeKeyPair.parsePrivateKey(seal.sealer().open(row.sealed, belongsTo(ballot))));
    }

    /** The public part, 64 hex digits. */
    Optional<String> publicKey(String ballot) {
        return Optional.ofNullable(store.find(LogKeyRow.class, ballot)).map(row -> row.publicKey);
    }

    private static String belongsTo(String ballot) {
        return "decision-log/" + ballot;
    }
}

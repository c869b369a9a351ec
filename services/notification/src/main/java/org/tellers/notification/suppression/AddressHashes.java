package org.tellers.notification.suppression;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.service.Sealer;

/** Addresses as keyed hashes: two can be compared, and none can be read or tried out without the sealing key. */
@Singleton
public class AddressHashes {

    private static final String PURPOSE = "mail-address";

    private final Sealer sealer;

    AddressHashes(@ConfigProperty(name = "tellers.seal-key-file") Path keyFile) {
        this.sealer = Sealer.fromFile(keyFile);
    }

    /** The hash of an address; capitals and small letters are the same, as they are to every provider in use. */
    public byte[] of(String address) {
        return sealer.hash(address.strip().toLowerCase(Locale.ROOT), PURPOSE);
    }
}

package org.tellers.ballot.seal;

import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.service.Sealer;

/** The sealing key of this service, read at the start so that a missing file is noticed then. */
@Startup
@Singleton
public class Seal {

    private final Sealer sealer;

    @Inject
    Seal(@ConfigProperty(name = "tellers.seal-key-file") Path keyFile) {
        this.sealer = Sealer.fromFile(keyFile);
    }

    /** Seals and opens. */
    public Sealer sealer() {
        return sealer;
    }
}

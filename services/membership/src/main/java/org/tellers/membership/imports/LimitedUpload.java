package org.tellers.membership.imports;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.service.Problem;

/** An upload that is refused as soon as it proves too large, whether or not it said its length. */
final class LimitedUpload extends FilterInputStream {

    private final long largest;
    private long read;

    LimitedUpload(InputStream in, long largest) {
        super(in);
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int more) {
        read += more;
        if (read > largest) {
            throw Problem.of(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "register-too-large",
                    "A register file has at most " + largest / (1024 * 1024)
                            + " MB. Upload it in parts, in mode update.",
                    null);
        }
    }

    /** How large a register file may be. */
    @ApplicationScoped
    @SuppressWarnings("NullAway.Init")
    static class Limit {

        @ConfigProperty(name = "tellers.membership.largest-file")
        MemorySize largest;

        long bytes() {
            return largest.asLongValue();
        }
    }
}

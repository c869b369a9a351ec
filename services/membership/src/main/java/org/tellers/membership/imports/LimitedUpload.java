package org.tellers.membership.imports;

import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tellers.service.Problem;

/** An upload that is refused as soon as it proves too large, whether or not it said its length. */
final class LimitedUpload extends FilterInputStream {

    /** Largest register file in bytes: about a million members' rows are uploaded in parts. */
    static final long LARGEST = 50L * 1024 * 1024;

    private long read;

    LimitedUpload(InputStream in) {
        super(in);
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
        if (read > LARGEST) {
            throw Problem.of(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "register-too-large",
                    "A register file has at most 50 MB. Upload it in parts, in mode update.",
                    null);
        }
    }
}

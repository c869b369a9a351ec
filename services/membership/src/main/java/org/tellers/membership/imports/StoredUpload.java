package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The file of the present import as it was sent, in parts in the database: so that it can be read by whichever process
 * does the work, again after a crash, and again with another mapping of its columns. In the caller's transaction.
 */
@ApplicationScoped
class StoredUpload {

    private static final int PART = 1024 * 1024;

    private final Statements database;

    @Inject
    StoredUpload(Statements database) {
        this.database = database;
    }

    /**
     * Takes a file in the place of the one before; never more than a part of it is in memory.
     *
     * @param survey sees every byte
     * @throws FileRefused if the survey refuses
     * @throws IOException if the upload breaks off
     */
    void receive(InputStream upload, ByteSurvey survey) throws IOException {
        forget();
        byte[] part = new byte[PART];
        int number = 0;
        for (int length = upload.readNBytes(part, 0, PART); length > 0; length = upload.readNBytes(part, 0, PART)) {
            survey.look(part, 0, length);
            database.update(
                    "INSERT INTO import_upload (part, bytes) VALUES (?, ?)",
                    number++,
                    length == PART ? part : Arrays.copyOf(part, length));
        }
    }

    InputStream read() {
        return new Parts();
    }

    void forget() {
        database.update("TRUNCATE import_upload");
    }

    private final class Parts extends InputStream {

        private byte[] part = new byte[0];
        private int at;
        private int next;

        @Override
        public int read() {
            return more() ? part[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, target, offset, count);
            at += count;
            return count;
        }

        private boolean more() {
            if (at == part.length) {
                List<byte[]> found =
                        database.list("SELECT bytes FROM import_upload WHERE part = ?", row -> row.getBytes(1), next);
                if (found.isEmpty()) {
                    return false;
                }
                part = found.getFirst();
                at = 0;
                next++;
            }
            return true;
        }
    }
}

package org.tellers.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.archive.ArchiveCheck.Revoting;
import org.tellers.crypto.tally.EncryptedTally;

/** An archive that stays as it is while what lies beside it changes: checked once for each rule, then told again. */
final class CheckedOnce implements Verification.Archive {

    private record Telling(List<Consumer<ArchiveCheck.Listener>> told, ArchiveCheck.Report report) {}

    private final byte[] bytes;
    private final Map<Revoting, Telling> tellings = new EnumMap<>(Revoting.class);

    CheckedOnce(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public ArchiveCheck.Report check(ArchiveCheck.Options how) throws IOException {
        Telling telling = telling(how.revoting());
        telling.told().forEach(event -> event.accept(how.listener()));
        return telling.report();
    }

    private synchronized Telling telling(Revoting revoting) throws IOException {
        Telling known = tellings.get(revoting);
        if (known != null) {
            return known;
        }
        List<Consumer<ArchiveCheck.Listener>> told = new ArrayList<>();
        ArchiveCheck.Report report = ArchiveCheck.check(
                new ByteArrayInputStream(bytes),
                new ArchiveCheck.Options(revoting, 1, new Recording(told), Optional.empty()));
        Telling telling = new Telling(List.copyOf(told), report);
        tellings.put(revoting, telling);
        return telling;
    }

    private record Recording(List<Consumer<ArchiveCheck.Listener>> told) implements ArchiveCheck.Listener {

        @Override
        public void setup(ArchiveCheck.Setup setup) {
            told.add(listener -> listener.setup(setup));
        }

        @Override
        public void counts(String credential, EncryptedTally ballot, Optional<EncryptedTally> replaced) {
            told.add(listener -> listener.counts(credential, ballot, replaced));
        }

        @Override
        public void checked() {
            told.add(ArchiveCheck.Listener::checked);
        }
    }
}

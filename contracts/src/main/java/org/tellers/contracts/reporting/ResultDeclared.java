package org.tellers.contracts.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * Two people declared the result; decryptions and result join the archive.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param partialDecryptions in the order of the archive
 * @param result Belenios result, exact canonical JSON text
 * @param additions what goes into the public file beside the archive, JSON text
 * @param audit what goes into the confidential audit pack, JSON text
 * @param confirmedBy sign-in name of the second person
 */
public record ResultDeclared(
        String ballot,
        List<OwnedDecryption> partialDecryptions,
        String result,
        @Nullable String additions,
        @Nullable String audit,
        @Nullable String confirmedBy)
        implements Fact {}

package org.tellers.contracts.reporting;

import java.util.List;
import org.tellers.contracts.Fact;

/**
 * Two people declared the result; decryptions and result join the archive.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param partialDecryptions in the order of the archive
 * @param result Belenios result, exact canonical JSON text
 */
public record ResultDeclared(String ballot, List<OwnedDecryption> partialDecryptions, String result) implements Fact {}

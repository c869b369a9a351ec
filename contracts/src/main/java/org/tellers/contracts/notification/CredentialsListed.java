package org.tellers.contracts.notification;

import java.util.List;
import org.tellers.contracts.Fact;

/**
 * A part of the sorted list of public credentials: entitled and reserve.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param chunk number of this part, from 1
 * @param chunks number of parts
 * @param listed credentials in all parts
 * @param credentials public credentials, sorted over all parts
 */
public record CredentialsListed(String ballot, int chunk, int chunks, int listed, List<String> credentials)
        implements Fact {}

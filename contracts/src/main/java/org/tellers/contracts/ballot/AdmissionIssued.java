package org.tellers.contracts.ballot;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * One more member of a constituency is entitled; the identifier is random.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param admissionId random identifier
 * @param constituency constituency
 * @param version roll version
 */
public record AdmissionIssued(String ballot, UUID admissionId, String constituency, int version) implements Fact {}

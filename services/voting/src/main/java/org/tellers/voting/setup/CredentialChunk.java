package org.tellers.voting.setup;

import java.util.List;
import org.tellers.crypto.group.Point;

/**
 * A part of the list of public credentials, checked: every element is a canonical point of the prime order other than
 * the identity, and they ascend strictly, so that none is listed twice.
 *
 * @param number of this part, from 1
 * @param of number of parts
 * @param listed credentials in all parts
 * @param credentials those of this part
 */
record CredentialChunk(int number, int of, int listed, List<String> credentials) {

    CredentialChunk {
        credentials = List.copyOf(credentials);
        if (number < 1 || number > of || credentials.isEmpty() || credentials.size() > listed) {
            throw new IllegalArgumentException("part " + number + " of " + of + " of a list of " + listed
                    + " credentials cannot hold " + credentials.size());
        }
        String last = "";
        for (int i = 0; i < credentials.size(); i++) {
            Point.parse(credentials.get(i), "credentials[" + i + "]");
            if (credentials.get(i).compareTo(last) <= 0) {
                throw new IllegalArgumentException("credentials[" + i + "] of part " + number + " does not ascend");
            }
            last = credentials.get(i);
        }
    }

    String lowest() {
        return credentials.getFirst();
    }

    String highest() {
        return credentials.getLast();
    }
}

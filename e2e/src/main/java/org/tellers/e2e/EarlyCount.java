package org.tellers.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tellers.local.DemoRealm;
import org.tellers.local.Stack;
import org.tellers.local.demo.HqClient;

/** Tries to count a ballot that is still open, as everybody who can sign in. */
final class EarlyCount {

    private final Stack stack;
    private final HqClient hq;
    private final String ballot;
    private final List<String> faults = new ArrayList<>();

    EarlyCount(Stack stack, HqClient hq, String ballot) {
        this.stack = stack;
        this.hq = hq;
        this.ballot = ballot;
    }

    /** One line for each door that gave way. */
    List<String> tryAll() {
        String reporting = "/api/reporting/ballots/" + ballot;
        Map<String, Object> share = Map.of(
                "owner",
                2,
                "payload",
                Map.of("decryption_factors", List.of(), "decryption_proofs", List.of()),
                "planHash",
                "0".repeat(64),
                "cells",
                List.of());
        // Together they have every role there is.
        for (String person :
                DemoRealm.people().stream().map(DemoRealm.Person::name).toList()) {
            refused(person, "the sums to decrypt", hq.get(person, reporting + "/decryption-task"));
            refused(person, "bringing a share", hq.post(person, reporting + "/partial-decryptions", share));
            refused(person, "the sealed figures", hq.get(person, reporting + "/declaration/preview"));
            refused(person, "declaring", hq.post(person, reporting + "/declaration", Map.of("decision", "declare")));
            refused(person, "confirming", hq.post(person, reporting + "/declaration/confirmation", Map.of()));
            refused(person, "the result", hq.get(person, reporting + "/result"));
            refused(person, "the count's audit", hq.get(person, reporting + "/audit"));
            refused(person, "the report", hq.get(person, reporting + "/report"));
        }
        empty("voting", "plan");
        empty("reporting", "plan");
        empty("reporting", "cell");
        empty("reporting", "partial_decryption");
        return faults;
    }

    private void refused(String person, String what, HqClient.Answer answer) {
        if (answer.status() != 403 && answer.status() != 409 && answer.status() != 404) {
            faults.add("%s asked for %s before the close and got %d: %s"
                    .formatted(person, what, answer.status(), answer.body()));
        }
    }

    /** Nothing that a count would leave behind. */
    private void empty(String database, String table) {
        if (Rows.count(stack, database, table) > 0) {
            faults.add("Before the close there is something in " + database + "." + table);
        }
    }
}

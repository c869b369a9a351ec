package org.tellers.crypto.ballot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Proof;

/**
 * The encrypted answer to a homomorphic question ({@code answer_h}).
 *
 * @param choices a ciphertext of 0 or 1 for blank (where allowed) and for each answer
 * @param individualProofs for each choice, that it is 0 or 1
 * @param overallProof that the number of choices is allowed
 * @param blankProof where blank is allowed, that a blank answer has no choices
 */
public record Answer(
        List<Ciphertext> choices,
        List<List<Proof>> individualProofs,
        List<Proof> overallProof,
        Optional<List<Proof>> blankProof) {
    /** Takes copies. */
    public Answer {
        choices = List.copyOf(choices);
        individualProofs = List.copyOf(individualProofs);
        overallProof = List.copyOf(overallProof);
    }

    Json toJson() {
        Json.Builder json = Json.object()
                .put("choices", Json.array(choices, Ciphertext::toJson))
                .put("individual_proofs", Json.array(individualProofs, proof -> Json.array(proof, Proof::toJson)))
                .put("overall_proof", Json.array(overallProof, Proof::toJson));
        blankProof.ifPresent(proof -> json.put("blank_proof", Json.array(proof, Proof::toJson)));
        return json.build();
    }

    static Answer read(JsonNode node) {
        node.object("choices", "individual_proofs", "overall_proof", "?blank_proof");
        return new Answer(
                node.get("choices").items(Ciphertext::readOnCurve),
                node.get("individual_proofs").items(proof -> proof.items(Proof::read)),
                node.get("overall_proof").items(Proof::read),
                node.find("blank_proof").map(proof -> proof.items(Proof::read)));
    }

    /** The sum of all choices, or of all but the leading one for blank. */
    Ciphertext sum(boolean withoutBlank) {
        List<Ciphertext> summands = new ArrayList<>(withoutBlank ? choices.subList(1, choices.size()) : choices);
        return summands.stream().reduce(Ciphertext::plus).orElse(Ciphertext.NEUTRAL);
    }

    /** The serialised choices, as hashed in the overall and blank proofs. */
    String serialisedChoices() {
        StringBuilder text = new StringBuilder(130 * choices.size());
        for (Ciphertext c : choices) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(c.alpha().hex())
                    .append(',')
                    .append(c.beta().hex());
        }
        return text.toString();
    }
}

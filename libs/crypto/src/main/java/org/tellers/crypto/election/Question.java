package org.tellers.crypto.election;

import java.util.List;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * A homomorphic question ({@code question_h}): from min to max of the answers are chosen, or, where blank is allowed,
 * none at all whatever min says.
 *
 * @param question the text put to the voter
 * @param answers the answers in their order, at least one
 * @param blank whether a blank vote is possible; it then has its own count, in front of the answers'
 * @param min the least number of answers chosen
 * @param max the greatest number of answers chosen
 */
public record Question(String question, List<String> answers, boolean blank, int min, int max) {
    /** The most answers a question may have; the cost of a ballot grows with each. */
    public static final int MOST_ANSWERS = 100;

    /** Checks that 0 ≤ min ≤ max ≤ number of answers; {@link FormatFault#VALUE_OUT_OF_RANGE} otherwise. */
    public Question {
        answers = List.copyOf(answers);
        if (answers.isEmpty()
                || answers.size() > MOST_ANSWERS
                || min < 0
                || max < min
                || max < 1
                || max > answers.size()) {
            throw new ProtocolViolation(FormatFault.VALUE_OUT_OF_RANGE, "");
        }
    }

    /** The number of ciphertexts of an answer, and of counts in the result: one more than answers if blank is allowed. */
    public int choices() {
        return answers.size() + (blank ? 1 : 0);
    }

    Json toJson() {
        Json.Builder json = Json.object().put("answers", Json.array(answers, Json.Text::new));
        if (blank) {
            json.put("blank", new Json.Bool(true));
        }
        return json.put("min", min).put("max", max).put("question", question).build();
    }

    static Question read(JsonNode node) {
        if (node.find("type").isPresent()) { // non-homomorphic and list questions
            throw node.violation(FormatFault.UNSUPPORTED);
        }
        node.object("answers", "?blank", "min", "max", "question");
        boolean blank = node.find("blank").map(JsonNode::bool).orElse(false);
        if (node.find("blank").isPresent() && !blank) {
            throw node.get("blank").violation(FormatFault.NOT_CANONICAL);
        }
        return node.here(() -> new Question(
                node.get("question").text(),
                node.get("answers").items(JsonNode::text),
                blank,
                node.get("min").integer(0, MOST_ANSWERS),
                node.get("max").integer(0, MOST_ANSWERS)));
    }
}

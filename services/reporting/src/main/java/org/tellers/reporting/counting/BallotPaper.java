package org.tellers.reporting.counting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * The questions of a ballot, as election.json fixed them.
 *
 * @param questions in their order on the paper
 */
public record BallotPaper(List<Question> questions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One question.
     *
     * @param text its wording
     * @param options the answers to choose from, in their order
     * @param min least number of answers a ballot chooses
     * @param max greatest number of answers a ballot chooses
     * @param blankAllowed whether a ballot may leave it blank
     */
    public record Question(String text, List<String> options, int min, int max, boolean blankAllowed) {}

    /** Reads the paper from election.json, which the ballot service has made and checked. */
    public static BallotPaper of(String election) {
        try {
            List<Question> questions = new ArrayList<>();
            for (JsonNode question : JSON.readTree(election).required("questions")) {
                List<String> options = new ArrayList<>();
                question.required("answers").forEach(answer -> options.add(answer.textValue()));
                questions.add(new Question(
                        question.required("question").textValue(),
                        List.copyOf(options),
                        question.required("min").intValue(),
                        question.required("max").intValue(),
                        question.path("blank").asBoolean(false)));
            }
            return new BallotPaper(List.copyOf(questions));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("election.json is not JSON", e);
        }
    }
}

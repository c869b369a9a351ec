package org.tellers.ballot.paper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The questions put to the members.
 *
 * @param questions in the order of the paper
 */
public record BallotPaper(List<Question> questions) {

    private static final int MOST_QUESTIONS = 10;
    private static final int LEAST_ANSWERS = 2;
    private static final int MOST_ANSWERS = 20;
    private static final int MOST_QUESTION_TEXT = 2_000;
    private static final int MOST_ANSWER_TEXT = 500;

    /** Keeps its own copy. */
    public BallotPaper {
        questions = List.copyOf(questions);
    }

    /** Everything that keeps it from being printed; empty when it is fit. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (questions.isEmpty() || questions.size() > MOST_QUESTIONS) {
            faults.add(new Fault(
                    "questions",
                    "question-count",
                    "A ballot asks 1 to %d questions, here are %d".formatted(MOST_QUESTIONS, questions.size())));
            return faults;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            String field = "questions[" + i + "]";
            check(question, field, faults);
            Integer same = seen.putIfAbsent(likeness(question.question()), i);
            if (same != null) {
                faults.add(new Fault(field + ".question", "repeated", "Question %d asks the same".formatted(same + 1)));
            }
        }
        return faults;
    }

    private static void check(Question question, String field, List<Fault> faults) {
        Texts.check(question.question(), field + ".question", MOST_QUESTION_TEXT, faults);
        int answers = question.answers().size();
        if (answers < LEAST_ANSWERS || answers > MOST_ANSWERS) {
            faults.add(new Fault(
                    field + ".answers",
                    "answer-count",
                    "A question has %d to %d answers, here are %d".formatted(LEAST_ANSWERS, MOST_ANSWERS, answers)));
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < answers; i++) {
            String answer = question.answers().get(i);
            String place = field + ".answers[" + i + "]";
            Texts.check(answer, place, MOST_ANSWER_TEXT, faults);
            Integer same = seen.putIfAbsent(likeness(answer), i);
            if (same != null && !answer.isBlank()) {
                faults.add(new Fault(
                        place,
                        "repeated",
                        "Answer %d reads the same; members could not tell them apart".formatted(same + 1)));
            }
        }
        if (question.min() < 0 || question.min() > answers) {
            faults.add(new Fault(
                    field + ".min",
                    "out-of-range",
                    "At least 0 and at most %d answers can be required".formatted(answers)));
        }
        if (question.max() < 1 || question.max() > answers || question.max() < question.min()) {
            faults.add(new Fault(
                    field + ".max",
                    "out-of-range",
                    "The most answers to choose must be between %d and %d"
                            .formatted(Math.max(1, question.min()), answers)));
        }
    }

    private static String likeness(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.UK);
    }
}

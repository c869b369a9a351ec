package org.tellers.ballot.paper;

import java.util.List;

/**
 * A question of a ballot paper (rules R7, R18).
 *
 * @param question the text put to the members
 * @param answers the answers in their order on the page (rule R19)
 * @param min least number of answers to choose
 * @param max greatest number of answers to choose
 * @param blank whether a blank paper is possible and counted as such
 */
public record Question(String question, List<String> answers, int min, int max, boolean blank) {

    /** Keeps its own copy of the answers. */
    public Question {
        answers = List.copyOf(answers);
    }
}

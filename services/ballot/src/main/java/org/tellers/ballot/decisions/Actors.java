package org.tellers.ballot.decisions;

import java.util.Map;

/**
 * What the public log calls the people of a ballot: by role, numbered where several have the same. One person keeps one
 * word and two never share it, so that everyone sees that a second person decided, and nobody reads a name.
 *
 * @param words the word of each person so far, by subject
 */
record Actors(Map<String, String> words) {

    /** Keeps its own copy. */
    Actors {
        words = Map.copyOf(words);
    }

    /** The word for a person who acts in a role. */
    String word(String subject, String role) {
        String known = words.get(subject);
        if (known != null) {
            return known;
        }
        String free = role;
        for (int number = 2; words.containsValue(free); number++) {
            free = role + " " + number;
        }
        return free;
    }
}

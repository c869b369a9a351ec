package org.tellers.membership.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Arrays;
import java.util.List;

/**
 * Finds members by how the parts of their number, name and e-mail addresses begin, without regard to case and accents; an
 * index answers, so that it is quick among a million.
 */
@ApplicationScoped
class MemberSearch {

    private final EntityManager database;

    @Inject
    MemberSearch(EntityManager database) {
        this.database = database;
    }

    /**
     * Members, by membership number.
     *
     * @param text words, each of which must occur; empty finds everyone
     * @param unreachable only members without any e-mail address
     * @param after only members with a higher number
     * @param limit how many at most
     */
    List<Member> find(String text, boolean unreachable, String after, int limit) {
        List<String> words = Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        StringBuilder sql = new StringBuilder("SELECT * FROM member WHERE membership_number > :after");
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            sql.append(" AND search_words(search) @@ search_query(folded(:text))");
        }
        // The index knows letters and digits only; here the rest must fit too.
        for (int i = 0; i < words.size(); i++) {
            sql.append(" AND strpos(search, folded(:word").append(i).append(")) > 0");
        }
        if (unreachable) {
            sql.append(" AND personal_email IS NULL AND work_email IS NULL");
        }
        sql.append(" ORDER BY membership_number");
        Query query = database.createNativeQuery(sql.toString(), Member.class)
                .setParameter("after", after)
                .setMaxResults(limit);
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            query.setParameter("text", text);
        }
        for (int i = 0; i < words.size(); i++) {
            query.setParameter("word" + i, words.get(i));
        }
        @SuppressWarnings("unchecked")
        List<Member> found = query.getResultList();
        return found;
    }
}

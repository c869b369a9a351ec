package org.tellers.membership.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Arrays;
import java.util.List;

/** Finds members by any parts of number, name and e-mail address, without regard to case and accents. */
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
        for (int i = 0; i < words.size(); i++) {
            query.setParameter("word" + i, words.get(i));
        }
        @SuppressWarnings("unchecked")
        List<Member> found = query.getResultList();
        return found;
    }
}

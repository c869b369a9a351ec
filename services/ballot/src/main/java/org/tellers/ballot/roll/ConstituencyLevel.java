package org.tellers.ballot.roll;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.Member;

/** What the count can be broken down by: each value of the level is a constituency. */
public enum ConstituencyLevel {
    /** One constituency for all. */
    NONE,
    /** By section of the union. */
    SECTION,
    /** By region. */
    REGION,
    /** By employer. */
    EMPLOYER,
    /** By branch. */
    BRANCH;

    /** The word of the API and of the charter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Several of them, in a sentence. */
    public String plural() {
        return this == BRANCH ? "branches" : word() + "s";
    }

    /** Every word there is. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ConstituencyLevel::word).toList();
    }

    /** The level of this word. */
    public static Optional<ConstituencyLevel> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.word().equals(word))
                .findFirst();
    }

    /** Where a member's vote counts. */
    public Constituency of(Member member) {
        return switch (this) {
            case NONE -> new Constituency("all", "All");
            case SECTION -> named(member.section());
            case REGION -> named(member.region());
            case EMPLOYER -> named(member.employer());
            case BRANCH -> named(member.branch());
        };
    }

    private Constituency named(@Nullable String value) {
        return value == null || value.isBlank()
                ? new Constituency(word() + "/-", "Not stated")
                : new Constituency(word() + "/" + slug(value), value.strip());
    }

    // Spellings that differ only in case, accents or punctuation mean the same constituency.
    private static String slug(String value) {
        String plain = Normalizer.normalize(value, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "x" + Integer.toHexString(value.strip().hashCode()) : plain;
    }
}

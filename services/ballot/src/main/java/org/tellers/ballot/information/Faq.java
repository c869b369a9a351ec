package org.tellers.ballot.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.paper.Bilingual;
import org.tellers.ballot.paper.Fault;

/**
 * The questions and answers of a ballot as they stand.
 *
 * @param version how often they were written, 0 for never
 * @param changedAt when they were written last; null for never
 * @param changedBy sign-in name of who wrote them last
 * @param entries in the order of the page
 */
@Schema(name = "Faq", description = "The questions and answers of a ballot")
record Faq(
        int version, @Nullable Instant changedAt, @Nullable String changedBy, List<FaqEntry> entries) {

    static final Faq NONE = new Faq(0, null, null, List.of());

    private static final int MOST_ENTRIES = 50;
    private static final int MOST_QUESTION = 500;
    private static final int MOST_ANSWER = 5_000;

    /**
     * The whole of them as an officer writes it.
     *
     * @param version the version they read; refused if there is another by now
     * @param entries in the order of the page
     */
    @Schema(name = "FaqText", description = "All questions and answers, in their order; replaces what was there")
    record Written(
            @Schema(
                    required = true,
                    description = "The version that was read, 0 for none; refused if there is another by now")
            @Nullable
            Integer version,

            @Schema(required = true, description = "At most 50") @Nullable
            List<@Nullable Entry> entries) {

        /** Reads it, adding what is wrong with it. */
        List<FaqEntry> read(List<Fault> faults) {
            List<@Nullable Entry> given = entries == null ? List.of() : entries;
            if (entries == null || given.size() > MOST_ENTRIES) {
                faults.add(new Fault(
                        "entries", "entry-count", "List 0 to %d questions with answers".formatted(MOST_ENTRIES)));
                return List.of();
            }
            List<FaqEntry> read = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                Entry entry = given.get(i);
                String place = "entries[" + i + "].";
                read.add(new FaqEntry(
                        Bilingual.Written.read(
                                entry == null ? null : entry.question(), place + "question", MOST_QUESTION, faults),
                        Bilingual.Written.read(
                                entry == null ? null : entry.answer(), place + "answer", MOST_ANSWER, faults)));
            }
            return read;
        }
    }

    /** A question with its answer as written. */
    @Schema(name = "FaqEntryText")
    record Entry(
            @Schema(required = true, description = "At most 500 characters")
            Bilingual.@Nullable Written question,

            @Schema(required = true, description = "At most 5,000 characters")
            Bilingual.@Nullable Written answer) {}
}

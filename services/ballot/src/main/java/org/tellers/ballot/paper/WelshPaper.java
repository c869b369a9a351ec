package org.tellers.ballot.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The Welsh of a ballot paper: all of it or nothing, so that nobody votes on a page that changes its language. It is
 * approved with the English, and the charter holds it (protocol, Profile).
 *
 * @param name name of the ballot
 * @param authority motion or decision it rests on
 * @param questions one for each question of the paper, with as many answers
 */
@Schema(name = "WelshPaper", description = "The Welsh of the whole ballot paper")
public record WelshPaper(String name, String authority, List<Wording> questions) {

    /** Faults of numbers, which are the English paper's. */
    private static final Set<String> OF_THE_ENGLISH = Set.of("question-count", "answer-count", "out-of-range");

    /**
     * A question in Welsh.
     *
     * @param question the question
     * @param answers its answers, in the order of the paper
     */
    @Schema(name = "WelshQuestion")
    public record Wording(String question, List<String> answers) {

        /** Keeps its own copy. */
        public Wording {
            answers = List.copyOf(answers);
        }
    }

    /** Keeps its own copy. */
    public WelshPaper {
        questions = List.copyOf(questions);
    }

    /** The Welsh as someone writes it. */
    @Schema(name = "WelshPaperText", description = "The Welsh of the whole ballot paper, or nothing")
    public record Written(
            @Schema(required = true) @Nullable String name,
            @Schema(required = true) @Nullable String authority,

            @Schema(required = true, description = "As many questions and answers as the paper has, in its order")
            @Nullable
            List<@Nullable WrittenQuestion> questions) {

        /**
         * Reads it, adding what is wrong with it.
         *
         * @param paper the English
         * @param mostName greatest length of the ballot's name
         * @param mostAuthority greatest length of the authority
         */
        public WelshPaper read(List<Question> paper, int mostName, int mostAuthority, List<Fault> faults) {
            Texts.check(name, "welsh.name", mostName, faults);
            Texts.check(authority, "welsh.authority", mostAuthority, faults);
            List<@Nullable WrittenQuestion> given = questions == null ? List.of() : questions;
            List<Question> read = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                WrittenQuestion written = given.get(i);
                // What the English says of numbers holds for the Welsh, and its texts obey the same rules.
                Question english = i < paper.size() ? paper.get(i) : new Question("", List.of(), 1, 1, false);
                read.add(new Question(
                        written == null || written.question() == null
                                ? ""
                                : written.question().strip(),
                        answers(written),
                        english.min(),
                        english.max(),
                        english.blank()));
                if (i < paper.size()
                        && read.get(i).answers().size() != english.answers().size()) {
                    faults.add(new Fault(
                            "welsh.questions[%d].answers".formatted(i),
                            "translation-differs",
                            "The question has %d answers in English and %d in Welsh"
                                    .formatted(
                                            english.answers().size(),
                                            read.get(i).answers().size())));
                }
            }
            if (given.size() != paper.size()) {
                faults.add(new Fault(
                        "welsh.questions",
                        "translation-differs",
                        "The paper has %d questions in English and %d in Welsh".formatted(paper.size(), given.size())));
            } else {
                new BallotPaper(read)
                        .faults().stream()
                                .filter(fault -> !OF_THE_ENGLISH.contains(fault.code()))
                                .map(fault -> new Fault("welsh." + fault.field(), fault.code(), fault.detail()))
                                .forEach(faults::add);
            }
            return new WelshPaper(
                    name == null ? "" : name.strip(),
                    authority == null ? "" : authority.strip(),
                    read.stream()
                            .map(one -> new Wording(one.question(), one.answers()))
                            .toList());
        }

        private static List<String> answers(@Nullable WrittenQuestion written) {
            List<@Nullable String> given = written == null || written.answers() == null ? List.of() : written.answers();
            return given.stream()
                    .map(answer -> answer == null ? "" : answer.strip())
                    .toList();
        }
    }

    /** A question in Welsh as someone writes it. */
    @Schema(name = "WelshQuestionText")
    public record WrittenQuestion(
            @Schema(required = true) @Nullable String question,
            @Schema(required = true) @Nullable List<@Nullable String> answers) {}
}

package org.tellers.reporting.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.declaration.Reconciliation;
import org.tellers.reporting.projection.RollVersion;

/**
 * The report of a declared ballot, the same for every language: counts, percentages with their base (rule R24), what is
 * withheld and why, whether the figures agree, and how to check them. Its exact JSON is what people sign.
 *
 * @param version of this form: 1
 * @param ballot the ballot
 * @param declaredAt when the result was declared
 * @param madeAt when this report was made
 * @param policy what of it is published
 * @param electorate who could vote
 * @param turnout how many did
 * @param questions in the order of the paper
 * @param breakdown the parts of the count that are shown, and those that are not
 * @param reconciliation what had to agree, and did
 * @param thresholds what a statutory ballot with these figures would have reached; information only (rule R25)
 * @param keys who holds the keys of the count
 * @param proofs hashes that tie the report to the archive
 */
public record Report(
        int version,
        Figures.AboutBallot ballot,
        Instant declaredAt,
        Instant madeAt,
        Figures.Policy policy,
        Electorate electorate,
        Turnout turnout,
        List<QuestionResult> questions,
        Breakdown breakdown,
        List<Agreement> reconciliation,
        List<StatutoryRules.Finding> thresholds,
        Figures.Keys keys,
        Figures.Proofs proofs) {

    private static final int VERSION = 1;

    /** Takes copies. */
    public Report {
        questions = List.copyOf(questions);
        reconciliation = List.copyOf(reconciliation);
        thresholds = List.copyOf(thresholds);
    }

    /** The figures contradict one another, so that there is no report. */
    public static final class DoesNotReconcile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> disagreements;

        DoesNotReconcile(List<String> disagreements) {
            super(String.join(" ", disagreements));
            this.disagreements = List.copyOf(disagreements);
        }

        /** One sentence for each disagreement. */
        public List<String> disagreements() {
            return disagreements;
        }
    }

    /**
     * Who could vote.
     *
     * @param entitled members entitled
     * @param rollVersions every version of the roll
     * @param credentialsIssued credentials given to a member, replaced ones included; null when the box did not count
     * @param credentials the credentials at the close; null when the box did not count
     * @param mailsIssued mails with a first or a replaced voting code
     * @param mailsReturned of these, returned undelivered
     */
    public record Electorate(
            int entitled,
            List<RollVersion> rollVersions,
            @Nullable Integer credentialsIssued,
            @Nullable CredentialCounts credentials,
            int mailsIssued,
            int mailsReturned) {

        /** Takes a copy. */
        public Electorate {
            rollVersions = List.copyOf(rollVersions);
        }
    }

    /**
     * Turnout, always with both numbers.
     *
     * @param cast votes cast
     * @param entitled members entitled
     * @param percent cast of entitled, one decimal; null when nobody is entitled
     */
    public record Turnout(int cast, int entitled, @Nullable BigDecimal percent) {

        static Turnout of(int cast, int entitled) {
            return new Turnout(cast, entitled, DeclaredResult.percent(cast, entitled));
        }
    }

    /**
     * The counts of one question.
     *
     * @param number from 1
     * @param question its wording
     * @param min least number of options a ballot could choose
     * @param max greatest number of options a ballot could choose
     * @param blankAllowed whether a ballot could leave it blank
     * @param options in the order of the paper
     * @param blank ballots that left it blank
     * @param spoilt always 0: the box takes no ballot that is not proved to be valid
     * @param cast votes cast: answered + blank + spoilt
     * @param base what percentages divide by: the ballots that answered this question
     */
    public record QuestionResult(
            int number,
            String question,
            int min,
            int max,
            boolean blankAllowed,
            List<DeclaredResult.OptionResult> options,
            int blank,
            int spoilt,
            int cast,
            Base base) {

        static List<QuestionResult> of(BallotPaper paper, List<DeclaredResult.QuestionResult> results, int cast) {
            List<QuestionResult> questions = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                BallotPaper.Question asked = paper.questions().get(i);
                DeclaredResult.QuestionResult result = results.get(i);
                questions.add(new QuestionResult(
                        i + 1,
                        result.question(),
                        asked.min(),
                        asked.max(),
                        asked.blankAllowed(),
                        result.options(),
                        result.blank(),
                        0,
                        cast,
                        new Base("answered", result.percentBaseCount())));
            }
            return List.copyOf(questions);
        }
    }

    /**
     * What percentages divide by.
     *
     * @param kind {@code answered}: ballots that answered the question
     * @param count that number
     */
    public record Base(String kind, int count) {}

    /**
     * The parts of the count.
     *
     * @param level the finest level that the policy publishes; none when there is no breakdown
     * @param parts those shown, coarsest level first
     * @param withheld those not shown
     */
    public record Breakdown(String level, List<Part> parts, List<Withheld> withheld) {

        /** Takes copies. */
        public Breakdown {
            parts = List.copyOf(parts);
            withheld = List.copyOf(withheld);
        }
    }

    /**
     * One part of the count.
     *
     * @param level such as region or branch
     * @param name for people
     * @param turnout of this part
     * @param questions in the order of the paper
     */
    public record Part(String level, String name, Turnout turnout, List<QuestionResult> questions) {}

    /**
     * What is not shown.
     *
     * @param level such as region or branch
     * @param part for people; null when the whole level is withheld
     * @param reason policy, under-minimum, complementary or unanimous
     */
    public record Withheld(String level, @Nullable String part, String reason) {}

    /**
     * One figure that had to agree with others.
     *
     * @param rule which: listed, active, ballots, used, tallied, announced, constituencies, choices, roll, roll-version
     * @param question number of the question it is about; null when it is about the whole ballot
     * @param figure the figure
     * @param least the least it may be
     * @param most the greatest it may be
     */
    public record Agreement(String rule, @Nullable Integer question, long figure, long least, long most) {

        static Agreement exactly(String rule, long figure, long expected) {
            return new Agreement(rule, null, figure, expected, expected);
        }

        /** Whether it is so. */
        public boolean holds() {
            return least <= figure && figure <= most;
        }
    }

    /**
     * Makes the report.
     *
     * @throws DoesNotReconcile when the figures contradict one another; by the rule that also refuses the declaration
     */
    public static Report of(Figures figures, StatutoryRules rules) {
        Reconciliation.Figures counted = figures.counted();
        List<String> disagreements = Reconciliation.disagreements(counted);
        if (!disagreements.isEmpty()) {
            throw new DoesNotReconcile(disagreements);
        }
        List<Agreement> agreements = agreements(counted);
        if (!agreements.stream().allMatch(Agreement::holds)) {
            throw new DoesNotReconcile(sentences(agreements));
        }
        DeclaredResult result = figures.result();
        List<QuestionResult> questions = QuestionResult.of(counted.paper(), result.questions(), result.cast());
        Turnout turnout = Turnout.of(result.cast(), result.entitled());
        CredentialCounts credentials = counted.box().credentials().orElse(null);
        return new Report(
                VERSION,
                figures.ballot(),
                figures.declaredAt(),
                figures.madeAt(),
                figures.policy(),
                new Electorate(
                        result.entitled(),
                        counted.roll().versions(),
                        credentials == null ? null : credentials.active() + credentials.revoked(),
                        credentials,
                        figures.mail().issued(),
                        figures.mail().returned()),
                turnout,
                questions,
                breakdown(figures),
                agreements,
                rules.findings(figures.ballot().opensAt(), turnout, questions),
                figures.keys(),
                figures.proofs());
    }

    private static Breakdown breakdown(Figures figures) {
        DeclaredResult result = figures.result();
        List<Part> parts = new ArrayList<>();
        for (DeclaredResult.LevelResult level : result.breakdown()) {
            for (DeclaredResult.CellResult cell : level.cells()) {
                parts.add(new Part(
                        level.level(),
                        cell.name(),
                        Turnout.of(cell.cast(), cell.entitled()),
                        QuestionResult.of(figures.counted().paper(), cell.questions(), cell.cast())));
            }
        }
        return new Breakdown(
                figures.policy().breakdown(),
                parts,
                result.withheld().stream()
                        .map(part -> new Withheld(part.level(), part.constituency(), part.reason()))
                        .toList());
    }

    private static List<Agreement> agreements(Reconciliation.Figures counted) {
        List<Agreement> agreements = new ArrayList<>();
        Reconciliation.Box box = counted.box();
        Reconciliation.Roll roll = counted.roll();
        agreements.add(Agreement.exactly("roll", roll.byConstituency(), roll.entitled()));
        box.credentials().ifPresent(credentials -> {
            agreements.add(Agreement.exactly(
                    "listed",
                    credentials.listed(),
                    (long) credentials.active() + credentials.revoked() + credentials.reserve()));
            agreements.add(Agreement.exactly("active", credentials.active(), roll.entitled()));
            agreements.add(new Agreement("ballots", null, box.cast(), 0, credentials.active()));
            agreements.add(Agreement.exactly("used", credentials.used(), box.cast()));
            agreements.add(new Agreement(
                    "roll-version",
                    null,
                    credentials.rollVersion(),
                    1,
                    roll.versions().getLast().version()));
        });
        agreements.add(Agreement.exactly("tallied", box.tallied(), box.cast()));
        agreements.add(Agreement.exactly("announced", counted.announced(), box.cast()));
        Integer byConstituency = box.byConstituency();
        if (byConstituency != null) {
            agreements.add(Agreement.exactly("constituencies", byConstituency, box.cast()));
        }
        for (int i = 0; i < counted.paper().questions().size(); i++) {
            BallotPaper.Question asked = counted.paper().questions().get(i);
            Counts.QuestionCounts counts = counted.total().questions().get(i);
            long answered = (long) box.cast() - counts.blank();
            agreements.add(new Agreement(
                    "choices",
                    i + 1,
                    counts.options().stream().mapToLong(Integer::longValue).sum(),
                    asked.min() * answered,
                    asked.max() * answered));
        }
        return agreements;
    }

    private static List<String> sentences(List<Agreement> agreements) {
        return agreements.stream()
                .filter(agreement -> !agreement.holds())
                .map(agreement -> agreement.least() == agreement.most()
                        ? "The figure \"%s\" is %d and must be %d."
                                .formatted(agreement.rule(), agreement.figure(), agreement.least())
                        : "The figure \"%s\" is %d and must be from %d to %d."
                                .formatted(agreement.rule(), agreement.figure(), agreement.least(), agreement.most()))
                .toList();
    }
}

package org.tellers.reporting.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.declaration.DeclaredResult;

/**
 * What the law asks of a statutory ballot, as dated data (rule R25), and what a ballot's figures would have come to under
 * it. It decides nothing: an indicative ballot needs no threshold.
 *
 * @param rules all rules, past and present
 * @param yes wordings that mean yes, in lower case
 */
public record StatutoryRules(List<Rule> rules, List<String> yes) {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int WHOLE = 100;

    /** What a rule measures. */
    public enum Kind {
        /** At least a share of those entitled voted. */
        @JsonProperty("turnout")
        TURNOUT,
        /** More than a share of the ballots that answered the question say yes. */
        @JsonProperty("yes-of-answered")
        YES_OF_ANSWERED,
        /** At least a share of those entitled say yes. */
        @JsonProperty("yes-of-entitled")
        YES_OF_ENTITLED,
        /** For how many months a yes allows action. */
        @JsonProperty("mandate-months")
        MANDATE_MONTHS,
        /** How many days before action the employer is told. */
        @JsonProperty("notice-days")
        NOTICE_DAYS;

        /** The word in data and catalogues. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One rule.
     *
     * @param id its name in the report
     * @param percent the share, for rules that ask for one
     * @param number months or days, for rules that say one
     * @param from first day of opening it holds for
     * @param to last day of opening it holds for; null while it is in force
     * @param repealAnnounced whether Parliament or government have announced its end
     * @param condition the sector it holds for; null for all
     * @param source where it is written
     */
    public record Rule(
            String id,
            Kind kind,
            @Nullable Integer percent,
            @Nullable Integer number,
            LocalDate from,
            @Nullable LocalDate to,
            boolean repealAnnounced,
            @Nullable String condition,
            String source) {

        /** Refuses a rule without the number that its kind needs. */
        public Rule {
            boolean share = kind != Kind.MANDATE_MONTHS && kind != Kind.NOTICE_DAYS;
            if ((share ? percent : number) == null) {
                throw new IllegalArgumentException(
                        "Rule " + id + " needs a " + (share ? "percent" : "number") + ", as every " + kind.word());
            }
        }

        boolean holdsOn(LocalDate opening) {
            return !opening.isBefore(from) && (to == null || !opening.isAfter(to));
        }
    }

    /**
     * Figures beside what a rule asks for.
     *
     * @param reached members who voted, or ballots that say yes
     * @param of what the share is taken of
     * @param needed the least whole number that meets the rule
     * @param met whether it is reached
     */
    public record Measure(int reached, int of, int needed, boolean met) {}

    /**
     * What a statutory ballot with these figures would have come to under one rule.
     *
     * @param rule the rule's name
     * @param kind what it measures
     * @param question number of the question; null for rules of the whole ballot
     * @param percent the share asked for
     * @param number months or days
     * @param measure how the figures compare; null for rules that only say a number
     * @param from first day of opening the rule holds for
     * @param to last day of opening the rule holds for
     * @param repealAnnounced whether its end is announced
     * @param condition the sector it holds for
     * @param source where it is written
     */
    public record Finding(
            String rule,
            Kind kind,
            @Nullable Integer question,
            @Nullable Integer percent,
            @Nullable Integer number,
            @Nullable Measure measure,
            LocalDate from,
            @Nullable LocalDate to,
            boolean repealAnnounced,
            @Nullable String condition,
            String source) {}

    /** Takes copies. */
    public StatutoryRules {
        rules = List.copyOf(rules);
        yes = List.copyOf(yes);
    }

    /** The rules that come with this version. */
    public static StatutoryRules current() {
        YAMLMapper yaml = YAMLMapper.builder()
                .addModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream file = StatutoryRules.class.getResourceAsStream("/report/statutory-rules.yaml")) {
            return yaml.readValue(file, StatutoryRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The statutory rules cannot be read", e);
        }
    }

    /** The turnout that a statutory ballot opening then needs, in per cent of those entitled; empty without such a rule. */
    public Optional<Integer> turnoutNeeded(Instant opensAt) {
        LocalDate opening = LocalDate.ofInstant(opensAt, LONDON);
        return rules.stream()
                .filter(rule -> rule.kind() == Kind.TURNOUT && rule.condition() == null && rule.holdsOn(opening))
                .map(Rule::percent)
                .findFirst();
    }

    /** What each rule in force on the opening day says about the figures, in the order of the data. */
    List<Finding> findings(Instant opensAt, Report.Turnout turnout, List<Report.QuestionResult> questions) {
        LocalDate opening = LocalDate.ofInstant(opensAt, LONDON);
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            if (!rule.holdsOn(opening)) {
                continue;
            }
            switch (rule.kind()) {
                case TURNOUT -> findings.add(share(rule, null, turnout.cast(), turnout.entitled()));
                case YES_OF_ANSWERED, YES_OF_ENTITLED ->
                    questions.forEach(question -> votesForYes(question)
                            .map(votes -> share(
                                    rule,
                                    question.number(),
                                    votes,
                                    rule.kind() == Kind.YES_OF_ENTITLED
                                            ? turnout.entitled()
                                            : question.base().count()))
                            .ifPresent(findings::add));
                case MANDATE_MONTHS, NOTICE_DAYS -> findings.add(finding(rule, null, null));
            }
        }
        return List.copyOf(findings);
    }

    /** What the rules about turnout that are in force on the opening day say about a turnout, in the order of the data. */
    public List<Finding> ofTurnout(Instant opensAt, int cast, int entitled) {
        LocalDate opening = LocalDate.ofInstant(opensAt, LONDON);
        return rules.stream()
                .filter(rule -> rule.kind() == Kind.TURNOUT && rule.holdsOn(opening))
                .map(rule -> share(rule, null, cast, entitled))
                .toList();
    }

    private static Finding share(Rule rule, @Nullable Integer question, int reached, int of) {
        long share = (long) Objects.requireNonNull(rule.percent()) * of;
        // "At least" rounds up to a whole member; "more than" is the next whole ballot above the share.
        int needed =
                Math.toIntExact(rule.kind() == Kind.YES_OF_ANSWERED ? share / WHOLE + 1 : (share + WHOLE - 1) / WHOLE);
        return finding(rule, question, new Measure(reached, of, needed, reached >= needed && of > 0));
    }

    private static Finding finding(Rule rule, @Nullable Integer question, @Nullable Measure measure) {
        return new Finding(
                rule.id(),
                rule.kind(),
                question,
                rule.percent(),
                rule.number(),
                measure,
                rule.from(),
                rule.to(),
                rule.repealAnnounced(),
                rule.condition(),
                rule.source());
    }

    /** Ballots that say yes; empty for a question that is not answered by yes or no. */
    private Optional<Integer> votesForYes(Report.QuestionResult question) {
        if (question.max() != 1) {
            return Optional.empty();
        }
        return question.options().stream()
                .filter(option -> Arrays.stream(option.option().split("/", -1))
                        .anyMatch(half -> yes.contains(half.strip().toLowerCase(Locale.ROOT))))
                .map(DeclaredResult.OptionResult::votes)
                .findFirst();
    }
}

package org.tellers.ballot.draft;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.followup.Trigger;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.paper.BallotPaper;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.paper.Question;
import org.tellers.ballot.paper.Texts;
import org.tellers.ballot.paper.WelshPaper;
import org.tellers.ballot.policy.Minima;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.policy.PolicyTerms;
import org.tellers.ballot.policy.Publication;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.roll.Levels;
import org.tellers.ballot.schedule.Window;

/** A ballot as an officer writes it; what is left out takes the union's usual value. */
@Schema(name = "BallotDraft", description = "Wording, window, eligibility and policy of a ballot")
public record DraftBody(
        @Schema(required = true, description = "Name of the ballot, at most 200 characters") @Nullable
        String name,

        @Schema(description = "The union that holds it; the installation's union unless stated") @Nullable
        String union,

        @Schema(required = true, description = "Motion or decision that the ballot rests on, at most 1,000 characters")
        @Nullable
        String authority,

        @Schema(required = true, description = "1 to 10 questions") @Nullable
        List<@Nullable QuestionBody> questions,

        @Schema(
                required = true,
                description = "First instant at which a vote counts, ISO 8601 with zone; whole seconds")
        @Nullable
        Instant opensAt,

        @Schema(required = true, description = "First instant at which a vote no longer counts") @Nullable
        Instant closesAt,

        @Schema(description = "Who is entitled; every active member unless stated") @Nullable
        EligibilityBody eligibility,

        @Schema(description = "none, section, region, employer or branch; none unless stated") @Nullable
        String constituencyLevel,

        @Schema(description = "A coarser level above it: none, section, region, employer or branch; none unless stated")
        @Nullable
        String constituencyGroupLevel,

        @Schema(description = "What will be published") @Nullable
        PublicationBody publication,

        @Schema(description = "The smallest constituency whose figures may be seen; 20 and 20 unless raised")
        PolicyTerms.@Nullable MinimaBody minima,

        @Schema(description = "Spare credentials; 20 per cent, at least 200 unless stated") @Nullable
        ReserveBody reserve,

        @Schema(description = "Who holds the people's part of the key; 2 of 3 unless stated") @Nullable
        KeyHoldersBody keyHolders,

        @Schema(description = "Must be false or absent: the box takes one vote of each member") @Nullable
        Boolean revoting,

        @Schema(description = "Where a member finds help, at most 500 characters") @Nullable
        String helpLine,

        @Schema(
                description =
                        "Who joins at this instant or later cannot vote, before the close; 10:00 in London on the day"
                                + " before the close unless stated")
        @Nullable
        Instant lateJoinerCutOff,

        WelshPaper.@Nullable Written welsh,

        @Schema(description = "Dates on which headquarters is to follow the ballot up, at most 10") @Nullable
        List<@Nullable TriggerBody> triggers) {

    private static final int MOST_NAME = 200;
    private static final int MOST_AUTHORITY = 1_000;
    private static final int MOST_HELP_LINE = 500;
    private static final int MOST_VALUES = 500;
    private static final int MOST_VALUE = 200;
    private static final int MOST_TRIGGERS = 10;
    private static final int MOST_TRIGGER_TEXT = 1_000;
    private static final int MOST_RESERVE_PERCENT = 100;
    private static final int MOST_RESERVE = 100_000;

    /** A question as written. */
    @Schema(name = "Question")
    public record QuestionBody(
            @Schema(required = true, description = "At most 2,000 characters") @Nullable
            String question,

            @Schema(required = true, description = "2 to 20 different answers, at most 500 characters each") @Nullable
            List<@Nullable String> answers,

            @Schema(description = "Least number of answers to choose; 1 unless stated") @Nullable
            Integer min,

            @Schema(description = "Greatest number of answers to choose; 1 unless stated") @Nullable
            Integer max,

            @Schema(description = "Whether a blank paper is possible; false unless stated") @Nullable
            Boolean blank) {}

    /** The eligibility rule as written. */
    @Schema(name = "Eligibility", description = "A list left out admits every value")
    public record EligibilityBody(
            @Nullable List<@Nullable String> sections,
            @Nullable List<@Nullable String> employers,
            @Nullable List<@Nullable String> regions,
            @Nullable List<@Nullable String> branches,
            @Nullable List<@Nullable String> workplaces,
            @Nullable List<@Nullable String> membershipClasses,

            @Schema(description = "active unless stated") @Nullable
            List<@Nullable String> statuses,

            @Schema(description = "Only who joined before this instant; everyone who is a member unless stated")
            @Nullable
            Instant joinedBefore) {}

    /** The publication policy as written. */
    @Schema(name = "Publication")
    public record PublicationBody(
            @Schema(description = "none, daily or live; live unless stated") @Nullable
            String turnout,

            @Schema(description = "none, headline or full; full unless stated") @Nullable
            String result,

            @Schema(description = "none, or a level of the constituencies; none unless stated") @Nullable
            String breakdown) {}

    /** The reserve as written. */
    @Schema(name = "Reserve")
    public record ReserveBody(
            @Nullable Integer percent, @Nullable Integer minimum) {}

    /** The holders of the people's part of the key as written. */
    @Schema(name = "KeyHolders", description = "1 of 1 is one scrutineer; else 2 or more of 3 or more, but not all")
    public record KeyHoldersBody(
            @Schema(description = "How many of them are needed to open the box") @Nullable
            Integer threshold,

            @Schema(description = "How many hold a part, 1 to 15") @Nullable
            Integer holders) {}

    /** A trigger date as written. */
    @Schema(name = "TriggerDate", description = "A date on which headquarters is to follow the ballot up (rule R16)")
    public record TriggerBody(
            @Schema(
                    required = true,
                    description = "By the London calendar; the day of the close, or up to 5 years later")
            @Nullable
            LocalDate on,

            @Schema(required = true, description = "What is to be looked at then, at most 1,000 characters") @Nullable
            String text,

            @Schema(description = "Number of the question that names the date, from 1; the whole ballot unless stated")
            @Nullable
            Integer question) {}

    /** The draft this describes, or every fault found in it. */
    public sealed interface Reading {}

    /** It can be a ballot. */
    public record Fit(Draft draft) implements Reading {}

    /** It cannot. */
    public record Unfit(List<Fault> faults) implements Reading {}

    /**
     * Reads the whole of it, so that an officer sees every fault at once.
     *
     * @param installedUnion the union of this installation
     */
    public Reading read(String installedUnion) {
        List<Fault> faults = new ArrayList<>();
        Texts.check(name, "name", MOST_NAME, faults);
        String unionName = union == null ? installedUnion : union;
        Texts.check(unionName, "union", MOST_NAME, faults);
        Texts.check(authority, "authority", MOST_AUTHORITY, faults);
        String help = helpLine == null ? "" : helpLine.strip();
        Texts.checkForm(help, "helpLine", MOST_HELP_LINE, faults);
        List<Question> paper = readQuestions(faults);
        readWindow(faults);
        Instant cutOff = readCutOff(faults);
        EligibilityRule rule = readEligibility(faults);
        Levels levels = readLevels(faults);
        Policy policy = readPolicy(levels, faults);
        Reserve spare = readReserve(faults);
        KeyHolders holders = readKeyHolders(faults);
        WelshPaper translated = welsh == null ? null : welsh.read(paper, MOST_NAME, MOST_AUTHORITY, faults);
        List<Trigger> dates = readTriggers(faults);
        if (Boolean.TRUE.equals(revoting)) {
            faults.add(new Fault(
                    "revoting", "revoting-not-offered", "The box takes one vote of each member; leave this false"));
        }
        if (!faults.isEmpty() || name == null || authority == null || opensAt == null || closesAt == null) {
            return new Unfit(List.copyOf(faults));
        }
        Window window = new Window(opensAt, closesAt);
        return new Fit(new Draft(
                name.strip(),
                unionName.strip(),
                authority.strip(),
                paper,
                window.opensAt(),
                window.closesAt(),
                rule,
                levels.leaf(),
                levels.group(),
                policy.publication(),
                policy.minima(),
                spare,
                holders,
                false,
                help,
                cutOff,
                translated,
                dates));
    }

    private List<Question> readQuestions(List<Fault> faults) {
        List<Question> read = new ArrayList<>();
        for (QuestionBody body : questions == null ? List.<@Nullable QuestionBody>of() : questions) {
            // What is missing is read as empty, and the paper's own rules name it.
            QuestionBody written = body == null ? new QuestionBody(null, null, null, null, null) : body;
            List<String> answers = new ArrayList<>();
            for (String answer : written.answers() == null ? List.<@Nullable String>of() : written.answers()) {
                answers.add(answer == null ? "" : answer.strip());
            }
            read.add(new Question(
                    written.question() == null ? "" : written.question().strip(),
                    answers,
                    written.min() == null ? 1 : written.min(),
                    written.max() == null ? 1 : written.max(),
                    Boolean.TRUE.equals(written.blank())));
        }
        faults.addAll(new BallotPaper(read).faults());
        return read;
    }

    private void readWindow(List<Fault> faults) {
        if (opensAt == null) {
            faults.add(new Fault("opensAt", "instant-missing", "Say when the ballot opens"));
        }
        if (closesAt == null) {
            faults.add(new Fault("closesAt", "instant-missing", "Say when the ballot closes"));
        }
        if (opensAt != null && closesAt != null) {
            try {
                new Window(opensAt, closesAt).check();
            } catch (Refusal refusal) {
                faults.add(new Fault(refusal.field(), refusal.code(), refusal.sentence()));
            }
        }
    }

    private @Nullable Instant readCutOff(List<Fault> faults) {
        if (lateJoinerCutOff == null) {
            return null;
        }
        try {
            Window.checkInOurTime("lateJoinerCutOff", lateJoinerCutOff);
        } catch (Refusal refusal) {
            faults.add(new Fault(refusal.field(), refusal.code(), refusal.sentence()));
        }
        if (closesAt != null && !lateJoinerCutOff.isBefore(closesAt)) {
            faults.add(new Fault(
                    "lateJoinerCutOff",
                    "cut-off-after-close",
                    "Late joiners are cut off before the close, not after it"));
        }
        return lateJoinerCutOff.truncatedTo(ChronoUnit.SECONDS);
    }

    private List<Trigger> readTriggers(List<Fault> faults) {
        List<@Nullable TriggerBody> written = triggers == null ? List.of() : triggers;
        if (written.size() > MOST_TRIGGERS) {
            faults.add(new Fault(
                    "triggers", "trigger-count", "A ballot has at most %d trigger dates".formatted(MOST_TRIGGERS)));
            return List.of();
        }
        Instant close = faults.stream().noneMatch(fault -> fault.field().equals("closesAt")) ? closesAt : null;
        List<Trigger> read = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            TriggerBody body = written.get(i);
            String place = "triggers[" + i + "]";
            String text = body == null ? null : body.text();
            Texts.check(text, place + ".text", MOST_TRIGGER_TEXT, faults);
            LocalDate on = body == null ? null : body.on();
            if (on == null) {
                faults.add(new Fault(place + ".on", "date-missing", "Say on which day, such as 2026-09-01"));
            } else if (close != null && !Trigger.fits(on, close)) {
                faults.add(new Fault(
                        place + ".on",
                        "trigger-out-of-range",
                        "A trigger date is the day of the close, or up to %d years later"
                                .formatted(Trigger.MOST_YEARS)));
            }
            Integer question = body == null ? null : body.question();
            int asked = questions == null ? 0 : questions.size();
            if (question != null && (question < 1 || question > asked)) {
                faults.add(
                        new Fault(place + ".question", "out-of-range", "The ballot has %d questions".formatted(asked)));
            }
            if (on != null && text != null) {
                read.add(new Trigger(on, text.strip(), question));
            }
        }
        return read;
    }

    private EligibilityRule readEligibility(List<Fault> faults) {
        if (eligibility == null) {
            return EligibilityRule.EVERY_ACTIVE_MEMBER;
        }
        return new EligibilityRule(
                readValues(eligibility.sections(), "sections", faults),
                readValues(eligibility.employers(), "employers", faults),
                readValues(eligibility.regions(), "regions", faults),
                readValues(eligibility.branches(), "branches", faults),
                readValues(eligibility.workplaces(), "workplaces", faults),
                readValues(eligibility.membershipClasses(), "membershipClasses", faults),
                Optional.ofNullable(readValues(eligibility.statuses(), "statuses", faults))
                        .orElse(EligibilityRule.ACTIVE_ONLY),
                eligibility.joinedBefore());
    }

    private static @Nullable List<String> readValues(
            @Nullable List<@Nullable String> values, String name, List<Fault> faults) {
        if (values == null) {
            return null;
        }
        String field = "eligibility." + name;
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            faults.add(new Fault(
                    field,
                    "value-count",
                    "List 1 to %d values, or leave the list out to admit all".formatted(MOST_VALUES)));
            return List.of();
        }
        List<String> read = new ArrayList<>();
        HashSet<String> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String place = field + "[" + i + "]";
            Texts.check(value, place, MOST_VALUE, faults);
            if (value != null && !seen.add(value.strip())) {
                faults.add(new Fault(place, "repeated", "This value is listed twice"));
            }
            if (value != null) {
                read.add(value.strip());
            }
        }
        return List.copyOf(read);
    }

    private Levels readLevels(List<Fault> faults) {
        ConstituencyLevel leaf = readLevel(constituencyLevel, "constituencyLevel", faults);
        ConstituencyLevel group = readLevel(constituencyGroupLevel, "constituencyGroupLevel", faults);
        if (group != ConstituencyLevel.NONE && (leaf == ConstituencyLevel.NONE || leaf == group)) {
            faults.add(new Fault(
                    "constituencyGroupLevel",
                    "group-needs-level",
                    "Groups stand above constituencies of another, finer level; state it as constituencyLevel"));
        }
        return new Levels(group, leaf);
    }

    private static ConstituencyLevel readLevel(@Nullable String written, String field, List<Fault> faults) {
        String word = written == null ? ConstituencyLevel.NONE.word() : written;
        return ConstituencyLevel.of(word).orElseGet(() -> {
            faults.add(
                    new Fault(field, "unknown-word", "Must be one of " + String.join(", ", ConstituencyLevel.words())));
            return ConstituencyLevel.NONE;
        });
    }

    private Policy readPolicy(Levels levels, List<Fault> faults) {
        PublicationBody written = publication == null ? new PublicationBody(null, null, null) : publication;
        return new PolicyTerms(written.turnout(), written.result(), written.breakdown(), minima)
                .read(Publication.USUAL, Minima.USUAL, levels, "publication.", faults);
    }

    private KeyHolders readKeyHolders(List<Fault> faults) {
        KeyHoldersBody written = keyHolders == null ? new KeyHoldersBody(null, null) : keyHolders;
        KeyHolders usual = KeyHolders.USUAL;
        int holders = number(written.holders(), usual.holders(), "keyHolders.holders", 1, KeyHolders.MOST, faults);
        if (holders == 2) {
            faults.add(new Fault(
                    "keyHolders.holders",
                    "out-of-range",
                    "One scrutineer holds the key alone, or three and more people hold it together"));
        }
        // One holder is needed alone; of several one must never be enough, and one lost key must never be too many.
        int least = holders == 1 ? 1 : 2;
        int most = Math.max(least, holders - 1);
        int threshold = number(
                written.threshold(), Math.min(usual.threshold(), most), "keyHolders.threshold", least, most, faults);
        return new KeyHolders(threshold, holders);
    }

    private Reserve readReserve(List<Fault> faults) {
        ReserveBody written = reserve == null ? new ReserveBody(null, null) : reserve;
        return new Reserve(
                number(written.percent(), 20, "reserve.percent", 0, MOST_RESERVE_PERCENT, faults),
                number(written.minimum(), 200, "reserve.minimum", 0, MOST_RESERVE, faults));
    }

    private static int number(
            @Nullable Integer written, int usual, String field, int least, int most, List<Fault> faults) {
        int value = written == null ? usual : written;
        if (value < least || value > most) {
            faults.add(
                    new Fault(field, "out-of-range", "The number must be between %,d and %,d".formatted(least, most)));
        }
        return value;
    }
}

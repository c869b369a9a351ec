package org.tellers.reporting.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;
import org.tellers.reporting.projection.RollVersion;

/**
 * Whether the figures of a ballot agree with one another, from the roll over the credentials and the box to the counts; a
 * declaration that does not reconcile is refused (story T4).
 */
public final class Reconciliation {

    private Reconciliation() {}

    /**
     * Everything that must agree.
     *
     * @param paper the questions, which say how many options a ballot may choose
     * @param total the decrypted total
     * @param cells the other decrypted cells
     * @param box what the box said at its close
     * @param roll what the roll says
     * @param announced votes cast, as turnout announced them in batches
     */
    public record Figures(BallotPaper paper, Counts total, List<CellFigures> cells, Box box, Roll roll, int announced) {
        /** Takes a copy. */
        public Figures {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A decrypted cell of the breakdown.
     *
     * @param name for people
     * @param cast ballots that the plan says it sums
     * @param counts its decrypted counts
     */
    public record CellFigures(String name, int cast, Counts counts) {}

    /**
     * The box at its close.
     *
     * @param cast ballots that count
     * @param tallied ballots that the encrypted tally says it sums
     * @param byConstituency sum of the votes of all constituencies; null when the close did not name them
     * @param credentials the credentials as the box counted them; empty when it did not
     * @param setupListed credentials listed in Setup; null when that is not known
     */
    public record Box(
            int cast,
            int tallied,
            @Nullable Integer byConstituency,
            Optional<CredentialCounts> credentials,
            @Nullable Integer setupListed) {}

    /**
     * The roll.
     *
     * @param versions in order
     * @param entitled by the version in force
     * @param byConstituency sum over all constituencies
     * @param setupVersion version that the box was set up with; null when that is not known
     * @param setupActive credentials active then
     */
    public record Roll(
            List<RollVersion> versions,
            int entitled,
            int byConstituency,
            @Nullable Integer setupVersion,
            @Nullable Integer setupActive) {
        /** Takes a copy. */
        public Roll {
            versions = List.copyOf(versions);
        }
    }

    /** One sentence for each disagreement; empty when all agree. */
    public static List<String> disagreements(Figures figures) {
        List<String> found = new ArrayList<>();
        roll(figures.roll(), found);
        credentials(figures.box(), figures.roll(), found);
        box(figures, found);
        counts("", figures.paper(), figures.total(), figures.box().cast(), found);
        for (CellFigures cell : figures.cells()) {
            counts("In %s: ".formatted(cell.name()), figures.paper(), cell.counts(), cell.cast(), found);
            within(figures.total(), cell, found);
        }
        return found;
    }

    private static void roll(Roll roll, List<String> found) {
        for (int i = 0; i < roll.versions().size(); i++) {
            if (roll.versions().get(i).version() != i + 1) {
                found.add("The roll has no version %d.".formatted(i + 1));
                return;
            }
        }
        if (roll.versions().isEmpty() || roll.versions().getLast().entitled() != roll.entitled()) {
            found.add("The last version of the roll does not have the %d members entitled.".formatted(roll.entitled()));
        }
        if (roll.byConstituency() != roll.entitled()) {
            found.add("The constituencies have %d entitled members, the roll has %d."
                    .formatted(roll.byConstituency(), roll.entitled()));
        }
        Integer version = roll.setupVersion();
        Integer active = roll.setupActive();
        if (version != null
                && active != null
                && roll.versions().stream()
                        .noneMatch(v -> v.version() == version && v.entitled() == active.intValue())) {
            found.add(
                    "The box was set up with %d active credentials for version %d of the roll, which has another number."
                            .formatted(active, version));
        }
    }

    private static void credentials(Box box, Roll roll, List<String> found) {
        if (box.credentials().isEmpty()) {
            found.add("The box did not say at its close how many credentials are active, revoked and in reserve.");
            return;
        }
        CredentialCounts counted = box.credentials().get();
        if (counted.listed() != (long) counted.active() + counted.revoked() + counted.reserve()) {
            found.add("%d credentials are listed, but %d active, %d revoked and %d in reserve."
                    .formatted(counted.listed(), counted.active(), counted.revoked(), counted.reserve()));
        }
        Integer listed = box.setupListed();
        if (listed != null && listed != counted.listed()) {
            found.add("Setup lists %d credentials, the close counted %d.".formatted(listed, counted.listed()));
        }
        if (counted.active() != roll.entitled()) {
            found.add(
                    "%d credentials are active for %d entitled members.".formatted(counted.active(), roll.entitled()));
        }
        // A later version may say only what was decided in the last minutes; that it fits, the number of active shows.
        if (roll.versions().isEmpty()
                || counted.rollVersion() > roll.versions().getLast().version()) {
            found.add("The box closed with version %d of the roll, which is not known here."
                    .formatted(counted.rollVersion()));
        }
        if (counted.used() != box.cast()) {
            found.add("%d ballots are of active credentials, the box closed with %d."
                    .formatted(counted.used(), box.cast()));
        }
    }

    private static void box(Figures figures, List<String> found) {
        Box box = figures.box();
        if (box.tallied() != box.cast()) {
            found.add("The encrypted tally sums %d ballots, the box closed with %d."
                    .formatted(box.tallied(), box.cast()));
        }
        if (figures.announced() != box.cast()) {
            found.add("Turnout announced %d votes, the box closed with %d.".formatted(figures.announced(), box.cast()));
        }
        Integer byConstituency = box.byConstituency();
        if (byConstituency != null && byConstituency != box.cast()) {
            found.add(
                    "The constituencies have %d votes, the box closed with %d.".formatted(byConstituency, box.cast()));
        }
        if (box.cast() > figures.roll().entitled()) {
            found.add("The box closed with %d ballots for %d entitled members."
                    .formatted(box.cast(), figures.roll().entitled()));
        }
    }

    private static void counts(String where, BallotPaper paper, Counts counts, int cast, List<String> found) {
        if (counts.questions().size() != paper.questions().size()) {
            found.add(where
                    + "The result has %d questions, the ballot paper has %d."
                            .formatted(
                                    counts.questions().size(), paper.questions().size()));
            return;
        }
        for (int i = 0; i < paper.questions().size(); i++) {
            question(where, i + 1, paper.questions().get(i), counts.questions().get(i), cast, found);
        }
    }

    private static void question(
            String where,
            int number,
            BallotPaper.Question asked,
            Counts.QuestionCounts counted,
            int cast,
            List<String> found) {
        if (counted.options().size() != asked.options().size()) {
            found.add(where
                    + "Question %d counts %d options, the ballot paper has %d."
                            .formatted(
                                    number,
                                    counted.options().size(),
                                    asked.options().size()));
            return;
        }
        if (counted.blank() > cast) {
            found.add(where + "Question %d has %d blank ballots of %d cast.".formatted(number, counted.blank(), cast));
            return;
        }
        long answered = (long) cast - counted.blank();
        long sum = counted.options().stream().mapToLong(Integer::longValue).sum();
        long least = asked.min() * answered;
        long most = asked.max() * answered;
        if (sum < least || sum > most) {
            found.add(where
                    + (least == most
                            ? "Question %d counts %d choices; %d ballots that answered it make exactly %d."
                                    .formatted(number, sum, answered, least)
                            : "Question %d counts %d choices; %d ballots that answered it make %d to %d."
                                    .formatted(number, sum, answered, least, most)));
        }
        for (int option : counted.options()) {
            if (option > answered) {
                found.add(where
                        + "Question %d counts %d for one option of %d ballots that answered it."
                                .formatted(number, option, answered));
            }
        }
    }

    /** No part of the count can have more of anything than the whole. */
    private static void within(Counts total, CellFigures cell, List<String> found) {
        int questions =
                Math.min(total.questions().size(), cell.counts().questions().size());
        for (int i = 0; i < questions; i++) {
            Counts.QuestionCounts whole = total.questions().get(i);
            Counts.QuestionCounts part = cell.counts().questions().get(i);
            boolean more = part.blank() > whole.blank();
            for (int o = 0; o < Math.min(whole.options().size(), part.options().size()); o++) {
                more |= part.options().get(o) > whole.options().get(o);
            }
            if (more) {
                found.add("In %s: Question %d counts more than the total does.".formatted(cell.name(), i + 1));
            }
        }
    }
}

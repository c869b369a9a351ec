package org.tellers.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;

/** What the checks came to, one line for each. Filled by {@link Verification}; not safe for concurrent use. */
public final class Report {
    private static final int VERSION = 1;

    /** What a check came to. */
    public enum Verdict {
        OK("ok"),
        REFUSED("refused"),
        NOT_RUN("not run");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** The word in the machine-readable report. */
        public String word() {
            return word;
        }
    }

    /**
     * A fault that was found.
     *
     * @param code its stable name
     * @param message a sentence, with the place
     */
    public record Finding(String code, String message) {
        static Finding of(ProtocolViolation e) {
            return new Finding(e.fault().code(), Objects.requireNonNull(e.getMessage()));
        }
    }

    /**
     * A check's line.
     *
     * @param detail how much was checked, or why it was not
     * @param findings every fault; none unless refused
     */
    public record Line(Check check, Verdict verdict, String detail, List<Finding> findings) {
        /** Takes a copy. */
        public Line {
            findings = List.copyOf(findings);
        }
    }

    /**
     * What was checked.
     *
     * @param ballots ballots in the archive
     * @param counted ballots that count
     * @param result counts by question and option, if there is a proven result
     */
    public record Subject(
            String election,
            String uuid,
            String fingerprint,
            String head,
            int ballots,
            int counted,
            Optional<List<List<Integer>>> result) {}

    private final Map<Check, Line> lines = new EnumMap<>(Check.class);
    private final Map<Check, List<Finding>> findings = new EnumMap<>(Check.class);
    private Optional<Subject> subject = Optional.empty();

    void subject(Subject checked) {
        subject = Optional.of(checked);
    }

    /** Notes a fault; the check is refused whatever else is said of it. */
    void find(Check check, Finding finding) {
        findings.computeIfAbsent(check, c -> new ArrayList<>()).add(finding);
    }

    void find(Check check, ProtocolViolation e) {
        find(check, Finding.of(e));
    }

    boolean refused(Check check) {
        return findings.containsKey(check);
    }

    boolean ok(Check check) {
        Line line = lines.get(check);
        return line != null && line.verdict() == Verdict.OK && !refused(check);
    }

    void done(Check check, String detail) {
        lines.put(check, new Line(check, Verdict.OK, detail, List.of()));
    }

    void notRun(Check check, String why) {
        lines.put(check, new Line(check, Verdict.NOT_RUN, why, List.of()));
    }

    /** Runs a check that refuses by throwing. */
    void run(Check check, java.util.function.Supplier<String> body) {
        try {
            String detail = body.get();
            done(check, detail);
        } catch (ProtocolViolation e) {
            find(check, e);
        }
    }

    /** What was checked, if the archive has a setup. */
    public Optional<Subject> subject() {
        return subject;
    }

    /** One line for each check, in order. */
    public List<Line> lines() {
        List<Line> all = new ArrayList<>();
        for (Check check : Check.values()) {
            List<Finding> found = findings.getOrDefault(check, List.of());
            if (!found.isEmpty()) {
                all.add(new Line(check, Verdict.REFUSED, "", found));
            } else {
                all.add(lines.getOrDefault(check, new Line(check, Verdict.NOT_RUN, "a check before it failed", found)));
            }
        }
        return all;
    }

    /** Whether nothing was refused. */
    public boolean accepted() {
        return findings.isEmpty();
    }

    /** The machine-readable report: one JSON object. */
    public byte[] json() {
        Json.Builder json = Json.object().put("version", VERSION).put("accepted", new Json.Bool(accepted()));
        subject.ifPresent(s -> {
            json.put("election", s.election())
                    .put("uuid", s.uuid())
                    .put("fingerprint", s.fingerprint())
                    .put("head", s.head())
                    .put("ballots", s.ballots())
                    .put("counted", s.counted());
            s.result()
                    .ifPresent(counts -> json.put(
                            "result", Json.array(counts, row -> Json.array(row, count -> new Json.Int(count)))));
        });
        return json.put("checks", Json.array(lines(), Report::json)).build().bytes();
    }

    private static Json json(Line line) {
        Json.Builder json = Json.object()
                .put("check", line.check().id())
                .put("claim", line.check().title())
                .put("verdict", line.verdict().word().replace(' ', '-'));
        if (!line.detail().isEmpty()) {
            json.put("detail", line.detail());
        }
        if (!line.findings().isEmpty()) {
            json.put(
                    "findings",
                    Json.array(
                            line.findings(),
                            finding -> Json.object()
                                    .put("fault", finding.code())
                                    .put("message", finding.message())
                                    .build()));
        }
        return json.build();
    }

    /** A check's line for people. */
    public static String text(Line line) {
        String word =
                line.verdict() == Verdict.REFUSED ? "REFUSED" : line.verdict().word();
        String rest = line.detail().isEmpty() ? "" : " (" + line.detail() + ")";
        if (!line.findings().isEmpty()) {
            int more = line.findings().size() - 1;
            rest = ": " + line.findings().getFirst().message()
                    + (more == 0 ? "" : String.format(Locale.ROOT, ", and %d more", more));
        }
        return String.format(
                Locale.ROOT,
                "%-8s %-15s %s%s",
                word,
                line.check().id(),
                line.check().title(),
                rest);
    }
}

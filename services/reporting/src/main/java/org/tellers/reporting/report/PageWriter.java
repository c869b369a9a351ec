package org.tellers.reporting.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.report.Page.Bar;
import org.tellers.reporting.report.Page.Block;
import org.tellers.reporting.report.Page.Cell;
import org.tellers.reporting.report.Page.Column;
import org.tellers.reporting.report.Page.Fact;
import org.tellers.reporting.report.Page.Facts;
import org.tellers.reporting.report.Page.Heading;
import org.tellers.reporting.report.Page.Headline;
import org.tellers.reporting.report.Page.Paragraph;
import org.tellers.reporting.report.Page.Row;
import org.tellers.reporting.report.Page.Table;

/** Puts a report into the words of one language: what is said, in which order, and what is shown as a picture. */
final class PageWriter {

    private static final String NONE = "none";
    private static final int SHORT_HASH = 12;

    private final Report report;
    private final String sha256;
    private final List<Signature> signatures;
    private final Words words;
    private final List<Block> blocks = new ArrayList<>();

    private PageWriter(Report report, String sha256, List<Signature> signatures, Language language) {
        this.report = report;
        this.sha256 = sha256;
        this.signatures = signatures;
        this.words = Words.in(language);
    }

    /** The page of a report with its hash and the signatures under it. */
    static Page write(Report report, String sha256, List<Signature> signatures, Language language) {
        return new PageWriter(report, sha256, signatures, language).write();
    }

    private Page write() {
        result();
        ballot();
        electorate();
        breakdown();
        reconciliation();
        thresholds();
        keys();
        check();
        signatures();
        String declared = words.instant(report.declaredAt());
        String union = report.ballot().union();
        return new Page(
                words.language().code(),
                words.say("kicker"),
                report.ballot().name(),
                union == null ? words.say("subtitle.alone", declared) : words.say("subtitle", union, declared),
                words.say("running", report.ballot().name(), sha256.substring(0, SHORT_HASH)),
                words.say("page"),
                blocks);
    }

    private void result() {
        heading("result");
        Report.Turnout turnout = report.turnout();
        Integer mark = report.thresholds().stream()
                .filter(finding -> finding.kind() == StatutoryRules.Kind.TURNOUT)
                .map(StatutoryRules.Finding::percent)
                .findFirst()
                .orElse(null);
        blocks.add(new Headline(
                words.say("turnout.figure", words.percent(turnout.percent())),
                words.say("turnout.text", turnout.cast(), turnout.entitled()),
                Bar.of(turnout.cast(), turnout.entitled(), mark),
                mark != null && mark == 50 ? words.say("turnout.mark") : null));
        for (Report.QuestionResult question : report.questions()) {
            blocks.add(new Heading(
                    3,
                    report.questions().size() == 1
                            ? words.say("question.one")
                            : words.say("question.number", question.number())));
            blocks.add(new Paragraph(question.question(), false));
            blocks.add(votes(question));
            String base = question.base().count() == 0
                    ? words.say("base.none")
                    : words.say("base.answered", question.base().count());
            String several = question.max() > 1 ? " " + words.say("base.several", question.max()) : "";
            String blank = question.blankAllowed() ? "" : " " + words.say("blank.not-offered");
            soft(base + several + blank);
        }
        soft(words.say("spoilt.why"));
    }

    private Table votes(Report.QuestionResult question) {
        List<Row> rows = new ArrayList<>();
        for (DeclaredResult.OptionResult option : question.options()) {
            rows.add(new Row(
                    option.option(),
                    Bar.of(option.votes(), question.base().count(), null),
                    List.of(figure(option.votes()), figures(words.percent(option.percent()))),
                    false));
        }
        rows.add(sum(
                "answered",
                question.base().count(),
                question.base().count() == 0 ? "–" : words.percent(java.math.BigDecimal.valueOf(100))));
        rows.add(sum("blank", question.blank(), ""));
        rows.add(sum("spoilt", question.spoilt(), ""));
        rows.add(sum("cast", question.cast(), ""));
        String caption = words.say("question.caption");
        return new Table(
                report.questions().size() == 1
                        ? caption
                        : caption + ", " + words.say("question.number", question.number()),
                false,
                List.of(column("option", false, 64), column("votes", true, 18), column("percent", true, 18)),
                rows);
    }

    private Row sum(String key, int number, String percent) {
        return new Row(words.say(key), null, List.of(figure(number), figures(percent)), true);
    }

    private void ballot() {
        heading("ballot");
        Figures.AboutBallot ballot = report.ballot();
        List<Fact> facts = new ArrayList<>();
        fact(facts, "union", ballot.union());
        fact(facts, "authority", ballot.authority());
        fact(facts, "opened", words.instant(ballot.opensAt()));
        fact(facts, "closed", words.instant(ballot.closesAt()));
        fact(facts, "revoting", words.say(ballot.revoting() ? "revoting.yes" : "revoting.no"));
        Figures.Policy policy = report.policy();
        String said = words.say(
                "policy.text",
                words.say("policy.turnout." + policy.turnout()),
                words.say("policy.result." + policy.result()),
                policy.breakdown().equals(NONE) ? words.say("none") : inText(level(policy.breakdown())));
        fact(
                facts,
                "policy",
                said + " "
                        + (policy.changedAt() == null
                                ? words.say("policy.fixed")
                                : words.say(
                                        "policy.changed",
                                        words.instant(policy.changedAt()),
                                        policy.changeReason() == null ? "" : policy.changeReason())));
        blocks.add(new Facts(facts));
        soft(words.say("window.zone"));
    }

    private void electorate() {
        heading("electorate");
        Report.Electorate electorate = report.electorate();
        List<Row> rows = new ArrayList<>();
        rows.add(count("entitled", electorate.entitled(), false));
        CredentialCounts credentials = electorate.credentials();
        if (credentials != null) {
            rows.add(count("issued", credentials.active() + credentials.revoked(), false));
            rows.add(count("issued.active", credentials.active(), true));
            rows.add(count("issued.revoked", credentials.revoked(), true));
            rows.add(count("reserve", credentials.reserve(), false));
            rows.add(count("listed", credentials.listed(), false));
        }
        rows.add(count("mails", electorate.mailsIssued(), false));
        rows.add(count("returned", electorate.mailsReturned(), true));
        rows.add(count("cast", report.turnout().cast(), false));
        blocks.add(new Table(
                words.say("electorate"),
                false,
                List.of(column("electorate.what", false, 74), column("electorate.number", true, 26)),
                rows));
        soft(words.say("returned.why", words.instant(report.madeAt())));
        blocks.add(new Table(
                words.say("roll"),
                true,
                List.of(column("roll.version", false, 74), column("roll.entitled", true, 26)),
                electorate.rollVersions().stream()
                        .map(version -> new Row(
                                words.number(version.version()), null, List.of(figure(version.entitled())), false))
                        .toList()));
    }

    private void breakdown() {
        heading("breakdown");
        Report.Breakdown breakdown = report.breakdown();
        if (breakdown.parts().isEmpty() && breakdown.withheld().isEmpty()) {
            blocks.add(new Paragraph(words.say("breakdown.none"), false));
            return;
        }
        soft(words.say(
                "breakdown.minima",
                report.policy().minimumCast(),
                report.policy().minimumEntitled()));
        breakdown.parts().stream()
                .map(Report.Part::level)
                .distinct()
                .forEach(level -> report.questions().forEach(question -> blocks.add(parts(level, question))));
        if (!breakdown.parts().isEmpty()) {
            soft(words.say("breakdown.base"));
        }
        if (!breakdown.withheld().isEmpty()) {
            blocks.add(new Heading(3, words.say("withheld")));
            blocks.add(new Table(
                    words.say("withheld"),
                    false,
                    List.of(
                            column("withheld.part", false, 34),
                            column("withheld.level", false, 22),
                            column("withheld.reason", false, 44)),
                    breakdown.withheld().stream()
                            .map(part -> new Row(
                                    part.part() == null ? words.say("withheld.all") : part.part(),
                                    null,
                                    List.of(text(level(part.level())), text(words.say("reason." + part.reason()))),
                                    false))
                            .toList()));
            soft(words.say("withheld.never"));
        }
    }

    /** One question in the parts of one level: a row a part, a column an option. */
    private Table parts(String level, Report.QuestionResult question) {
        List<Column> columns = new ArrayList<>();
        columns.add(column("breakdown.part", false, 20));
        columns.add(column("breakdown.entitled", true, 10));
        columns.add(column("breakdown.cast", true, 9));
        columns.add(column("breakdown.turnout", true, 10));
        int left = question.blankAllowed() ? 40 : 51;
        question.options()
                .forEach(option -> columns.add(new Column(
                        option.option(),
                        true,
                        Math.max(1, left / question.options().size()))));
        if (question.blankAllowed()) {
            columns.add(column("blank", true, 11));
        }
        List<Row> rows = new ArrayList<>();
        for (Report.Part part : report.breakdown().parts()) {
            if (!part.level().equals(level)) {
                continue;
            }
            Report.QuestionResult counted = part.questions().get(question.number() - 1);
            List<Cell> cells = new ArrayList<>();
            cells.add(figure(part.turnout().entitled()));
            cells.add(figure(part.turnout().cast()));
            cells.add(figures(words.percent(part.turnout().percent())));
            counted.options()
                    .forEach(option -> cells.add(
                            figures(words.number(option.votes()) + " (" + words.percent(option.percent()) + ")")));
            if (question.blankAllowed()) {
                cells.add(figure(counted.blank()));
            }
            rows.add(new Row(part.name(), null, cells, false));
        }
        String caption = report.questions().size() == 1
                ? level(level)
                : words.say("breakdown.caption", level(level), words.say("question.number", question.number()));
        return new Table(caption, true, columns, rows);
    }

    private void reconciliation() {
        heading("reconciliation");
        blocks.add(new Paragraph(words.say("reconciliation.text"), false));
        blocks.add(new Table(
                words.say("reconciliation"),
                false,
                List.of(
                        column("agreement", false, 64),
                        column("agreement.figure", true, 18),
                        column("agreement.must", true, 18)),
                report.reconciliation().stream().map(this::agreement).toList()));
    }

    private Row agreement(Report.Agreement agreement) {
        String must = agreement.least() == agreement.most()
                ? words.say("agreement.exactly", agreement.most())
                : agreement.least() == 0
                        ? words.say("agreement.at-most", agreement.most())
                        : words.say("agreement.between", agreement.least(), agreement.most());
        return new Row(
                words.say("agreement." + agreement.rule(), agreement.question()),
                null,
                List.of(figures(words.number(agreement.figure())), figures(must)),
                false);
    }

    private void thresholds() {
        heading("thresholds");
        blocks.add(new Paragraph(words.say("thresholds.text"), false));
        List<Row> rows = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (StatutoryRules.Finding finding : report.thresholds()) {
            String source = finding.to() == null
                    ? words.say("threshold.source", finding.source(), words.date(finding.from()))
                    : words.say(
                            "threshold.source.until",
                            finding.source(),
                            words.date(finding.from()),
                            words.date(finding.to()));
            if (!sources.contains(source)) {
                sources.add(source);
            }
            StatutoryRules.Measure measure = finding.measure();
            if (measure == null) {
                sentences.add(words.say("threshold." + finding.kind().word(), finding.number()));
            } else {
                rows.add(threshold(finding, measure));
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    words.say("thresholds"),
                    false,
                    List.of(
                            column("threshold", false, 46),
                            column("threshold.needed", true, 18),
                            column("threshold.reached", true, 18),
                            column("threshold.outcome", true, 18)),
                    rows));
        }
        if (!sentences.isEmpty()) {
            blocks.add(new Paragraph(String.join(" ", sentences), false));
        }
        if (!sources.isEmpty()) {
            soft(words.say("threshold.sources") + ": " + String.join("; ", sources) + ".");
        }
    }

    private Row threshold(StatutoryRules.Finding finding, StatutoryRules.Measure measure) {
        StringBuilder head =
                new StringBuilder(words.say("threshold." + finding.kind().word(), finding.percent()));
        if (finding.question() != null && report.questions().size() > 1) {
            head.append(" (")
                    .append(words.say("threshold.question", finding.question()))
                    .append(')');
        }
        if (finding.condition() != null) {
            head.append(". ").append(words.say("threshold." + finding.condition()));
        }
        if (finding.repealAnnounced()) {
            head.append(". ").append(words.say("threshold.repeal"));
        }
        return new Row(
                head.toString(),
                null,
                List.of(
                        figure(measure.needed()),
                        figures(words.say("threshold.count", measure.reached(), measure.of())),
                        figures(
                                measure.met()
                                        ? words.say("threshold.met")
                                        : words.say("threshold.missed", measure.needed() - measure.reached()))),
                false);
    }

    private void keys() {
        heading("keys");
        Figures.Keys keys = report.keys();
        long people =
                keys.holders().stream().filter(holder -> holder.name() != null).count();
        blocks.add(new Paragraph(
                people == 1 ? words.say("keys.one") : words.say("keys.text", keys.needed(), people), false));
        blocks.add(new Table(
                words.say("keys"),
                false,
                List.of(
                        column("key.holder", false, 26),
                        column("key.fingerprint", false, 60),
                        column("key.used", false, 14)),
                keys.holders().stream()
                        .map(holder -> new Row(
                                holder.name() == null ? words.say("key.platform") : holder.name(),
                                null,
                                List.of(text(holder.fingerprint()), text(words.say(holder.decrypted() ? "yes" : "no"))),
                                false))
                        .toList()));
    }

    private void check() {
        heading("check");
        Figures.Proofs proofs = report.proofs();
        blocks.add(new Paragraph(words.say("check.text"), false));
        List<Fact> facts = new ArrayList<>();
        code(facts, "archive", proofs.archive());
        code(facts, "additions", proofs.additions());
        blocks.add(new Facts(facts));
        blocks.add(new Facts(
                List.of(new Fact("", words.say("check.command", report.ballot().uuid()), true))));
        blocks.add(new Paragraph(words.say("check.own"), false));
        List<Fact> hashes = new ArrayList<>();
        code(hashes, "fingerprint", proofs.election());
        code(hashes, "setup", proofs.setup());
        code(hashes, "head", proofs.head());
        code(hashes, "credentialLog", proofs.credentialLog());
        code(hashes, "plan", proofs.plan());
        code(hashes, "report.hash", sha256);
        blocks.add(new Facts(hashes));
        soft(words.say("report.hash.text"));
    }

    private void signatures() {
        heading("signatures");
        if (signatures.isEmpty()) {
            blocks.add(new Paragraph(words.say("signatures.none"), false));
            return;
        }
        List<Fact> facts = new ArrayList<>();
        for (Signature signature : signatures) {
            String role = words.say("signature.role." + signature.role());
            StringBuilder said = new StringBuilder();
            if (signature.name() != null) {
                said.append(signature.name()).append(". ");
            }
            said.append(words.say("signature.signed", words.instant(signature.signedAt())))
                    .append('.');
            if (signature.statement() != null) {
                said.append(" “").append(signature.statement()).append('”');
            }
            if (!signature.sha256().equals(sha256)) {
                said.append(' ').append(words.say("signature.other", signature.sha256()));
            }
            facts.add(new Fact(role, said.toString(), false));
        }
        blocks.add(new Facts(facts));
    }

    private void heading(String key) {
        blocks.add(new Heading(2, words.say(key)));
    }

    private void soft(String text) {
        blocks.add(new Paragraph(text, true));
    }

    private void fact(List<Fact> facts, String key, @Nullable String text) {
        if (text != null) {
            facts.add(new Fact(words.say(key), text, false));
        }
    }

    private Row count(String key, int number, boolean ofThese) {
        return new Row(words.say(key), null, List.of(figure(number)), ofThese);
    }

    private void code(List<Fact> facts, String key, @Nullable String text) {
        if (text != null) {
            facts.add(new Fact(words.say(key), text, true));
        }
    }

    private Column column(String key, boolean figures, int width) {
        return new Column(words.say(key), figures, width);
    }

    private Cell figure(int number) {
        return figures(words.number(number));
    }

    private static Cell figures(String text) {
        return new Cell(text, true);
    }

    private static Cell text(String text) {
        return new Cell(text, false);
    }

    /** The name of a level; a level that the catalogue does not know keeps its word. */
    private String level(String level) {
        return words.has("level." + level) ? words.say("level." + level) : level;
    }

    private String inText(String name) {
        return name.substring(0, 1).toLowerCase(words.language().locale()) + name.substring(1);
    }
}

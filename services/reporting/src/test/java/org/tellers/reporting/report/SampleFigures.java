package org.tellers.reporting.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counts;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.declaration.Reconciliation;
import org.tellers.reporting.projection.RollVersion;

/** Figures of invented ballots, and the parts that tests replace. */
final class SampleFigures {

    static final Instant OPENS = Instant.parse("2026-06-01T11:00:00Z");
    static final Instant CLOSES = Instant.parse("2026-06-26T11:00:00Z");
    static final Instant DECLARED = Instant.parse("2026-06-29T13:30:00Z");

    private static final BallotPaper WORKLOADS = new BallotPaper(List.of(
            new BallotPaper.Question(
                    "Are you prepared to take part in strike action in support of the claim on workloads?",
                    List.of("Yes / Ydw", "No / Nac ydw"),
                    1,
                    1,
                    true),
            new BallotPaper.Question(
                    "Are you prepared to take part in action short of strike, such as working to your contracted"
                            + " hours?",
                    List.of("Yes / Ydw", "No / Nac ydw", "I abstain / Rwy’n ymatal"),
                    1,
                    1,
                    true)));

    private SampleFigures() {}

    /** One question with Yes and No; blank where it is counted. */
    static Figures yesOrNo(int entitled, int cast, int yes, int no, int blank) {
        return yesOrNo(entitled, cast, yes, no, blank, OPENS);
    }

    static Figures yesOrNo(int entitled, int cast, int yes, int no, int blank, Instant opensAt) {
        BallotPaper paper =
                new BallotPaper(List.of(new BallotPaper.Question("Shall we?", List.of("Yes", "No"), 1, 1, true)));
        return figures(
                "Yes or no",
                "none",
                opensAt,
                counted(
                        paper,
                        new Counts(List.of(new Counts.QuestionCounts(blank, List.of(yes, no)))),
                        credentials(entitled, cast),
                        entitled,
                        cast),
                List.of(),
                List.of());
    }

    /** Two questions, regions and branches, some withheld; the figures agree. */
    static Figures wholeUnion() {
        return figures(
                "Workloads and safe staffing 2026",
                "branch",
                OPENS,
                counted(WORKLOADS, counts(25, 1853, 763, 12, 2204, 351, 74), credentials(5127, 2641), 5127, 2641),
                List.of(
                        new DeclaredResult.LevelResult(
                                "region",
                                List.of(
                                        cell("1", "Cymru / Wales", 410, 702, counts(4, 301, 105, 1, 350, 50, 9)),
                                        cell("2", "London", 611, 1290, counts(6, 400, 205, 2, 501, 90, 18)),
                                        cell("3", "North East", 388, 640, counts(2, 290, 96, 1, 320, 55, 12)))),
                        new DeclaredResult.LevelResult(
                                "branch", List.of(cell("4", "Gwynedd a Môn", 64, 98, counts(0, 50, 14, 0, 60, 3, 1))))),
                List.of(
                        new DeclaredResult.Withheld("region", "Isle of Man", "under-minimum", "Too few."),
                        new DeclaredResult.Withheld("region", "Cumbria", "complementary", "By subtraction."),
                        new DeclaredResult.Withheld("branch", "Llŷn", "under-minimum", "Too few."),
                        new DeclaredResult.Withheld(
                                "branch", "Pen-y-bont ar Ogwr", "complementary", "By subtraction.")));
    }

    private static DeclaredResult.CellResult cell(String id, String name, int cast, int entitled, Counts counts) {
        return new DeclaredResult.CellResult(
                id,
                name,
                entitled,
                cast,
                DeclaredResult.percent(cast, entitled),
                DeclaredResult.questions(WORKLOADS, counts, cast));
    }

    private static Counts counts(int blank1, int yes1, int no1, int blank2, int yes2, int no2, int abstain2) {
        return new Counts(List.of(
                new Counts.QuestionCounts(blank1, List.of(yes1, no1)),
                new Counts.QuestionCounts(blank2, List.of(yes2, no2, abstain2))));
    }

    /** Figures of roll, credentials and box around the counts of one ballot. */
    static Reconciliation.Figures counted(
            BallotPaper paper, Counts total, CredentialCounts credentials, int entitled, int cast) {
        return new Reconciliation.Figures(
                paper,
                total,
                List.of(),
                new Reconciliation.Box(cast, cast, cast, Optional.of(credentials), credentials.listed()),
                new Reconciliation.Roll(
                        List.of(new RollVersion(1, entitled - 1), new RollVersion(2, entitled)),
                        entitled,
                        entitled,
                        1,
                        entitled - 1),
                cast);
    }

    static CredentialCounts credentials(int entitled, int cast) {
        int revoked = 31;
        int reserve = 257;
        return new CredentialCounts(2, entitled + revoked + reserve, entitled, revoked, reserve, cast);
    }

    /** The same ballot with other figures to reconcile. */
    static Figures with(Figures figures, Reconciliation.Figures counted) {
        return new Figures(
                figures.ballot(),
                figures.policy(),
                figures.declaredAt(),
                figures.madeAt(),
                counted,
                figures.result(),
                figures.mail(),
                figures.keys(),
                figures.proofs());
    }

    private static Figures figures(
            String name,
            String breakdown,
            Instant opensAt,
            Reconciliation.Figures counted,
            List<DeclaredResult.LevelResult> levels,
            List<DeclaredResult.Withheld> withheld) {
        int entitled = counted.roll().entitled();
        int cast = counted.box().cast();
        return new Figures(
                new Figures.AboutBallot(
                        "6KtJmwugEAEpW8",
                        name,
                        "Undeb y Tyŵyr / Union of Towers",
                        "Motion 7 of the Annual General Meeting, October 2025: “to seek the members’ view before a"
                                + " formal dispute”",
                        opensAt,
                        CLOSES,
                        false),
                new Figures.Policy("live", "full", breakdown, 20, 20, null, null),
                DECLARED,
                DECLARED.plusSeconds(60),
                counted,
                DeclaredResult.of(counted.paper(), counted.total(), entitled, cast, levels, withheld),
                new Figures.Mail(entitled + 31, 23),
                new Figures.Keys(
                        2,
                        List.of(
                                new Figures.KeyHolder(1, null, fingerprint('P'), true),
                                new Figures.KeyHolder(2, "Siân Ŵyr, scrutineer", fingerprint('a'), true),
                                new Figures.KeyHolder(3, "Dr P. Okafor", fingerprint('b'), false),
                                new Figures.KeyHolder(4, "R. Ellis, Electoral Services", fingerprint('c'), true))),
                new Figures.Proofs(
                        fingerprint('E'),
                        "0a".repeat(32),
                        "ab".repeat(32),
                        "cd".repeat(32),
                        "ef".repeat(32),
                        "https://vote.union.example/api/voting/ballots/6KtJmwugEAEpW8/archive",
                        "https://vote.union.example/api/voting/ballots/6KtJmwugEAEpW8/additions"));
    }

    static List<Signature> signatures(String sha256) {
        return List.of(
                new Signature(
                        "scrutineer",
                        "Siân Ŵyr",
                        "I am satisfied that there are no reasonable grounds to believe that any requirement was"
                                + " contravened.",
                        Instant.parse("2026-06-29T14:02:00Z"),
                        sha256),
                new Signature("officer", "T. Powell", null, Instant.parse("2026-06-29T15:40:00Z"), sha256));
    }

    private static String fingerprint(char letter) {
        return (letter + "3vJq8").repeat(8).substring(0, 43);
    }
}

package org.tellers.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The command line {@code verify FILE.bel [EXTRAS.json]}; the README says what it is for. */
public final class Verify {
    /** Nothing was refused. */
    public static final int ACCEPTED = 0;
    /** A check refused. */
    public static final int REFUSED = 1;
    /** There was nothing that could be checked. */
    public static final int UNUSABLE = 2;

    private static final int BUFFER = 1 << 16;
    private static final String USAGE = """
        Usage: verify FILE.bel [EXTRAS.json] [--head HASH] [--report FILE.json] [--threads N]
          FILE.bel       the archive of a ballot
          EXTRAS.json    what is published beside it, or the confidential audit pack
          --head         hash that was published when the box closed: it must be in the archive
          --report       writes what was checked there, as JSON
          --threads      how many threads check ballots (default: one for each processor)
        Exit code: 0 accepted, 1 refused, 2 the input cannot be used\
        """;

    private record Call(
            Path archive, Optional<Path> extras, Optional<String> head, Optional<Path> report, int threads) {}

    /** Why there is nothing to check, in a sentence. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unusable(String message) {
            super(message);
        }
    }

    private Verify() {}

    /** Runs the command line. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        boolean terminal = System.console() != null && System.console().isTerminal();
        int code = run(List.of(arguments), out, System.err, terminal);
        out.flush();
        System.exit(code);
    }

    /**
     * Runs with the given streams.
     *
     * @param terminal whether to show progress on the error stream
     * @return the exit code
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err, boolean terminal) {
        try {
            Call call = parse(arguments);
            Report report = verify(call, err, terminal);
            print(report, call, out);
            if (call.report().isPresent()) {
                Files.write(call.report().get(), report.json());
            }
            return report.accepted() ? ACCEPTED : REFUSED;
        } catch (Unusable e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("verify: cannot read or write " + e.getMessage());
        }
        return UNUSABLE;
    }

    private static Call parse(List<String> arguments) throws Unusable {
        List<Path> files = new ArrayList<>();
        Optional<String> head = Optional.empty();
        Optional<Path> report = Optional.empty();
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                files.add(Path.of(argument));
                continue;
            }
            i++;
            if (i == arguments.size()) {
                throw new Unusable(USAGE);
            }
            String value = arguments.get(i);
            switch (argument) {
                case "--head" -> head = Optional.of(value);
                case "--report" -> report = Optional.of(Path.of(value));
                case "--threads" -> threads = threads(value);
                default -> throw new Unusable(USAGE);
            }
        }
        if (files.isEmpty() || files.size() > 2) {
            throw new Unusable(USAGE);
        }
        return new Call(files.getFirst(), files.stream().skip(1).findFirst(), head, report, threads);
    }

    private static int threads(String value) throws Unusable {
        if (!value.matches("[1-9][0-9]{0,2}")) {
            throw new Unusable(USAGE);
        }
        return Integer.parseInt(value);
    }

    private static Report verify(Call call, PrintStream err, boolean terminal) throws IOException, Unusable {
        require(call.archive());
        Optional<byte[]> extras = Optional.empty();
        if (call.extras().isPresent()) {
            require(call.extras().get());
            extras = Optional.of(Files.readAllBytes(call.extras().get()));
        }
        ProgressBar bar = new ProgressBar(err, Files.size(call.archive()));
        Runnable progress = terminal ? bar::ballot : () -> {};
        try (InputStream file = Files.newInputStream(call.archive());
                InputStream in = new BufferedInputStream(bar.watch(file), BUFFER)) {
            requireArchive(in, call.archive());
            return Verification.of(in, extras, new Verification.Options(call.threads(), call.head(), progress));
        } finally {
            bar.end();
        }
    }

    private static void require(Path file) throws Unusable {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Unusable("verify: " + file + " is not a file that can be read");
        }
    }

    /** A file that is no archive at all is told apart from one that was altered. */
    private static void requireArchive(InputStream in, Path file) throws IOException, Unusable {
        byte[] mark = "BELENIOS\0".getBytes(StandardCharsets.US_ASCII);
        in.mark(BUFFER);
        byte[] begin = in.readNBytes(mark.length);
        in.reset();
        if (!java.util.Arrays.equals(begin, mark)) {
            throw new Unusable("verify: " + file + " is not an archive: it does not begin with the entry BELENIOS");
        }
    }

    private static void print(Report report, Call call, PrintStream out) {
        report.subject().ifPresent(subject -> {
            out.printf(Locale.ROOT, "%s%n", printable(subject.election()));
            out.printf(Locale.ROOT, "election     %s%n", subject.uuid());
            out.printf(Locale.ROOT, "fingerprint  %s%n", subject.fingerprint());
            out.printf(Locale.ROOT, "head         %s%n", subject.head());
        });
        report.lines().forEach(line -> out.println(printable(Report.text(line))));
        long refused = count(report, Report.Verdict.REFUSED);
        long notRun = count(report, Report.Verdict.NOT_RUN);
        String rules = call.extras().isPresent() ? "" : " by Belenios's rules only";
        out.println(
                report.accepted()
                        ? "accepted" + rules + ", " + notRun + (notRun == 1 ? " check" : " checks") + " not run"
                        : "REFUSED by " + refused + (refused == 1 ? " check" : " checks"));
    }

    private static long count(Report report, Report.Verdict verdict) {
        return report.lines().stream().filter(line -> line.verdict() == verdict).count();
    }

    /** Text from the archive cannot steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}

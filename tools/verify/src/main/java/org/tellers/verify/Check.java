package org.tellers.verify;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What is checked, in the order of the report. The words are in {@code checks.properties}. */
public enum Check {
    FILE,
    CHAIN,
    HEAD,
    SETUP,
    BALLOTS,
    SINGLE,
    TALLY,
    DECRYPTIONS,
    RESULT,
    ADDITIONS,
    CHARTER,
    LOG,
    ACTIVE,
    PLAN,
    RULE,
    STRONG,
    DECISIONS,
    OPENINGS,
    CELLS,
    SUMS,
    RECONCILIATION;

    private static final Properties TITLES = titles();

    private static Properties titles() {
        Properties titles = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Check.class.getResourceAsStream("checks.properties")), StandardCharsets.UTF_8)) {
            titles.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return titles;
    }

    /** A stable short name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the check claims when it is ok. */
    public String title() {
        return Objects.requireNonNull(TITLES.getProperty(id()), id());
    }

    /** The checks of the archive alone: Belenios's rules. */
    static List<Check> ofArchive() {
        return Arrays.asList(values()).subList(FILE.ordinal(), ADDITIONS.ordinal());
    }

    /** The checks of what Tellers publishes beside the archive. */
    static List<Check> ofAdditions() {
        return Arrays.asList(values()).subList(ADDITIONS.ordinal(), OPENINGS.ordinal());
    }

    /** The checks that need the audit pack. */
    static List<Check> ofAudit() {
        return Arrays.asList(values()).subList(OPENINGS.ordinal(), values().length);
    }
}

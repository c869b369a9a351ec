package org.tellers.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Register of a demo union over the real probation regions and delivery units. The same numbers give the same members,
 * so that a second import changes nothing. Every address is in a domain reserved for examples.
 */
public final class DemoRegister {

    private static final String[] HEADER =
            ("membership_number,title,first_name,last_name,preferred_email_type,personal_email,work_email,mobile,"
                            + "address_1,address_2,town,postcode,section,branch,employer,region,pdu,workplace,job_role,"
                            + "membership_class,status,joined_at,left_at,language,campaign_consent")
                    .split(",");
    private static final List<String> FIRST = List.of(
            "Aisha",
            "Bronwen",
            "Callum",
            "Dilys",
            "Ewan",
            "Farida",
            "Gareth",
            "Hannah",
            "Imran",
            "Joanne",
            "Kofi",
            "Leanne",
            "Megan",
            "Nadia",
            "Owain",
            "Priya",
            "Rhys",
            "Siân",
            "Tomasz",
            "Una",
            "Victoria",
            "Wendy",
            "Yusuf");
    private static final List<String> LAST = List.of(
            "Ahmed",
            "Begum",
            "Clarke",
            "Davies",
            "Evans",
            "Foster",
            "Griffiths",
            "Hughes",
            "Iqbal",
            "Jones",
            "Khan",
            "Lewis",
            "Morgan",
            "Nowak",
            "Okafor",
            "Patel",
            "Quinn",
            "Roberts",
            "Singh",
            "Taylor",
            "Usman",
            "Williams",
            "O'Neill");
    private static final List<String> ROLES = List.of(
            "Probation Officer", "Probation Services Officer", "Case Administrator", "Senior Probation Officer");

    private DemoRegister() {}

    /**
     * The register as CSV.
     *
     * @param units {@code data/probation_regions_pdus.csv}
     * @param members how many; one in forty is in the Family Court section, one in fifty has no e-mail, one in a
     *     hundred has left
     */
    public static String csv(Path units, int members) throws IOException {
        StringBuilder text = new StringBuilder();
        write(units, members, text);
        return text.toString();
    }

    /** Writes that register row by row, so that one of a million members needs no memory. */
    public static void write(Path units, int members, Appendable text) throws IOException {
        List<CSVRecord> regionsAndUnits;
        try (CSVParser parser = CSVParser.parse(
                units,
                StandardCharsets.UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            regionsAndUnits = parser.getRecords();
        }
        // Not a secret: the seed makes the demo repeatable.
        Random random = new Random(20260227);
        try (CSVPrinter csv = new CSVPrinter(
                text,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader(HEADER)
                        .setRecordSeparator('\n')
                        .get())) {
            for (int i = 1; i <= members; i++) {
                member(csv, i, regionsAndUnits, random);
            }
        }
    }

    /** How many members of that register are active and of the Probation section. */
    public static int entitled(int members) {
        return (int) IntStream.rangeClosed(1, members)
                .filter(i -> !familyCourt(i) && !left(i))
                .count();
    }

    /** How many of these have an e-mail address. */
    public static int invitable(int members) {
        return (int) IntStream.rangeClosed(1, members)
                .filter(i -> !familyCourt(i) && !left(i) && !withoutEmail(i))
                .count();
    }

    /** A union is not spread evenly: every other region is small beside this one. */
    private static List<CSVRecord> largest(List<CSVRecord> regionsAndUnits) {
        return regionsAndUnits.stream()
                .filter(place -> place.get("region").equals("London"))
                .toList();
    }

    private static boolean familyCourt(int i) {
        return i % 40 == 0;
    }

    private static boolean withoutEmail(int i) {
        return i % 50 == 0;
    }

    private static boolean left(int i) {
        return i % 100 == 0;
    }

    private static void member(CSVPrinter csv, int i, List<CSVRecord> regionsAndUnits, Random random)
            throws IOException {
        List<CSVRecord> places = random.nextInt(5) < 2 ? largest(regionsAndUnits) : regionsAndUnits;
        CSVRecord place = places.get(random.nextInt(places.size()));
        String region = place.get("region");
        String unit = place.get("pdu");
        boolean familyCourt = familyCourt(i);
        boolean withoutEmail = withoutEmail(i);
        boolean left = left(i);
        boolean personal = random.nextInt(3) > 0;
        boolean welsh = region.equals("Wales") && random.nextBoolean();
        String first = FIRST.get(random.nextInt(FIRST.size()));
        String last = LAST.get(random.nextInt(LAST.size()));
        String number = "%07d".formatted(10_000 + i);
        csv.printRecord(
                number,
                "",
                first,
                last,
                withoutEmail ? "" : personal ? "personal" : "work",
                withoutEmail ? "" : "member%s@home.example".formatted(number),
                withoutEmail || personal ? "" : "member%s@probation.example".formatted(number),
                "",
                "%d High Street".formatted(1 + random.nextInt(200)),
                "",
                unit,
                "",
                familyCourt ? "Family Court" : "Probation",
                region,
                familyCourt ? "Cafcass" : "Probation Service",
                region,
                familyCourt ? "" : unit,
                unit + " office",
                ROLES.get(random.nextInt(ROLES.size())),
                random.nextInt(20) == 0 ? "associate" : "full",
                left ? "left" : "active",
                LocalDate.of(2005, 1, 1).plusDays(random.nextInt(7000)).toString(),
                left ? "2026-06-30" : "",
                welsh ? "cy" : "en",
                random.nextBoolean() ? "yes" : "no");
    }
}

package org.tellers.membership.addresses;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many members of a list there are of each kind: what a notice of a postal ballot states by category of employee and by
 * workplace.
 *
 * @param asked members on the list
 * @param found of them in the register
 * @param unknown of them not in it, or not any more
 * @param withoutAddress in the register without a postal address to write to
 * @param sections by section of the union
 * @param regions by region
 * @param employers by employer
 * @param workplaces by employer and workplace
 * @param jobRoles by employer and job role, the category of employee
 * @param membershipClasses by membership class
 */
@Schema(name = "AddressTotals", description = "How many members of a list there are of each kind")
record Totals(
        int asked,
        int found,
        int unknown,
        int withoutAddress,
        List<Total> sections,
        List<Total> regions,
        List<Total> employers,
        List<Total> workplaces,
        List<Total> jobRoles,
        List<Total> membershipClasses) {

    /**
     * How many have a value.
     *
     * @param employer where the value is an employer's own; absent else, or where the register has none
     * @param value the value; absent where the register has none
     * @param members how many
     */
    @Schema(name = "AddressTotal")
    record Total(@Nullable String employer, @Nullable String value, int members) {}

    private record Value(
            @Nullable String employer, @Nullable String value) {}

    /** Counts while the members stream by. */
    static final class Count {

        private final Map<Value, Integer> sections = new LinkedHashMap<>();
        private final Map<Value, Integer> regions = new LinkedHashMap<>();
        private final Map<Value, Integer> employers = new LinkedHashMap<>();
        private final Map<Value, Integer> workplaces = new LinkedHashMap<>();
        private final Map<Value, Integer> jobRoles = new LinkedHashMap<>();
        private final Map<Value, Integer> classes = new LinkedHashMap<>();
        private int found;
        private int withoutAddress;

        void add(Addressee member) {
            found++;
            if (!member.hasAddress()) {
                withoutAddress++;
            }
            count(sections, null, member.section());
            count(regions, null, member.region());
            count(employers, null, member.employer());
            count(workplaces, member.employer(), member.workplace());
            count(jobRoles, member.employer(), member.jobRole());
            count(classes, null, member.membershipClass());
        }

        private static void count(Map<Value, Integer> counts, @Nullable String employer, @Nullable String value) {
            counts.merge(new Value(employer, value), 1, Integer::sum);
        }

        Totals of(int asked) {
            return new Totals(
                    asked,
                    found,
                    asked - found,
                    withoutAddress,
                    sorted(sections),
                    sorted(regions),
                    sorted(employers),
                    sorted(workplaces),
                    sorted(jobRoles),
                    sorted(classes));
        }

        private static List<Total> sorted(Map<Value, Integer> counts) {
            Comparator<@Nullable String> text = Comparator.nullsLast(Comparator.<String>naturalOrder());
            return counts.entrySet().stream()
                    .map(one -> new Total(one.getKey().employer(), one.getKey().value(), one.getValue()))
                    .sorted(Comparator.comparing(Total::employer, text).thenComparing(Total::value, text))
                    .toList();
        }
    }
}

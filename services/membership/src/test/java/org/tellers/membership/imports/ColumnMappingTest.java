package org.tellers.membership.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ColumnMappingTest {

    private static final List<String> OURS = List.of("membership_number", "last_name", "section", "status");

    @Test
    void ourOwnNamesNeedNobodyHoweverTheyAreWritten() {
        ColumnMapping mapping = ColumnMapping.propose(
                List.of(" Membership Number ", "LAST-NAME", "section", "Status", "Shoe"), Map.of());
        assertThat(mapping.needsAPerson()).isFalse();
        assertThat(mapping.registerColumns())
                .containsExactly(
                        RegisterColumn.MEMBERSHIP_NUMBER,
                        RegisterColumn.LAST_NAME,
                        RegisterColumn.SECTION,
                        RegisterColumn.STATUS,
                        null);
    }

    @Test
    void aGuessNeedsAPerson() {
        ColumnMapping mapping =
                ColumnMapping.propose(List.of("membership_number", "Surname", "section", "status"), Map.of());
        assertThat(mapping.needsAPerson()).isTrue();
        assertThat(mapping.columns().get(1))
                .isEqualTo(new MappedColumn("Surname", "last_name", MappedColumn.Source.GUESS));
    }

    @Test
    void whatWasSaidBeforeComesFirst() {
        Map<String, String> memory = Map.of("status", "", "state_of_member", "status", "surname", "last_name");
        ColumnMapping mapping = ColumnMapping.propose(
                List.of("membership_number", "Surname", "section", "status", "State of member"), memory);
        assertThat(mapping.needsAPerson()).isFalse();
        assertThat(mapping.columns().get(3).column()).isNull();
        assertThat(mapping.columns().get(4).column()).isEqualTo("status");
    }

    @Test
    void anUnknownHeadingCouldBeTheMissingColumn() {
        assertThat(ColumnMapping.propose(List.of("membership_number", "X", "section", "status"), Map.of())
                        .needsAPerson())
                .isTrue();
        assertThat(catchThrowableOfType(
                                FileRefused.class,
                                () -> ColumnMapping.propose(List.of("membership_number", "X", "town"), Map.of()))
                        .detail())
                .contains("last_name, section, status");
    }

    @Test
    void whatAPersonSaysIsHeldAgainstTheFile() {
        List<String> headings = List.of("A", "B", "C", "D", "E", "E", "");
        ColumnMapping mapping = ColumnMapping.said(headings, said("A", "B", "C", "D"));
        assertThat(mapping.needsAPerson()).isFalse();
        assertThat(mapping.memory())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", "membership_number", "b", "last_name", "c", "section", "d", "status", "e", ""));

        assertThat(refusal(headings, said("A", "B", "C", "E"))).isEqualTo("column-repeated");
        assertThat(refusal(headings, said("A", "B", "C", "Z"))).isEqualTo("heading-unknown");
        assertThat(refusal(headings, said("A", "B", "C"))).isEqualTo("columns-missing");
        assertThat(refusal(
                        headings,
                        List.of(
                                new MappedColumn("A", "status", MappedColumn.Source.REMEMBERED),
                                new MappedColumn("B", "status", MappedColumn.Source.REMEMBERED))))
                .isEqualTo("column-repeated");
        assertThat(refusal(headings, List.of(new MappedColumn("A", "shoe_size", MappedColumn.Source.REMEMBERED))))
                .isEqualTo("column-unknown");
    }

    private static String refusal(List<String> headings, List<MappedColumn> said) {
        return catchThrowableOfType(FileRefused.class, () -> ColumnMapping.said(headings, said))
                .code();
    }

    private static List<MappedColumn> said(String... headings) {
        List<MappedColumn> said = new java.util.ArrayList<>();
        for (int i = 0; i < headings.length; i++) {
            said.add(new MappedColumn(headings[i], OURS.get(i), MappedColumn.Source.REMEMBERED));
        }
        return said;
    }
}

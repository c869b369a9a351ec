package org.tellers.membership.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tellers.local.Project;

@NullUnmarked
class PlaceFileTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    @Test
    void theRealListOfDeliveryUnitsIsRead() throws Exception {
        Path file = Project.find().root().resolve("data/probation_regions_pdus.csv");
        List<Place> units = PlaceFile.read(Files.newInputStream(file), PlaceKind.DELIVERY_UNIT);
        assertThat(units).hasSize(110).contains(new Place("Derby City", "East Midlands", null, null, null));
    }

    @Test
    void aRenamedOrMergedBranchIsItsSuccessorFromTheDayAfter() throws Exception {
        Places places = new Places(read("""
            name,valid_from,valid_until,successor
            North,,2026-03-31,North East
            Tyne,,2025-12-31,North
            North East,2026-04-01,,
            South,,2026-03-31,
            West,2027-01-01,,
            """));

        assertThat(places.standing("North", LocalDate.parse("2026-03-31"))).isInstanceOf(Places.Standing.Valid.class);
        assertThat(places.standing("North", LocalDate.parse("2026-04-01")))
                .isInstanceOfSatisfying(
                        Places.Standing.Ended.class,
                        ended -> assertThat(ended.heir()).contains("North East"));
        assertThat(places.standing("Tyne", DAY))
                .isInstanceOfSatisfying(
                        Places.Standing.Ended.class,
                        ended -> assertThat(ended.heir()).contains("North East"));
        assertThat(places.standing("South", DAY))
                .isInstanceOfSatisfying(
                        Places.Standing.Ended.class,
                        ended -> assertThat(ended.heir()).isEqualTo(Optional.empty()));
        assertThat(places.standing("West", DAY)).isInstanceOf(Places.Standing.NotYet.class);
        assertThat(places.standing("Nowhere", DAY)).isInstanceOf(Places.Standing.Unknown.class);
    }

    @Test
    void twoPlacesThatNameEachOtherAsSuccessorsHaveNone() throws Exception {
        Places places = new Places(read("""
            name,valid_until,successor
            A,2026-01-01,B
            B,2026-01-01,A
            """));
        assertThat(places.standing("A", DAY))
                .isInstanceOfSatisfying(
                        Places.Standing.Ended.class,
                        ended -> assertThat(ended.heir()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "!!|1|empty",
                "region\\nWales\\n|1|lacks the column name",
                "name,colour\\nA,red\\n|1|none of",
                "name,name\\nA,B\\n|1|twice",
                "name,region\\n,Wales\\n|2|needs a name",
                "name,region\\nA\\n|2|1 values",
                "name,valid_until\\nA,31/12/2026\\n|2|2026-02-26",
                "name,valid_from,valid_until\\nA,2026-02-01,2026-01-01\\n|2|before valid_from",
                "name,successor\\nA,B\\nB,\\n|2|last day",
                "name,valid_until,successor\\nA,2026-01-01,B\\n|2|not in the list",
                "name,valid_until\\nA,2026-01-01\\nA,\\n|3|same days",
                "name\\n\"A\\n|2|CSV"
            })
    void aWrongListIsRefusedWithTheLine(String text, int line, String part) {
        PlaceFile.Refused refused =
                catchThrowableOfType(PlaceFile.Refused.class, () -> read(text.replace("\\n", "\n")));
        assertThat(refused.detail()).contains(part);
        assertThat(refused.line()).isEqualTo(line);
    }

    private static List<Place> read(String text) throws IOException, PlaceFile.Refused {
        return PlaceFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), PlaceKind.BRANCH);
    }
}

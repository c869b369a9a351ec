package org.tellers.membership.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class MemberListTest {

    private static final String ONE = "01981f2e-7c1a-7000-8000-000000000001";
    private static final String TWO = "01981f2e-7c1a-7000-8000-000000000002";

    @Test
    void aListIsReadInItsOrderWithOrWithoutMarkQuotesAndWindowsLines() {
        assertThat(read("\uFEFFmember_id\r\n" + TWO + "\r\n\"" + ONE + "\"\r\n\r\n"))
                .containsExactly(UUID.fromString(TWO), UUID.fromString(ONE));
        assertThat(read("member_id\n" + ONE)).containsExactly(UUID.fromString(ONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | header-missing",
                "'member_id' | list-empty",
                "'member_id,constituency\n" + ONE + ",region/wales' | column-not-taken",
                "'" + ONE + "' | column-not-taken",
                "'member_id\n" + ONE + ",region/wales' | not-a-member-id",
                "'member_id\n0001' | not-a-member-id",
                "'member_id\n1-1-1-1-1' | not-a-member-id",
                "'member_id\n" + ONE + "\n" + ONE + "' | repeated",
                "'member_id\n\"" + ONE + "' | not-csv"
            })
    void whatElseIsInAListIsRefusedByItsLineAndNeverQuoted(String text, String code) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        MemberList.Unreadable.class,
                        unreadable -> assertThat(unreadable.code()).isEqualTo(code))
                .hasMessageNotContaining(ONE)
                .hasMessageNotContaining("wales");
    }

    @Test
    void aListHasALimitAndIsAskedForInParts() {
        MemberList list = MemberList.read(new StringReader("member_id\n" + ONE + "\n" + TWO), 2);
        assertThat(list.parts(1)).hasSize(2);
        assertThat(list.parts(2)).containsExactly(list.members());
        assertThatThrownBy(() -> MemberList.read(new StringReader("member_id\n" + ONE + "\n" + TWO), 1))
                .hasMessageContaining("at most 1");
    }

    private static List<UUID> read(String text) {
        return MemberList.read(new StringReader(text), 1_000).members();
    }
}

package org.tellers.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    private static final ReturnPath.Token TOKEN = new ReturnPath.Token("0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"bounces+*@ballots.example", "*@bounces.ballots.example", "b-*-x@ballots.example"})
    void theTokenOfAMailIsFoundAgainInWhateverHeaderNamesTheAddress(String setting) {
        ReturnPath path = ReturnPath.of(setting);
        String address = path.of(TOKEN);

        assertThat(address).doesNotContain("*").contains(TOKEN.text());
        for (String header : new String[] {
            address, "<" + address + ">", "Bounces <" + address + ">, x@y.example", address.toUpperCase(Locale.ROOT)
        }) {
            assertThat(path.token(header)).contains(TOKEN);
        }
        for (String header : new String[] {
            "", "x" + address, address + ".example", "bounces@ballots.example", address.replace("f", ""), TOKEN.text()
        }) {
            assertThat(path.token(header)).as(header).isEmpty();
        }
    }

    @Test
    void withoutAPlaceForTheTokenEveryMailReturnsToTheSameAddress() {
        ReturnPath path = ReturnPath.of("bounces@ballots.example");
        assertThat(path.of(TOKEN)).isEqualTo("bounces@ballots.example");
        assertThat(path.token("bounces@ballots.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bounces",
                "@ballots.example",
                "a*b*c@ballots.example",
                "Bounces <b+*@ballots.example>",
                "b+*@ballots.example\r\nX: y",
                "a-prefix-that-is-too-long-for-a-token+*@ballots.example"
            })
    void anAddressThatCannotBeOneIsRefusedWithASentence(String setting) {
        assertThatThrownBy(() -> ReturnPath.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TELLERS_RETURN_PATH");
    }
}

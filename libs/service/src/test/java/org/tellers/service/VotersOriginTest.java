package org.tellers.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VotersOriginTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://vote.example", "https://vote.example/", "https://vote.example//"})
    void anAddressHasOneSlashHoweverTheOriginIsWritten(String setting) {
        assertThat(new VotersOrigin(setting).at("/details")).isEqualTo("https://vote.example/details");
    }
}

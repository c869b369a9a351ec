package org.tellers.membership.memberlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkTokenTest {

    @Test
    void aTokenIsRandomFitsIntoALinkAndHidesItself() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            LinkToken token = LinkToken.random();
            assertThat(token.reveal()).hasSize(LinkToken.LENGTH).matches("[0-9A-Za-z_-]+");
            assertThat(token.toString()).doesNotContain(token.reveal());
            assertThat(LinkToken.hash(token.reveal())).hasSize(32);
            seen.add(token.reveal());
        }
        assertThat(seen).hasSize(1_000);
    }
}
